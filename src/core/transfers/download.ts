import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import { lastSegment } from '../keyRules.ts';
import type { ObjectFacts, ObjectRead } from '../objects.ts';
import { plain } from '../plain.ts';
import { isMd5 } from './checksums.ts';
import { gathered, wholeOf } from './chunks.ts';
import { compareDigests } from './downloadCheck.ts';
import { fetchRanges } from './downloadRanges.ts';
import type { Engine, Run } from './engine.ts';
import { type DownloadJob, type DownloadTrace, isUploadTrace } from './jobs.ts';
import type { OpenTarget } from './localFiles.ts';
import { temporaryName } from './localNames.ts';
import { modifiedOf } from './modified.ts';
import { MIB } from './partPlan.ts';

/** So often the bytes are fetched before what arrives is called damaged, or an object that changes is given up. */
const MOST_GOES = 3;

export interface Download {
  readonly engine: Engine;
  readonly job: DownloadJob;
  readonly run: Run;
  /** Beside the target, so that it is renamed and never copied. */
  readonly temporary: string;
}

/** An object that was fetched into the temporary file. */
export interface Fetched {
  readonly facts: ObjectFacts;
  /** MD5 in hex, where it was taken on the way. */
  readonly whole?: string | undefined;
  /** The same of its parts, and how large these are. */
  readonly parts?: { readonly partSize: number; readonly digests: readonly string[] } | undefined;
}

/**
 * Fetches an object: small ones in one piece, others in ranges, several at a time. Under its name the file appears whole
 * and checked, with the time of the file that it was made from. Throws `SpacesError`, `Cancelled`.
 */
export async function runDownload(engine: Engine, job: DownloadJob, run: Run): Promise<void> {
  const { files } = engine;
  const folder = files.folderOf(job.localPath);
  const begun = run.trace !== undefined && !isUploadTrace(run.trace) ? run.trace : undefined;
  const name = temporaryName(files.nameOf(job.localPath), job.id);
  const temporary = begun?.temporary ?? files.join(folder, [name]);
  const download: Download = { engine, job, run, temporary };
  try {
    await fetchChecked(download, begun);
    await files.publish(temporary, job.localPath, { mayReplace: job.mayReplace });
    await run.forget();
  } catch (error) {
    // What is in the way of others on a full disk, and what nobody goes on with, does not stay.
    const isFull = error instanceof SpacesError && error.code === 'diskFull';
    if (isFull || run.trace === undefined) await takeBack(download);
    throw error;
  }
}

async function takeBack({ engine, run, temporary }: Download): Promise<void> {
  await engine.files.remove(temporary).catch((error: unknown) => engine.log.warn(String(error)));
  await run.forget();
}

async function fetchChecked(download: Download, begun: DownloadTrace | undefined): Promise<void> {
  const { engine, job, run, temporary: path } = download;
  const { files } = engine;
  let seen: string | undefined;
  for (let goes = 1; ; goes++) {
    const fetched = await fetchOnce(download, goes === 1 ? begun : undefined);
    const verdict = await compareDigests(
      { files, partSize: engine.limits().partSize, path, signal: run.signal },
      fetched,
    );
    // The same bytes twice are what the store has: its ETag is no checksum.
    if (typeof verdict === 'string' || verdict.digest === seen) return;
    seen = verdict.digest;
    await run.forget();
    run.report(0);
    if (goes === MOST_GOES) {
      const name = plain(lastSegment(job.object.key));
      throw new SpacesError('damaged', t('What arrived is not what the store has: {0}. Retry.', name));
    }
  }
}

/** An object that is changed while its ranges are fetched is fetched anew. */
async function fetchOnce(download: Download, begun: DownloadTrace | undefined): Promise<Fetched> {
  const { engine, job, run } = download;
  const { partSize } = engine.limits();
  if (begun === undefined && job.size <= partSize) return fetchWhole(download);
  for (let goes = 1; ; goes++) {
    try {
      return await fetchRanges(download, goes === 1 ? begun : undefined);
    } catch (error) {
      if (!(error instanceof SpacesError && error.code === 'changed') || goes === MOST_GOES) throw error;
      await run.forget();
    }
  }
}

/** One request, which tells the facts, too. */
async function fetchWhole(download: Download): Promise<Fetched> {
  const { engine, job, run, temporary } = download;
  const { signal } = run;
  return engine.pace.run(async () => {
    // First, as an answer that nobody reads keeps its connection.
    const target = await engine.files.create(temporary);
    try {
      const { facts, body } = await engine.bytes.read(job.object, {}, signal);
      run.sized(facts.size);
      const whole = await store(download, { facts, body, target });
      await complete(download, target, facts);
      return { facts, whole };
    } finally {
      await target.close();
    }
  }, signal);
}

/** Gives its MD5, where that tells something. */
async function store(
  { engine, run }: Download,
  { facts: { etag, size }, body, target }: ObjectRead & { readonly target: OpenTarget },
): Promise<string | undefined> {
  const digest = isMd5(etag) ? engine.files.digest(size) : undefined;
  const buffers: Uint8Array[] = [];
  let at = 0;
  try {
    for await (const bytes of size < MIB ? body : gathered(body, buffers)) {
      const { length } = bytes;
      await target.write(bytes, at);
      at += length;
      const done = (await digest?.add(bytes)) ?? bytes;
      if (size >= MIB) buffers.push(wholeOf(done));
      run.report(at);
    }
    if (at !== size) throw new SpacesError('network', t('The answer broke off.'));
  } catch (error) {
    digest?.drop();
    throw error;
  }
  return digest?.hex();
}

/**
 * On the disk before it gets its name: with it it counts as done and leaves the journal, and nobody would fetch again what a power
 * cut takes then. A small new file takes nothing's place: thousands of them are not waited for one by one. A disk that takes no
 * times from us has the file.
 */
export async function complete(
  { engine, job }: Download,
  target: OpenTarget,
  facts: ObjectFacts,
): Promise<void> {
  await target.setTime(modifiedOf(facts)).catch((error: unknown) => engine.log.warn(String(error)));
  if (job.mayReplace || facts.size >= MIB) await target.sync();
}
