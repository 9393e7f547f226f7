import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import type { ByteRange } from '../objects.ts';
import { partsOfEtag } from './checksums.ts';
import { gathered, sizeOf } from './chunks.ts';
import { complete, type Download, type Fetched } from './download.ts';
import { forEachAtOnce } from './engine.ts';
import type { DownloadTrace } from './jobs.ts';
import type { OpenTarget } from './localFiles.ts';
import { bytesOf, lengthOf, numbersOf, type PartPlan, planParts, rangeOf } from './partPlan.ts';

/** So often it is written down which parts the disk has. Milliseconds. */
const NOTED_EVERY_MS = 1_000;

/** Several ranges at a time, all of one state of the object. Throws `changed` where it is another by now. */
export async function fetchRanges(download: Download, begun: DownloadTrace | undefined): Promise<Fetched> {
  const { engine, job, run, temporary } = download;
  const facts = await engine.pace.run(() => engine.bytes.facts(job.object, run.signal), run.signal);
  run.sized(facts.size);
  const kept =
    begun?.etag === facts.etag && begun.size === facts.size ? await partsHere(download, begun) : undefined;
  const partSize = kept?.partSize ?? engine.limits().partSize;
  const plan = planParts(facts.size, partSize);
  const { files } = engine;
  const target = await (kept === undefined ? files.create(temporary) : files.reopen(temporary));
  const done = new Set(kept?.parts);
  const trace = (): DownloadTrace => ({
    ...{ temporary, etag: facts.etag, size: facts.size, partSize },
    parts: [...done],
  });
  try {
    if (kept === undefined) await run.keep(trace());
    const note = async () => {
      // What is written down must be on the disk by then; other parts arrive meanwhile.
      const noted = trace();
      await target.sync();
      await run.keep(noted);
    };
    const digests = await fetchMissing(download, { plan, done, target, etag: facts.etag, note });
    await complete(download, target, facts);
    return { facts, parts: digests && { partSize, digests } };
  } finally {
    await target.close();
  }
}

/** What was written down, where the file still has it. */
async function partsHere({ engine }: Download, begun: DownloadTrace): Promise<DownloadTrace | undefined> {
  const there = await engine.files.facts(begun.temporary);
  const plan = planParts(begun.size, begun.partSize);
  const needed = begun.parts.reduce((end, number) => Math.max(end, rangeOf(plan, number).end), 0);
  return there !== undefined && there.size >= needed ? begun : undefined;
}

interface Fetching {
  readonly plan: PartPlan;
  readonly done: Set<number>;
  readonly target: OpenTarget;
  readonly etag: string;
  /** Writes down which parts there are. */
  note(): Promise<void>;
}

/** Gives the MD5s of all parts where the object may be made of such, and all of them came just now. */
async function fetchMissing(
  { engine, job, run }: Download,
  fetching: Fetching,
): Promise<readonly string[] | undefined> {
  const { plan, done, target, etag, note } = fetching;
  const numbers = numbersOf(plan);
  let bytes = bytesOf(plan, done);
  let notedAt = 0;
  run.report(bytes);
  const hashes = partsOfEtag(etag) === plan.count ? new Map<number, string>() : undefined;
  const items = numbers.filter((number) => !done.has(number));
  await forEachAtOnce(
    { items, atOnce: engine.limits().parts, signal: run.signal },
    async (number, signal) => {
      const { start, end } = rangeOf(plan, number);
      let at = start;
      const md5 = hashes && engine.files.md5();
      // What broke off is asked for from where it did.
      await engine.pace.run(async () => {
        if (at === end) return;
        const { body } = await engine.bytes.read(
          job.object,
          { range: { start: at, end }, ifMatch: etag },
          signal,
        );
        for await (const chunks of gathered(body)) {
          const length = sizeOf(chunks);
          refuseTooLong({ start: at, end }, length);
          await target.write(chunks, at);
          for (const chunk of chunks) md5?.update(chunk);
          at += length;
          bytes += length;
          run.report(bytes);
        }
        if (at < end) throw new SpacesError('network', t('The answer broke off.'));
      }, signal);
      done.add(number);
      if (md5) hashes?.set(number, md5.hex());
      if (engine.now() - notedAt < NOTED_EVERY_MS) return;
      notedAt = engine.now();
      await note();
    },
  );
  return hashes?.size === plan.count ? numbers.map((number) => hashes.get(number) ?? '') : undefined;
}

function refuseTooLong(range: ByteRange, length: number): void {
  if (length > lengthOf(range)) throw new SpacesError('network', t('The answer broke off.'));
}
