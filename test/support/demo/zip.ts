import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
}

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
/** Names are UTF-8. */
const flags = 0x0800;
const deflate = 8;

/** A zip archive (PKWARE APPNOTE), every entry deflated and dated 1 January 2026. */
export function makeZip(entries: readonly ZipEntry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { name, common, packed } = packEntry(entry);
    const head = Buffer.concat([
      numbers([4, localHeader]),
      common,
      numbers([2, name.length], [2, 0]),
      name,
      packed,
    ]);
    const unused: Field[] = [
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
    ];
    central.push(numbers([4, centralHeader], [2, 20]), common);
    central.push(numbers([2, name.length], ...unused, [4, offset]), name);
    local.push(head);
    offset += head.length;
  }
  const directory = Buffer.concat(central);
  const count: Field = [2, entries.length];
  const end = numbers(
    [4, endOfDirectory],
    [2, 0],
    [2, 0],
    count,
    count,
    [4, directory.length],
    [4, offset],
    [2, 0],
  );
  return Buffer.concat([...local, directory, end]);
}

/** What an entry's two headers share: version, flags, method, time, date, check sum and sizes. */
function packEntry({ name, content }: ZipEntry) {
  const packed = deflateRawSync(content);
  const date = ((2026 - 1980) << 9) | (1 << 5) | 1;
  const common = numbers(
    [2, 20],
    [2, flags],
    [2, deflate],
    [2, 0],
    [2, date],
    [4, crc32(content)],
    [4, packed.length],
    [4, content.length],
  );
  return { name: Buffer.from(name), common, packed };
}

type Field = readonly [bytes: 2 | 4, value: number];

function numbers(...fields: Field[]): Buffer {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    }),
  );
}
