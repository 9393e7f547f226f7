import { compareDigests } from './downloadCheck.ts';
import type { Engine, Run } from './engine.ts';
import { factsIfThere } from './factsIfThere.ts';
import type { TransferJob } from './jobs.ts';
import { modifiedOf, SAME_TIME_MS } from './modified.ts';

export interface Doubtful {
  readonly engine: Engine;
  readonly job: TransferJob;
  readonly run: Run;
  /** When it was begun, by this machine's clock. Milliseconds since the epoch. */
  readonly begunMs: number;
}

/**
 * Whether that is done already: it was stopped before the store answered, or its window before it wrote that down. File and object are there,
 * and are the same by their digest or, where the store tells none, by size and time. Throws `SpacesError`, `Cancelled`.
 */
export async function isDoneAlready({ engine, job, run, begunMs }: Doubtful): Promise<boolean> {
  const { signal } = run;
  const file = await engine.files.facts(job.localPath);
  if (file === undefined) return false;
  const facts = await engine.pace.run(() => factsIfThere(engine.bytes, job.object, signal), signal);
  if (facts?.size !== file.size) return false;
  // What was there before may have had other headers or rights. Stores tell whole seconds.
  const isAnew = job.kind === 'upload' && job.mayReplace;
  if (isAnew && facts.lastModified < Math.floor(begunMs / 1000) * 1000) return false;
  const copy = { files: engine.files, partSize: engine.limits().partSize, path: job.localPath, signal };
  const verdict = await compareDigests(copy, { facts });
  if (verdict !== 'unknown') return verdict === 'same';
  return Math.abs(modifiedOf(facts) - file.mtimeMs) < SAME_TIME_MS;
}
