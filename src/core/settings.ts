/** The receiver's shell: `cmd` is its prompt, `bat` a batch file, where percent signs are doubled. */
export type ShellId = 'unix' | 'powershell' | 'cmd' | 'bat';

/** Which signed URLs in documents are marked as problems: none; those that still work; those that ended or end soon, too. */
export type DocumentDiagnostics = 'off' | 'live' | 'all';

/** Every setting by its name without `spaceport.`, with what it may hold; package.json describes them. */
export interface SettingValues {
  /** As typed into the question ("1 day", "2h"), a length of time; `''`: the last one used. */
  'share.defaultExpiry': string;
  /** Whether the server is asked about the object after a link or command was copied. */
  'share.check': boolean;
  'upload.shell': ShellId;
  'upload.acl': 'private' | 'public-read';
  /** `''`: none. */
  'upload.cacheControl': string;
  /** Files at once, 1 to 32; parts of one file at once, 1 to 16. */
  'transfers.files': number;
  'transfers.parts': number;
  /** MB (1,048,576 bytes), 5 to 512. */
  'transfers.partSize': number;
  'documents.diagnostics': DocumentDiagnostics;
  /** MB (1,048,576 bytes), 1 to 2,000. */
  'open.askAbove': number;
}

export const SHELL_IDS: readonly ShellId[] = ['unix', 'powershell', 'cmd', 'bat'];

type Readers = { readonly [N in keyof SettingValues]: (value: unknown) => SettingValues[N] };

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const oneOf =
  <T extends string>(first: T, ...others: readonly T[]) =>
  (value: unknown): T =>
    others.find((each) => each === value) ?? first;

const wholeNumber = (fallback: number, least: number, most: number) => (value: unknown) =>
  Number.isInteger(value) ? Math.min(most, Math.max(least, Number(value))) : fallback;

const READERS: Readers = {
  'share.defaultExpiry': text,
  'share.check': (value) => value !== false,
  'upload.shell': oneOf('unix', ...SHELL_IDS),
  'upload.acl': oneOf<'private' | 'public-read'>('private', 'public-read'),
  'upload.cacheControl': text,
  'transfers.files': wholeNumber(4, 1, 32),
  'transfers.parts': wholeNumber(4, 1, 16),
  'transfers.partSize': wholeNumber(8, 5, 512),
  'documents.diagnostics': oneOf<DocumentDiagnostics>('live', 'off', 'all'),
  'open.askAbove': wholeNumber(20, 1, 2_000),
};

/** A setting's value as it stands in the person's file; what can't be used reads as the default. */
export function readSetting<N extends keyof SettingValues>(name: N, value: unknown): SettingValues[N] {
  return READERS[name](value);
}
