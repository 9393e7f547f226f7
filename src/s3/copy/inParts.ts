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
import { forEachAtOnce } from '../../core/transfers/engine.ts';
import { numbersOf, planParts, rangeOf } from '../../core/transfers/partPlan.ts';
import { NEVER } from './behind.ts';

/** At the same time: a store takes ten writes on one object. */
const PARALLEL = 4;

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
  const plan = planParts(source.size, parts.partSize);
  if (signal.aborted) throw new Cancelled();
  // Not to be cancelled: one that was begun without our knowing could never be abandoned.
  const upload = await bytes.begin(to, options, NEVER);
  try {
    const done: UploadPart[] = [];
    // One that fails ends the others: nothing may arrive after the upload is abandoned.
    await forEachAtOnce({ items: numbersOf(plan), atOnce: PARALLEL, signal }, async (number, either) => {
      done.push(await parts.part(upload, number, rangeOf(plan, number), either));
    });
    if (signal.aborted) throw new Cancelled();
    // Nor this: of what is made without an answer nobody would know. Who cancels takes it back.
    return await bytes.finish(upload, done, { isNew: options.isNew }, NEVER);
  } catch (error) {
    await bytes.abandon(upload, NEVER).catch(() => undefined);
    throw error;
  }
}
