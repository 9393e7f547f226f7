import { SpacesError } from '../../core/errors.ts';
import type { CopySource } from '../../core/manage/copier.ts';
import type { ByteRange, ObjectBytes, WriteOptions, Written } from '../../core/objects.ts';
import type { ObjectTarget } from '../../core/target.ts';
import type { Slots } from '../../core/transfers/slots.ts';
import { asIfSaid } from '../bytes/place.ts';
import { copyInParts, type Parts } from './inParts.ts';

/** How often a part is read again whose reading broke off. */
const READ_AGAIN = 3;

export interface Through {
  readonly to: ObjectTarget;
  readonly source: CopySource;
  readonly options: WriteOptions;
  /** Bytes; what is no larger goes in one piece. */
  readonly partSize: number;
  /** Bytes that may be in memory, those of other copies included. */
  readonly memory: Slots;
  /** Deletes a copy that is not what was read. */
  discard(written: Written): Promise<void>;
}

/** Reads here and writes there, a part in memory at a time; what arrives is what was read. */
export async function copyThroughHere(
  bytes: ObjectBytes,
  through: Through,
  signal: AbortSignal,
): Promise<Written> {
  const { source, to, options, partSize, memory } = through;
  if (source.size <= partSize)
    return memory.with(source.size, () => copyAtOnce(bytes, through, signal), signal);
  const part: Parts['part'] = (upload, partNumber, range, either) =>
    memory.with(
      range.end - range.start,
      async () => bytes.writePart(upload, partNumber, await readRange(bytes, source, range, either), either),
      either,
    );
  return copyInParts(bytes, { to, source, options, partSize, part }, signal);
}

async function copyAtOnce(bytes: ObjectBytes, through: Through, signal: AbortSignal): Promise<Written> {
  const { source, to, options } = through;
  const all = { start: 0, end: source.size };
  const content = await readRange(bytes, source, all, signal);
  const written = await bytes.write(to, content, options, signal);
  // An ETag is nearly always the content's MD5: where the two differ, either this one is not, or it was read wrong.
  if (written.etag !== source.etag && isDigest(written.etag) && isDigest(source.etag)) {
    const again = await readRange(bytes, source, all, signal);
    if (!again.every((byte, index) => byte === content[index])) {
      await through.discard(written);
      throw asIfSaid('BadDigest', source.key);
    }
  }
  return written;
}

async function readRange(
  bytes: ObjectBytes,
  source: CopySource,
  range: ByteRange,
  signal: AbortSignal,
): Promise<Uint8Array> {
  for (let tries = 1; ; tries++) {
    try {
      return await readOnce(bytes, source, range, signal);
    } catch (error) {
      const mayPass = error instanceof SpacesError && ['network', 'timeout', 'damaged'].includes(error.code);
      if (!mayPass || tries > READ_AGAIN || signal.aborted) throw error;
    }
  }
}

async function readOnce(
  bytes: ObjectBytes,
  source: CopySource,
  range: ByteRange,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const content = new Uint8Array(range.end - range.start);
  const isAll = content.length === source.size;
  const options = { ifMatch: source.etag, ...(isAll ? {} : { range }) };
  const { body } = await bytes.read(source, options, signal);
  let at = 0;
  for await (const piece of body) {
    if (at + piece.length > content.length) throw asIfSaid('BadDigest', source.key);
    content.set(piece, at);
    at += piece.length;
  }
  if (at < content.length) throw asIfSaid('BadDigest', source.key);
  return content;
}

function isDigest(etag: string): boolean {
  return /^[0-9a-f]{32}$/i.test(etag);
}
