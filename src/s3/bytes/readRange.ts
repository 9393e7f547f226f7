import { SpacesError } from '../../core/errors.ts';
import type { ByteRange, ObjectBytes, VersionTarget } from '../../core/objects.ts';
import { asIfSaid } from './place.ts';

/** How often it is read again where reading broke off. */
const READ_AGAIN = 3;

/** An object that is read while it has this ETag. */
export interface ReadSource extends VersionTarget {
  /** Bytes. */
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
}

/** A part of an object, or all of it, in memory. Throws `changed` where it is another by now. */
export async function readRange(
  bytes: ObjectBytes,
  source: ReadSource,
  range: ByteRange,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const content = new Uint8Array(range.end - range.start);
  await readPieces(bytes, { source, range }, signal, (piece, at) => content.set(piece, at));
  return content;
}

interface Wanted {
  readonly source: ReadSource;
  readonly range: ByteRange;
}

type Take = (piece: Uint8Array, at: number) => void;

/** `take` gets every byte, from the start anew where reading broke off. */
export async function readPieces(
  bytes: ObjectBytes,
  wanted: Wanted,
  signal: AbortSignal,
  take: Take,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await readOnce(bytes, wanted, signal, take);
    } catch (error) {
      const mayPass = error instanceof SpacesError && ['network', 'timeout', 'damaged'].includes(error.code);
      if (!mayPass || tries > READ_AGAIN || signal.aborted) throw error;
    }
  }
}

async function readOnce(
  bytes: ObjectBytes,
  { source, range }: Wanted,
  signal: AbortSignal,
  take: Take,
): Promise<void> {
  const length = range.end - range.start;
  const options = { ifMatch: source.etag, ...(length === source.size ? {} : { range }) };
  const { body } = await bytes.read(source, options, signal);
  let at = 0;
  for await (const piece of body) {
    if (at + piece.length > length) throw asIfSaid('BadDigest', source.key);
    take(piece, at);
    at += piece.length;
  }
  if (at < length) throw asIfSaid('BadDigest', source.key);
}
