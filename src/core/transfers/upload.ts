import { t } from '@vscode/l10n';
import { Cancelled, SpacesError } from '../errors.ts';
import { writeProblem } from '../keyRules.ts';
import type { Content, UploadPart, WriteOptions } from '../objects.ts';
import { plain } from '../plain.ts';
import { unlessAborted } from '../unlessAborted.ts';
import { etagOfParts, md5Of } from './checksums.ts';
import { type Engine, forEachAtOnce, partsAtOnce, type Run } from './engine.ts';
import { factsIfThere } from './factsIfThere.ts';
import { isUploadTrace, type UploadJob, type UploadTrace } from './jobs.ts';
import type { FileFacts, OpenSource } from './localFiles.ts';
import { metadataOfTime } from './modified.ts';
import { lengthOf, MIB, numbersOf, type PartPlan, planParts, rangeOf } from './partPlan.ts';
import { ContentReader, headersFor, isTextType, plainTypeOf } from './uploadHeaders.ts';
import { giveUp, resumeUpload } from './uploadResume.ts';

/**
 * Sends a file: in one piece, or in parts, several at a time. Goes on where the last go stopped, as long as the file is the
 * same. Throws `SpacesError` (`changed` where the file is another by the end), `Cancelled`; nothing is overwritten that the
 * job does not name.
 */
export async function runUpload(engine: Engine, job: UploadJob, run: Run): Promise<void> {
  if (job.object.connection.readOnly) {
    const name = plain(job.object.connection.name);
    throw new SpacesError('readOnly', t('This connection is read-only: {0}', name));
  }
  const problem = writeProblem(job.object.key);
  if (problem !== undefined) throw new SpacesError('badKey', problem.message);
  const source = await engine.files.open(job.localPath);
  try {
    const facts = source.opened;
    run.sized(facts.size);
    const upload: Upload = { engine, job, run, source, facts };
    const begun = run.trace !== undefined && isUploadTrace(run.trace) ? run.trace : undefined;
    const resumed = begun && (await resumeUpload(upload, begun));
    if (resumed !== undefined) await writeParts(upload, resumed);
    else if (facts.size <= engine.limits().partSize) await writeWhole(upload);
    else await writeParts(upload, { trace: await begin(upload), done: new Map() });
  } finally {
    await source.close();
  }
}

export interface Upload {
  readonly engine: Engine;
  readonly job: UploadJob;
  readonly run: Run;
  readonly source: OpenSource;
  /** As it was when this go began. */
  readonly facts: FileFacts;
}

async function writeWhole(upload: Upload): Promise<void> {
  const { engine, job, run, source, facts } = upload;
  const write = async () => {
    const body = await source.read({ start: 0, end: facts.size });
    await refuseChanged(upload);
    const options = await optionsFor(upload, body);
    try {
      const content = watched(body, run.report);
      await engine.pace.run(() => engine.bytes.write(job.object, content, options, run.signal), run.signal);
    } catch (error) {
      await throwUnlessOurs(upload, error, () => md5Of(body, engine.files.md5()));
    }
  };
  await engine.memory.with(facts.size, write, run.signal);
  run.report(facts.size);
}

async function begin(upload: Upload): Promise<UploadTrace> {
  const { engine, job, run, facts } = upload;
  const options = await optionsFor(upload);
  const { partSize } = planParts(facts.size, engine.limits().partSize);
  // Not with the transfer's own signal: an upload that was begun without our knowing could never be taken back.
  const beginning = engine.pace.run(() => engine.bytes.begin(job.object, options, NEVER), run.signal);
  const takeBack = beginning.then((target) => {
    if (run.signal.aborted) return engine.bytes.abandon(target, AbortSignal.timeout(TAKE_BACK_MS));
    return undefined;
  });
  run.afterwards(takeBack);
  const target = await unlessAborted(beginning, run.signal);
  const trace = { upload: target, source: facts, partSize };
  await run.keep(trace);
  return trace;
}

const NEVER = new AbortController().signal;
export const TAKE_BACK_MS = 20_000;

async function writeParts(
  upload: Upload,
  { trace, done }: { readonly trace: UploadTrace; readonly done: Map<number, UploadPart> },
): Promise<void> {
  const { engine, run, facts } = upload;
  const plan: PartPlan = planParts(facts.size, trace.partSize);
  const missing = numbersOf(plan).filter((number) => !done.has(number));
  let bytes = [...done.values()].reduce((sum, { size }) => sum + size, 0);
  const sent = new Map<number, number>();
  const report = () => run.report([...sent.values()].reduce((sum, each) => sum + each, bytes));
  report();
  const atOnce = partsAtOnce(engine.limits());
  const buffers: Uint8Array[] = [];
  await forEachAtOnce({ items: missing, atOnce, signal: run.signal }, async (number, signal) => {
    const onSent = (count: number) => {
      sent.set(number, count);
      report();
    };
    const part = await writePart(upload, { trace, plan, number, signal, buffers, onSent });
    done.set(number, part);
    sent.delete(number);
    bytes += part.size;
    report();
  });
  await refuseChanged(upload, trace);
  await finish(
    upload,
    trace,
    [...done.values()].sort((a, b) => a.partNumber - b.partNumber),
  );
}

interface OnePart {
  readonly trace: UploadTrace;
  readonly plan: PartPlan;
  readonly number: number;
  readonly signal: AbortSignal;
  /** Memory of parts that were sent. */
  readonly buffers: Uint8Array[];
  onSent(bytes: number): void;
}

/** Of a small body there is nothing to tell before it is all there. */
function watched(bytes: Uint8Array, onSent: (count: number) => void): Content {
  return bytes.length < MIB ? bytes : { bytes, onSent };
}

async function writePart(
  { engine, source }: Upload,
  { trace, plan, number, signal, buffers, onSent }: OnePart,
): Promise<UploadPart> {
  const range = rangeOf(plan, number);
  const write = async () => {
    const buffer = buffers.pop() ?? new Uint8Array(Math.min(plan.partSize, plan.size));
    const content = watched(await source.read(range, buffer), onSent);
    const send = () => engine.bytes.writePart(trace.upload, number, content, signal);
    const part = await engine.pace.run(send, signal);
    // Only then nothing sends of it any more.
    buffers.push(buffer);
    return part;
  };
  return engine.memory.with(lengthOf(range), write, signal);
}

async function finish(upload: Upload, trace: UploadTrace, parts: readonly UploadPart[]): Promise<void> {
  const { engine, job, run } = upload;
  const etag = () =>
    etagOfParts(
      parts.map((part) => part.etag),
      engine.files.md5(),
    );
  try {
    const options = { isNew: !job.mayReplace };
    await engine.pace.run(() => engine.bytes.finish(trace.upload, parts, options, run.signal), run.signal);
  } catch (error) {
    await throwUnlessOurs(upload, error, etag);
  }
  await run.forget();
}

/** An answer that was lost: what was asked a second time is refused, because the first time it was done. */
async function throwUnlessOurs(
  { engine, job, run }: Upload,
  error: unknown,
  etag: () => string,
): Promise<void> {
  if (!(error instanceof SpacesError) || !['exists', 'noSuchUpload'].includes(error.code)) throw error;
  const there = await engine.bytes.facts(job.object, run.signal).catch(() => undefined);
  if (there !== undefined && there.etag === etag()) return;
  if (error.code === 'noSuchUpload') await run.forget();
  throw error;
}

/** A file that was written to meanwhile: what was read of it may be a part of this and a part of that. */
async function refuseChanged(upload: Upload, trace?: UploadTrace): Promise<void> {
  const { engine, job, source, facts } = upload;
  if (isSame(await source.facts(), facts)) return;
  if (trace !== undefined) await giveUp(upload, trace);
  const name = plain(engine.files.nameOf(job.localPath));
  throw new SpacesError('changed', t('The file was changed while it was uploaded: {0}. Retry.', name));
}

export function isSame(a: FileFacts, b: FileFacts): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs;
}

/** @param body all of it, where it is in memory */
async function optionsFor(upload: Upload, body?: Uint8Array): Promise<WriteOptions> {
  const { engine, job, run, facts } = upload;
  const name = engine.files.nameOf(job.localPath);
  const stored = job.mayReplace ? await factsIfThere(engine.bytes, job.object, run.signal) : undefined;
  const content = new ContentReader(isTextType(plainTypeOf(name)));
  if (body !== undefined) content.add(body);
  else await readThrough(upload, content);
  return {
    headers: headersFor(name, job.wishes, { content: content.end(), stored: stored?.headers }),
    metadata: metadataOfTime(facts.mtimeMs),
    // Private is what an object is unless it is said, and some Spaces take no such word.
    ...(job.wishes.acl === 'public-read' ? { acl: job.wishes.acl } : {}),
    isNew: !job.mayReplace,
  };
}

async function readThrough({ source, facts, run }: Upload, content: ContentReader): Promise<void> {
  for (let start = 0; start < facts.size; start += MIB) {
    if (run.signal.aborted) throw new Cancelled();
    if (!content.add(await source.read({ start, end: Math.min(facts.size, start + MIB) }))) return;
  }
}
