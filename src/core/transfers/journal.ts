import { isConnectionId } from '../connectionRules.ts';
import { isUploadTrace, type Trace, type TransferJob, type UploadWishes } from './jobs.ts';

/** What is left of a transfer that was begun, where something of it is in the store or on the disk. */
export interface JournalEntry {
  readonly job: TransferJob;
  readonly trace: Trace;
  /** It was cancelled: all that is left to do is to take back what is half done. */
  readonly isCancelled?: boolean | undefined;
}

/** Unfinished transfers, kept so that the next start of the editor finds them. Never holds a key or a signature. */
export interface Journal {
  /** In the place of what was written for that transfer before; whole or not at all. Never throws: it is a convenience. */
  write(entry: JournalEntry): Promise<void>;
  /** What is not there is no failure. Never throws. */
  remove(id: string): Promise<void>;
  /** Those whose window is gone, which are ours from now on: no other window gets them. */
  claim(): Promise<readonly StoredEntry[]>;
  /** Lets others have what is left. */
  dispose(): Promise<void>;
}

/** As it was read: the connection is known by its id alone. */
export type StoredEntry = JournalEntry & { readonly connectionId: string };

/** Raised with a change that an older version would misread; a file of a later version is left alone. */
const VERSION = 1;

/** The text of an entry's file. Field by field: whatever else an object may carry is not written. */
export function writeJournalEntry({ job, trace, isCancelled }: JournalEntry, owner: string): string {
  const { id, batch, kind, localPath, size, mayReplace, object } = job;
  const { connection, space, key } = object;
  const versionId = job.kind === 'download' ? job.object.versionId : undefined;
  return JSON.stringify({
    version: VERSION,
    ...{ owner, id, batch, kind, localPath, size, mayReplace, isCancelled },
    ...{ connection: connection.id, space, key, versionId },
    ...(job.kind === 'upload' ? { wishes: wishesIn({ ...job.wishes }) } : {}),
    trace: isUploadTrace(trace) ? uploadFields(trace) : downloadFields(trace),
  });
}

/** Of such a text, before its connection is known. Throws a plain `Error` that says why it can't be used. */
export function readJournalEntry(text: string): { readonly owner: string; readonly fields: JournalFields } {
  const file = record(JSON.parse(text), 'file');
  if (file.version !== VERSION) throw new Error(`of version ${String(file.version)}`);
  const id = string(file, 'id');
  if (!isConnectionId(id)) throw new Error('not an id of ours');
  return { owner: string(file, 'owner'), fields: file };
}

type JournalFields = Readonly<Record<string, unknown>>;

/** Makes the entry of those fields; the connection's other fields are looked up by whoever runs it. */
export function entryOf(file: JournalFields): StoredEntry {
  const connectionId = string(file, 'connection');
  // Replaced by the saved one of that id before anything is asked.
  const connection = { id: connectionId } as TransferJob['object']['connection'];
  const object = { connection, space: string(file, 'space'), key: string(file, 'key') };
  const common = {
    ...{ id: string(file, 'id'), batch: string(file, 'batch'), localPath: string(file, 'localPath') },
    ...{ size: count(file, 'size'), mayReplace: file.mayReplace === true },
  };
  const trace = record(file.trace, 'trace');
  const more = { connectionId, isCancelled: file.isCancelled === true };
  if (file.kind === 'upload') {
    const upload = { ...object, uploadId: string(trace, 'uploadId') };
    const source = { size: count(trace, 'size'), mtimeMs: number(trace, 'mtimeMs') };
    return {
      job: { ...common, kind: 'upload', object, wishes: wishesIn(record(file.wishes, 'wishes')) },
      trace: { upload, source, partSize: partSize(trace) },
      ...more,
    };
  }
  if (file.kind !== 'download') throw new Error('an unknown kind');
  const versionId = file.versionId === undefined ? undefined : string(file, 'versionId');
  const parts = Array.isArray(trace.parts) ? trace.parts.filter(Number.isSafeInteger) : [];
  return {
    job: { ...common, kind: 'download', object: { ...object, versionId } },
    trace: {
      ...{ temporary: string(trace, 'temporary'), etag: string(trace, 'etag'), size: count(trace, 'size') },
      ...{ partSize: partSize(trace), parts },
    },
    ...more,
  };
}

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
