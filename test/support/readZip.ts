import { readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';

const CENTRAL = 0x02014b50;
const END = 0x06054b50;

/** One entry of the directory at an archive's end (APPNOTE 4.3.12). */
export interface ZipEntry {
  readonly name: string;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** Of the extra field. */
  readonly extraLength: number;
  read(): Buffer;
}

/** The files in a ZIP archive, by name. For archives that we made: no ZIP64. */
export async function readZip(path: string): Promise<ReadonlyMap<string, Buffer>> {
  return new Map(zipEntries(await readFile(path)).map((entry) => [entry.name, entry.read()]));
}

/** The directory of an archive. @throws where there is none */
export function zipEntries(bytes: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = [];
  const end = bytes.lastIndexOf(signature(END));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new Error(`No directory entry at ${at}`);
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      bytes.readUInt16LE(at + offset),
    ) as [number, number, number];
    const entry = at;
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      packedSize: bytes.readUInt32LE(at + 20),
      extraLength,
      read: () => contentOf(bytes, entry),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function contentOf(bytes: Buffer, entry: number): Buffer {
  const local = bytes.readUInt32LE(entry + 42);
  const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const data = bytes.subarray(begin, begin + bytes.readUInt32LE(entry + 20));
  return bytes.readUInt16LE(entry + 10) === 0 ? data : inflateRawSync(data);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
