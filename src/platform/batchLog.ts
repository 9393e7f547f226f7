import { constants } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import type { TransferJob } from '../core/transfers/jobs.ts';
import {
  type BatchFile,
  closedLine,
  headerLine,
  jobLine,
  overLine,
  takenLine,
} from '../core/transfers/journalFile.ts';

/** Jobs that are put into words before others have a turn. */
const SLICE = 500;

/** The file of a batch: written once, with a line for what changes from then on; gone once all of it is over. */
export class BatchLog {
  readonly #path: string;
  readonly #batch: string;
  /** Those that are not over. */
  readonly live = new Set<string>();
  /** What was said since it was written: jobs that came, and ids of those that are over. */
  #news: (TransferJob | string)[] = [];
  #isWritten: boolean;
  readonly #begunMs = Date.now();

  constructor(path: string, batch: string, found?: Pick<BatchFile, 'jobs'>) {
    this.#path = path;
    this.#batch = batch;
    this.#isWritten = found !== undefined;
    for (const id of found?.jobs.keys() ?? []) this.live.add(id);
  }

  /** Of one that was found. */
  async taken(): Promise<void> {
    if (this.#isWritten) await append(this.#path, [takenLine()]);
  }

  /**
   * After the last flush.
   * @param doubtful ids of any batch
   */
  async close(doubtful: readonly string[]): Promise<void> {
    if (!this.#isWritten || this.#news.length > 0) return;
    await append(this.#path, [closedLine(doubtful.filter((id) => this.live.has(id)))]);
  }

  /** All of it is over, and nothing of it is on the disk. */
  get isOver(): boolean {
    return this.live.size === 0 && !this.#isWritten && this.#news.length === 0;
  }

  add(job: TransferJob): void {
    if (this.live.has(job.id)) return;
    this.live.add(job.id);
    this.#news.push(job);
  }

  over(id: string): void {
    if (this.live.delete(id)) this.#news.push(id);
  }

  /** One call at a time. What was over before it could be written is not written; what can't be written now is by the next call. */
  async flush(): Promise<void> {
    const news = this.#news;
    this.#news = [];
    try {
      await this.#write(news);
    } catch (error) {
      this.#news = [...news, ...this.#news];
      throw error;
    }
  }

  async #write(news: readonly (TransferJob | string)[]): Promise<void> {
    if (this.live.size === 0) {
      if (this.#isWritten) await rm(this.#path, { force: true });
      this.#isWritten = false;
    } else if (this.#isWritten) {
      if (news.length > 0) await append(this.#path, linesOf(news));
    } else {
      const jobs = news.filter((each) => typeof each !== 'string').filter(({ id }) => this.live.has(id));
      const temporary = `${this.#path}.tmp`;
      await writeFile(temporary, wholeOf(headerLine(this.#batch, this.#begunMs), jobs));
      await rename(temporary, this.#path);
      this.#isWritten = true;
    }
  }
}

/** Not made anew where it is gone: another window has it by then. */
async function append(path: string, lines: Iterable<string>): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_APPEND);
  try {
    await file.appendFile(inSlices(lines));
  } finally {
    await file.close();
  }
}

function* linesOf(news: readonly (TransferJob | string)[]): Generator<string> {
  let over: string[] = [];
  for (const each of news) {
    if (typeof each === 'string') {
      over.push(each);
      continue;
    }
    if (over.length > 0) yield overLine(over);
    over = [];
    yield jobLine(each);
  }
  if (over.length > 0) yield overLine(over);
}

function* wholeOf(header: string, jobs: readonly TransferJob[]): Generator<string> {
  yield header;
  yield* inSlices(linesOf(jobs));
}

/** A line break in front of each, as what is there may have broken off. */
function* inSlices(lines: Iterable<string>): Generator<string> {
  let slice: string[] = [];
  for (const line of lines) {
    slice.push(`\n${line}`);
    if (slice.length < SLICE) continue;
    yield slice.join('');
    slice = [];
  }
  if (slice.length > 0) yield slice.join('');
}
