import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import type { ByteRange } from '../objects.ts';
import type { Now } from '../ports.ts';
import { partsOfEtag } from './checksums.ts';
import { gathered, wholeOf } from './chunks.ts';
import { complete, type Download, type Fetched } from './download.ts';
import { forEachAtOnce } from './engine.ts';
import type { DownloadTrace } from './jobs.ts';
import type { Digest, OpenTarget } from './localFiles.ts';
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
      // What is written down must be on the disk by then.
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
async function fetchMissing(download: Download, fetching: Fetching): Promise<readonly string[] | undefined> {
  const { engine, run } = download;
  const { plan, done, etag, note } = fetching;
  const numbers = numbersOf(plan);
  let bytes = bytesOf(plan, done);
  const notes = new Notes(engine.now, note);
  run.report(bytes);
  const hashes = partsOfEtag(etag) === plan.count ? new Map<number, string>() : undefined;
  const onMore = (more: number) => {
    bytes += more;
    run.report(bytes);
  };
  const buffers: Uint8Array[] = [];
  const fetchPart = async (number: number, signal: AbortSignal) => {
    const range = rangeOf(plan, number);
    const digest = hashes && engine.files.digest(lengthOf(range));
    const hex = await fetchRange(download, fetching, { range, digest, signal, buffers, onMore });
    done.add(number);
    if (hex !== undefined) hashes?.set(number, hex);
    notes.mayTake();
  };
  const items = numbers.filter((number) => !done.has(number));
  try {
    await forEachAtOnce({ items, atOnce: engine.limits().parts, signal: run.signal }, fetchPart);
  } finally {
    await notes.end();
  }
  return hashes?.size === plan.count ? numbers.map((number) => hashes.get(number) ?? '') : undefined;
}

/** Takes notes behind the parts that arrive meanwhile: a disk may need long to have all of them. */
class Notes {
  readonly #now: Now;
  readonly #take: () => Promise<void>;
  #takenAt = 0;
  #taking: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(now: Now, take: () => Promise<void>) {
    this.#now = now;
    this.#take = take;
  }

  /** Throws what an earlier one threw. */
  mayTake(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
    if (this.#taking !== undefined || this.#now() - this.#takenAt < NOTED_EVERY_MS) return;
    this.#takenAt = this.#now();
    this.#taking = this.#take()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .then(() => {
        this.#taking = undefined;
      });
  }

  /** Throws what one of them threw. Behind it nothing is written down any more. */
  async end(): Promise<void> {
    await this.#taking;
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

interface OneRange {
  readonly range: ByteRange;
  /** Absent: its MD5 tells nothing. */
  readonly digest: Digest | undefined;
  readonly signal: AbortSignal;
  readonly buffers: Uint8Array[];
  onMore(bytes: number): void;
}

/** What broke off is asked for from where it did. Gives the MD5. */
async function fetchRange(
  { engine, job }: Download,
  { target, etag }: Fetching,
  { range, digest, signal, buffers, onMore }: OneRange,
): Promise<string | undefined> {
  const { end } = range;
  let at = range.start;
  try {
    await engine.pace.run(async () => {
      if (at === end) return;
      const wish = { range: { start: at, end }, ifMatch: etag };
      const { body } = await engine.bytes.read(job.object, wish, signal);
      for await (const bytes of gathered(body, buffers)) {
        const { length } = bytes;
        refuseTooLong({ start: at, end }, length);
        await target.write(bytes, at);
        at += length;
        onMore(length);
        buffers.push(wholeOf((await digest?.add(bytes)) ?? bytes));
      }
      if (at < end) throw new SpacesError('network', t('The answer broke off.'));
    }, signal);
  } catch (error) {
    digest?.drop();
    throw error;
  }
  return digest?.hex();
}

function refuseTooLong(range: ByteRange, length: number): void {
  if (length > lengthOf(range)) throw new SpacesError('network', t('The answer broke off.'));
}
