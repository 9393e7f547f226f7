import { Cancelled, SpacesError } from '../../core/errors.ts';
import type { CopySource } from '../../core/manage/copier.ts';
import type { ByteRange, Content, ObjectBytes, WriteOptions, Written } from '../../core/objects.ts';
import type { ObjectTarget } from '../../core/target.ts';
import type { Slots } from '../../core/transfers/slots.ts';
import { asIfSaid } from '../bytes/place.ts';
import { readPieces, readRange } from '../bytes/readRange.ts';
import { copyInParts, type Parts } from './inParts.ts';

/** How often a part is read again that comes as something else each time. */
const READ_AGAIN = 3;

/** Of so little nobody is told how much of it was taken. Bytes. */
const SENT_AT_ONCE = 256 * 1024;

export interface Through {
  readonly to: ObjectTarget;
  readonly source: CopySource;
  readonly options: WriteOptions;
  /** Bytes; what is no larger goes in one piece. */
  readonly partSize: number;
  /** Bytes that may be in memory, those of other copies included. */
  readonly memory: Slots;
  /** Deletes a copy that `isWrong`, or else of which nobody knows whether it is right, where that loses nothing. */
  discard(written: Written, isWrong: boolean): Promise<unknown>;
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
      async () => bytes.writePart(upload, partNumber, await readSurely(bytes, source, range, either), either),
      either,
    );
  return copyInParts(bytes, { to, source, options, partSize, part }, signal);
}

async function copyAtOnce(bytes: ObjectBytes, through: Through, signal: AbortSignal): Promise<Written> {
  const { source, to, options } = through;
  const all = { start: 0, end: source.size };
  const content = await (isDigest(source.etag) ? readRange : readSurely)(bytes, source, all, signal);
  const written = await writeOnceSent(content, signal, (body, unlessSent) =>
    bytes.write(to, body, options, unlessSent),
  );
  // Who cancelled has it taken back.
  if (signal.aborted) return written;
  // An ETag is nearly always the content's MD5: where the two differ, either this one is not, or it was read wrong.
  if (written.etag !== source.etag && isDigest(written.etag) && isDigest(source.etag)) {
    try {
      await assertSameAgain(bytes, { source, range: all, content }, signal);
    } catch (error) {
      await through.discard(written, isDamaged(error)).catch(() => undefined);
      throw error;
    }
  }
  return written;
}

/**
 * A write that ends with the signal as long as its body is on the way. What a server has whole it makes all the same: there
 * its answer is waited for.
 */
async function writeOnceSent(
  bytes: Uint8Array,
  signal: AbortSignal,
  write: (body: Content, unlessSent: AbortSignal) => Promise<Written>,
): Promise<Written> {
  if (signal.aborted) throw new Cancelled();
  const sending = new AbortController();
  let isSent = bytes.length <= SENT_AT_ONCE;
  const onAbort = () => {
    if (!isSent) sending.abort();
  };
  const onSent = (sent: number) => {
    isSent = sent === bytes.length;
    if (signal.aborted) onAbort();
  };
  signal.addEventListener('abort', onAbort);
  try {
    return await write({ bytes, onSent }, sending.signal);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * What no digest tells of is read twice, unless it comes over TLS, which lets nothing through that is damaged: a wrong copy
 * would be taken for whole, and its source deleted after a move.
 */
async function readSurely(
  bytes: ObjectBytes,
  source: CopySource,
  range: ByteRange,
  signal: AbortSignal,
): Promise<Uint8Array> {
  for (let tries = 1; ; tries++) {
    const content = await readRange(bytes, source, range, signal);
    if (source.connection.endpoint.startsWith('https:')) return content;
    try {
      await assertSameAgain(bytes, { source, range, content }, signal);
      return content;
    } catch (error) {
      if (!isDamaged(error) || tries > READ_AGAIN) throw error;
    }
  }
}

interface Read {
  readonly source: CopySource;
  readonly range: ByteRange;
  readonly content: Uint8Array;
}

/** Throws `damaged` where it reads something else now. */
async function assertSameAgain(
  bytes: ObjectBytes,
  { source, range, content }: Read,
  signal: AbortSignal,
): Promise<void> {
  await readPieces(bytes, { source, range }, signal, (piece, at) => {
    // Piece by piece, and so with a turn of the loop for others.
    if (piece.some((byte, index) => byte !== content[at + index])) throw asIfSaid('BadDigest', source.key);
  });
}

function isDamaged(error: unknown): boolean {
  return error instanceof SpacesError && error.code === 'damaged';
}

function isDigest(etag: string): boolean {
  return /^[0-9a-f]{32}$/i.test(etag);
}
