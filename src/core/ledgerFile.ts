import { isConnectionId } from './connectionRules.ts';
import type { CommandForm, Share, SharedThings } from './ledger.ts';
import { DISPOSITIONS, type LinkOptions } from './linkOptions.ts';
import { ACLS, SUCCESS_STATUSES, type UploadTerms } from './uploadTerms.ts';

/** Raised with a change that an older version would misread; a file of a later version is left alone. */
const VERSION = 1;

/** So many keys of one share are kept. */
const MOST_KEYS = 1000;

/** The text of a share's file. Field by field: whatever else an object may carry is not written. */
export function writeShareFile(share: Share): string {
  const { kind, as, connection, connectionName, space, made, expiresAt, endsAsNamed, signedBy } = share;
  const facts = { kind, as, connection, connectionName, space, made, expiresAt, endsAsNamed, signedBy };
  const link = share.link && linkOptions(share.link);
  const upload = share.upload && uploadTerms(share.upload);
  const command = share.command && commandForm(share.command);
  return JSON.stringify({ version: VERSION, ...facts, what: things(share.what), link, upload, command });
}

/**
 * The share of that id as its file's text has it. Throws a plain `Error` that says why not: half of it is there, another
 * program wrote it, a later version did.
 */
export function readShareFile(text: string, id: string): Share {
  if (!isShareId(id)) throw new Error('not a name of ours');
  const file = record(JSON.parse(text), 'file');
  if (file.version !== VERSION) throw new Error(`of version ${String(file.version)}`);
  const { kind } = file;
  if (kind !== 'link' && kind !== 'form' && kind !== 'put') throw new Error('an unknown kind');
  return {
    id,
    kind,
    as: string(file, 'as'),
    connection: string(file, 'connection'),
    connectionName: string(file, 'connectionName'),
    space: string(file, 'space'),
    what: things(record(file.what, 'what')),
    made: moment(file, 'made'),
    expiresAt: moment(file, 'expiresAt'),
    ...present({ endsAsNamed: oneOf(file, 'endsAsNamed', [true, false] as const) }),
    signedBy: string(file, 'signedBy'),
    ...(file.link === undefined ? {} : { link: linkOptions(record(file.link, 'link')) }),
    ...(file.upload === undefined ? {} : { upload: uploadTerms(record(file.upload, 'upload')) }),
    ...(file.command === undefined ? {} : { command: commandForm(record(file.command, 'command')) }),
  };
}

/** `[a-z0-9]{10}`, as connections have them. */
export function isShareId(text: string): boolean {
  return isConnectionId(text);
}

type Fields = Readonly<Record<string, unknown>>;

function things(what: Fields | SharedThings): SharedThings {
  const fields: Fields = { ...what };
  if (fields.key !== undefined) return { key: string(fields, 'key') };
  if (fields.prefix !== undefined) {
    const prefix = string(fields, 'prefix');
    return fields.count === undefined ? { prefix } : { prefix, count: count(fields, 'count') };
  }
  const { keys } = fields;
  if (!Array.isArray(keys)) throw new Error('nothing that is shared');
  const kept = keys.slice(0, MOST_KEYS).map((key: unknown) => string({ key }, 'key'));
  return { keys: kept, count: count(fields, 'count') };
}

function linkOptions(from: Fields | LinkOptions): LinkOptions {
  const fields: Fields = { ...from };
  return present({
    disposition: oneOf(fields, 'disposition', DISPOSITIONS),
    filename: optional(fields, 'filename', string),
    contentType: optional(fields, 'contentType', string),
    versionId: optional(fields, 'versionId', string),
    host: optional(fields, 'host', string),
  });
}

function uploadTerms(from: Fields | UploadTerms): UploadTerms {
  const fields: Fields = { ...from };
  return present({
    minBytes: optional(fields, 'minBytes', count),
    maxBytes: optional(fields, 'maxBytes', count),
    contentType: optional(fields, 'contentType', string),
    acl: oneOf(fields, 'acl', ACLS),
    successStatus: oneOf(fields, 'successStatus', SUCCESS_STATUSES),
    successRedirect: optional(fields, 'successRedirect', string),
    metadata: optional(fields, 'metadata', texts),
  });
}

function commandForm(from: Fields | CommandForm): CommandForm {
  const fields: Fields = { ...from };
  return present({
    file: optional(fields, 'file', string),
    multiline: oneOf(fields, 'multiline', [true, false] as const),
  });
}

function texts(fields: Fields, name: string): Record<string, string> {
  const values = record(fields[name], name);
  return Object.fromEntries(Object.keys(values).map((key) => [key, string(values, key)]));
}

function record(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`not a record: ${name}`);
  return value as Fields;
}

function string(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new Error(`not text: ${name}`);
  return value;
}

function count(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new Error(`not a number: ${name}`);
  return value;
}

function moment(fields: Fields, name: string): string {
  const value = string(fields, name);
  if (Number.isNaN(Date.parse(value))) throw new Error(`not a moment: ${name}`);
  return value;
}

function optional<T>(fields: Fields, name: string, read: (fields: Fields, name: string) => T): T | undefined {
  return fields[name] === undefined ? undefined : read(fields, name);
}

function oneOf<T>(fields: Fields, name: string, values: readonly T[]): T | undefined {
  if (fields[name] === undefined) return undefined;
  const found = values.find((value) => value === fields[name]);
  if (found === undefined) throw new Error(`an unknown value: ${name}`);
  return found;
}

/** Without what is `undefined`. */
function present<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
