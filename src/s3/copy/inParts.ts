import { Cancelled } from '../../core/errors.ts';
import type { CopySource } from '../../core/manage/copier.ts';
import type {
  ByteRange,
  ObjectBytes,
  UploadPart,
  UploadTarget,
  WriteOptions,
  Written,
} from '../../core/objects.ts';
import type { ObjectTarget } from '../../core/target.ts';

/** At the same time: a store takes ten writes on one object. */
const PARALLEL = 4;
const MAX_PARTS = 10_000;

export interface Parts {
  readonly to: ObjectTarget;
  readonly source: CopySource;
  /** What the copy is to have, besides the bytes. */
  readonly options: WriteOptions;
  /** Bytes; larger where there would be too many parts. */
  readonly partSize: number;
  /** Brings one part there. */
  part(upload: UploadTarget, partNumber: number, range: ByteRange, signal: AbortSignal): Promise<UploadPart>;
}

/** A multipart upload of all parts of the source; abandoned where it fails. */
export async function copyInParts(bytes: ObjectBytes, parts: Parts, signal: AbortSignal): Promise<Written> {
  const { to, source, options } = parts;
  const size = Math.max(parts.partSize, Math.ceil(source.size / MAX_PARTS));
  const count = Math.max(1, Math.ceil(source.size / size));
  const upload = await bytes.begin(to, options, signal);
  // One that fails ends the others: nothing may arrive after the upload is abandoned.
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  try {
    const done: UploadPart[] = [];
    let next = 1;
    const work = async () => {
      while (next <= count) {
        const number = next++;
        const range = { start: (number - 1) * size, end: Math.min(number * size, source.size) };
        done.push(await parts.part(upload, number, range, either));
      }
    };
    const workers = Array.from({ length: Math.min(PARALLEL, count) }, work);
    await Promise.all(workers).catch(async (error: unknown) => {
      stop.abort();
      await Promise.allSettled(workers);
      throw error;
    });
    done.sort((a, b) => a.partNumber - b.partNumber);
    if (signal.aborted) throw new Cancelled();
    // Not to be cancelled: of what is made without an answer nobody would know. Who cancels takes it back.
    return await bytes.finish(upload, done, { isNew: options.isNew }, new AbortController().signal);
  } catch (error) {
    await bytes.abandon(upload, new AbortController().signal).catch(() => undefined);
    throw error;
  }
}
