import { SpacesError } from '../errors.ts';
import type { UploadPart } from '../objects.ts';
import { isMd5, md5Of } from './checksums.ts';
import type { UploadTrace } from './jobs.ts';
import { lengthOf, type PartPlan, planParts, rangeOf } from './partPlan.ts';
import { isSame, type Upload } from './upload.ts';

/** What is left to do of an upload that was begun. */
export interface Resumed {
  readonly trace: UploadTrace;
  readonly done: Map<number, UploadPart>;
}

/**
 * Where an upload stopped: the parts that the store has and that are what the file has there now. `undefined` where it has
 * to begin anew: the file is another by now, the store gave the upload up, or does not tell what it has.
 */
export async function resumeUpload(upload: Upload, trace: UploadTrace): Promise<Resumed | undefined> {
  const { run, facts } = upload;
  if (!isSame(trace.source, facts)) {
    await giveUp(upload, trace);
    return undefined;
  }
  const stored = await partsOf(upload, trace);
  if (stored === undefined) {
    await run.forget();
    return undefined;
  }
  const plan = planParts(facts.size, trace.partSize);
  const done = new Map<number, UploadPart>();
  for (const part of stored) if (await isOurs(upload, plan, part)) done.set(part.partNumber, part);
  return { trace, done };
}

async function partsOf(upload: Upload, trace: UploadTrace) {
  const { engine, run } = upload;
  try {
    return await engine.pace.run(() => engine.bytes.parts(trace.upload, run.signal), run.signal);
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'noSuchUpload') return undefined;
    if (!isDenied(error)) throw error;
    // Who may not list the parts may write them all the same.
    await giveUp(upload, trace);
    return undefined;
  }
}

/** Takes back what was begun. Where that is not allowed it stays among the Space's unfinished uploads, and stops nothing. */
export async function giveUp({ engine, run }: Upload, { upload }: UploadTrace): Promise<void> {
  await engine.bytes.abandon(upload, run.signal).catch((error: unknown) => {
    if (!isDenied(error)) throw error;
    engine.log.warn(`Transfers: an upload is not taken back: ${String(error)}`);
  });
  await run.forget();
}

function isDenied(error: unknown): boolean {
  return error instanceof SpacesError && error.code === 'accessDenied';
}

/** A part's ETag is its MD5, unless the store keeps objects under a key of its own. */
async function isOurs({ engine, source, run }: Upload, plan: PartPlan, part: UploadPart): Promise<boolean> {
  const range = rangeOf(plan, part.partNumber);
  if (part.partNumber > plan.count || part.size !== lengthOf(range)) return false;
  if (!isMd5(part.etag)) return true;
  const digest = async () => md5Of(await source.read(range), engine.files.md5());
  return (await engine.memory.with(part.size, digest, run.signal)) === part.etag;
}
