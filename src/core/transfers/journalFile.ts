import type { Connection } from '../connection.ts';
import { isConnectionId } from '../connectionRules.ts';
import { hostOf } from '../endpoint.ts';
import { isUploadTrace, type Trace, type TransferJob, type UploadWishes } from './jobs.ts';
import type { JournalEntry } from './journal.ts';

/** Raised with a change that an older version would misread; a file of a later version is left alone. */
const VERSION = 2;

/** Lines, of which some ten thousand would hold up the window. */
const SLICE = 500;

/** What a file of a batch begins with. A line each for its jobs follow, and for those that are over. */
export function headerLine(batch: string, begunMs: number): string {
  return JSON.stringify({ version: VERSION, batch, begunMs });
}

/** Field by field: whatever else an object may carry is not written. */
export function jobLine(job: TransferJob): string {
  const { id, kind, localPath, size, mayReplace, object } = job;
  const { connection, space, key } = object;
  return JSON.stringify({
    ...{ id, kind, localPath, size, mayReplace: mayReplace || undefined },
    ...{ connection: connection.id, endpoint: connection.endpoint, space, key },
    ...(job.kind === 'upload'
      ? { wishes: wishesIn({ ...job.wishes }) }
      : { versionId: job.object.versionId }),
  });
}

export function overLine(ids: readonly string[]): string {
  return JSON.stringify({ over: ids });
}

/** Of a window that closed: all that was over is written, and but for these nothing is in doubt. */
export function closedLine(doubtful: readonly string[]): string {
  return JSON.stringify({ closed: true, doubtful });
}

/** Of one that took the batch over: what is over from now on may not be written before it closes. */
export function takenLine(): string {
  return JSON.stringify({ closed: false });
}

/** What a file of a batch says. */
export interface BatchFile {
  readonly begunMs: number;
  /** Those that are not over, in their order. */
  readonly jobs: ReadonlyMap<string, TransferJob>;
  /** Those that may be done all the same; `all` where the last window was killed. */
  readonly doubtful: 'all' | ReadonlySet<unknown>;
  /** Why lines could not be used; the last one of a window that was killed may have broken off. */
  readonly refused: readonly string[];
}

/**
 * Reads such a file, line by line. Throws a plain `Error` that says why it can't be used.
 * @param batch as the file's name says
 * @param turn lets others have one, after so many lines
 */
export async function readBatch(
  [header = '', ...lines]: readonly string[],
  batch: string,
  turn: () => Promise<unknown>,
): Promise<BatchFile> {
  const begunMs = readHeader(header, batch);
  const jobs = new Map<string, TransferJob>();
  const refused: string[] = [];
  let doubtful: BatchFile['doubtful'] = 'all';
  for (const [index, line] of lines.entries()) {
    if (index % SLICE === SLICE - 1) await turn();
    if (line === '') continue;
    try {
      const fields = record(JSON.parse(line), 'line');
      doubtful = fields.closed === true && Array.isArray(fields.doubtful) ? new Set(fields.doubtful) : 'all';
      if (fields.closed === undefined) readLine(fields, batch, jobs);
    } catch (error) {
      doubtful = 'all';
      refused.push(String(error));
    }
  }
  return { begunMs, jobs, doubtful, refused };
}

function readHeader(line: string, batch: string): number {
  const header = record(JSON.parse(line), 'file');
  if (header.version !== VERSION) throw new Error(`of version ${String(header.version)}`);
  if (header.batch !== batch) throw new Error('of another batch');
  return number(header, 'begunMs');
}

function readLine(fields: JournalFields, batch: string, jobs: Map<string, TransferJob>): void {
  if (Array.isArray(fields.over)) {
    for (const id of fields.over) jobs.delete(String(id));
    return;
  }
  const job = readJob(fields, batch);
  jobs.set(job.id, job);
}

function readJob(fields: JournalFields, batch: string): TransferJob {
  const id = string(fields, 'id');
  if (!isConnectionId(id)) throw new Error('not an id of ours');
  const common = {
    ...{ id, batch, localPath: string(fields, 'localPath') },
    ...{ size: count(fields, 'size'), mayReplace: fields.mayReplace === true },
  };
  const connection = connectionIn(fields);
  const object = { connection, space: string(fields, 'space'), key: string(fields, 'key') };
  if (fields.kind === 'upload')
    return { ...common, kind: 'upload', object, wishes: wishesIn(record(fields.wishes, 'wishes')) };
  if (fields.kind !== 'download') throw new Error('an unknown kind');
  const versionId = fields.versionId === undefined ? undefined : string(fields, 'versionId');
  return { ...common, kind: 'download', object: { ...object, versionId } };
}

/** Nothing is asked over it: the saved one of that id takes its place, where it leads there. */
function connectionIn(fields: JournalFields): Connection {
  const endpoint = string(fields, 'endpoint');
  const known = { id: string(fields, 'connection'), endpoint, name: hostOf(endpoint) };
  return { ...known, provider: 'custom', region: '', addressing: 'path', readOnly: false };
}

/** The text of the file of a transfer of which something is in the store or on the disk. */
export function traceText({ job: { id }, trace, isCancelled }: JournalEntry): string {
  const fields = isUploadTrace(trace) ? uploadFields(trace) : downloadFields(trace);
  return JSON.stringify({ version: VERSION, id, isCancelled, trace: fields });
}

/** Of such a text. Throws a plain `Error` that says why it can't be used. */
export function readTrace(text: string, job: TransferJob): Omit<JournalEntry, 'job'> {
  const file = record(JSON.parse(text), 'file');
  if (file.version !== VERSION) throw new Error(`of version ${String(file.version)}`);
  if (file.id !== job.id) throw new Error('of another transfer');
  const trace = record(file.trace, 'trace');
  const isCancelled = file.isCancelled === true;
  if (job.kind === 'upload') {
    const upload = { ...job.object, uploadId: string(trace, 'uploadId') };
    const source = { size: count(trace, 'size'), mtimeMs: number(trace, 'mtimeMs') };
    return { trace: { upload, source, partSize: partSize(trace) }, isCancelled };
  }
  const parts = Array.isArray(trace.parts) ? trace.parts.filter(Number.isSafeInteger) : [];
  return {
    trace: {
      ...{ temporary: string(trace, 'temporary'), etag: string(trace, 'etag'), size: count(trace, 'size') },
      ...{ partSize: partSize(trace), parts },
    },
    isCancelled,
  };
}

type JournalFields = Readonly<Record<string, unknown>>;

function uploadFields({ upload, source, partSize }: Extract<Trace, { upload: unknown }>) {
  return { uploadId: upload.uploadId, size: source.size, mtimeMs: source.mtimeMs, partSize };
}

function downloadFields({ temporary, etag, size, partSize, parts }: Exclude<Trace, { upload: unknown }>) {
  return { temporary, etag, size, partSize, parts };
}

function wishesIn(fields: JournalFields): UploadWishes {
  const acl = (['public-read', 'private'] as const).find((each) => each === fields.acl);
  const optional = (name: string) => (typeof fields[name] === 'string' ? fields[name] : undefined);
  return { contentType: optional('contentType'), cacheControl: optional('cacheControl'), acl };
}

function record(value: unknown, name: string): JournalFields {
  if (typeof value !== 'object' || value === null) throw new Error(`not a record: ${name}`);
  return value as JournalFields;
}

function string(fields: JournalFields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw new Error(`not text: ${name}`);
  return value;
}

function number(fields: JournalFields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`not a number: ${name}`);
  return value;
}

function count(fields: JournalFields, name: string): number {
  const value = number(fields, name);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a number: ${name}`);
  return value;
}

function partSize(fields: JournalFields): number {
  const value = count(fields, 'partSize');
  if (value === 0) throw new Error('not a number: partSize');
  return value;
}
