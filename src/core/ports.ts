/**
 * What the flows of `commands/` need from the world. The editor's adapters (`vscode/`), the S3 client (`s3/`) and
 * the platform (`platform/`) implement these; tests hand in one fake each.
 */
import type { Connection, CredentialState, Credentials } from './connection.ts';
import type { CorsRule } from './cors.ts';
import type { Offer } from './errors.ts';
import type { SettingValues } from './settings.ts';
import type { SpaceTarget } from './target.ts';

/** Stops something that was started or subscribed. Shaped like the editor's own. */
export interface Disposable {
  dispose(): void;
}

// ---------- time ----------

/** Milliseconds since the epoch, as the machine's clock says. */
export type Now = () => number;

/** The clock offsets measured from servers' `Date` headers: server minus local, in milliseconds. */
export interface ClockOffsets {
  /** 0 where never measured. */
  get(endpoint: string): number;
}

// ---------- connections ----------

/** Where a Space is reached that was found in another region than its connection's. */
export interface SpacePlaces {
  /** The connection as it reaches the Space; the connection itself where nothing else is known. */
  of(connection: Connection, space: string): Connection;
}

export interface ConnectionStore {
  list(): readonly Connection[];
  get(id: string): Connection | undefined;
  /** Adds or replaces, with its key pair (when given), in that order of safety: the secret first. */
  save(connection: Connection, credentials?: Credentials): Promise<void>;
  remove(id: string): Promise<void>;
  credentials(connection: Connection): Promise<CredentialState>;
  /** This window's changes and other windows'. */
  onDidChange(listener: () => void): Disposable;
}

// ---------- the store ----------

export interface ObjectEntry {
  readonly key: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  readonly etag: string;
  readonly storageClass?: string | undefined;
}

/** One page of a listing by prefix, at most 1,000 entries. */
export interface ListPage {
  /** Common prefixes, whole, with their trailing delimiter. */
  readonly prefixes: readonly string[];
  readonly objects: readonly ObjectEntry[];
  /** Present when more follows. */
  readonly nextToken?: string | undefined;
}

export interface ListRequest {
  readonly prefix: string;
  /** `'/'` for one level; absent: everything below. */
  readonly delimiter?: '/' | undefined;
  readonly token?: string | undefined;
  /** Only what comes after this text, which need not be a key; without a token. Not every store knows it. */
  readonly startAfter?: string | undefined;
  /** 1..1000 */
  readonly maxKeys?: number | undefined;
}

export interface ObjectHead {
  readonly size: number;
  readonly lastModified: number;
  readonly etag: string;
  readonly contentType?: string | undefined;
  readonly storageClass?: string | undefined;
}

/** One version of an object, or the mark that it was deleted. */
export interface ObjectVersion {
  /** `null` for one that was made while the Space kept no versions: a text, and a valid id. */
  readonly versionId: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  readonly isLatest: boolean;
  /** A delete marker: there is nothing to fetch. */
  readonly isDeleted: boolean;
  readonly size: number;
}

/** Reads from the store. Every method throws `SpacesError` (from the one error table) or `Cancelled`. */
export interface Store {
  listSpaces(connection: Connection, signal: AbortSignal): Promise<readonly string[]>;
  listPage(
    connection: Connection,
    space: string,
    request: ListRequest,
    signal: AbortSignal,
  ): Promise<ListPage>;
  headObject(connection: Connection, space: string, key: string, signal: AbortSignal): Promise<ObjectHead>;
  /** All versions of one object, the newest first; one alone where the Space keeps none, none where it is not there. */
  listVersions(
    connection: Connection,
    space: string,
    key: string,
    signal: AbortSignal,
  ): Promise<readonly ObjectVersion[]>;
}

/** The same reads for a key pair that is not saved yet (Add Connection tests before it saves). */
export interface ConnectionTester {
  /** Tries ListBuckets where it can be read, and each named Space. Never throws but `Cancelled`. */
  test(connection: Connection, credentials: Credentials, signal: AbortSignal): Promise<ConnectionTest>;
}

export interface ConnectionTest {
  readonly ok: boolean;
  readonly spaces?: readonly string[] | undefined;
  /** Of those, the named ones that are in another region than the connection, and which: they open all the same. */
  readonly elsewhere?: ReadonlyMap<string, string> | undefined;
  /** Server minus local, milliseconds, where an answer carried `Date`. */
  readonly clockSkewMs?: number | undefined;
  /** Why not: a `SpacesError`. */
  readonly error?: Error | undefined;
}

/** The CORS rules of a Space, written where it is. Every method throws `SpacesError` or `Cancelled`. */
export interface SpaceRules {
  read(space: SpaceTarget, signal: AbortSignal): Promise<readonly CorsRule[]>;
  /** Puts these in the place of all that are there. */
  write(space: SpaceTarget, rules: readonly CorsRule[], signal: AbortSignal): Promise<void>;
}

// ---------- the editor ----------

export interface Clipboard {
  write(text: string): Promise<void>;
  /** Text; `''` where it holds none, or may not be read (a browser asks the person). */
  read(): Promise<string>;
}

/** The person's own settings (`spaceport.*`, all of scope `application`: no repository has a say). */
export interface Settings {
  /** Checked: what can't be used reads as the default. */
  get<N extends keyof SettingValues>(name: N): SettingValues[N];
  /** Written to the user's settings, as the person would. */
  set<N extends keyof SettingValues>(name: N, value: SettingValues[N]): Promise<void>;
}

/** Where a person wants a file. */
export interface Files {
  /**
   * Asks where, and writes there (a temporary file first, then renamed, where the place allows). Gives the file's name
   * as a person may read it. Throws `Cancelled`.
   */
  save(content: string | Uint8Array, suggestion: FileSuggestion): Promise<SavedFile>;
}

export interface FileSuggestion {
  /** A legal file name on every system: the flow makes it one. */
  readonly name: string;
  /** What the kind of file is called, and its extension without a dot: `HTML page`, `html`. */
  readonly kind: string;
  readonly extension: string;
}

export interface SavedFile {
  readonly name: string;
  /** Opens it, where the editor would show it; a page in the browser of the person. */
  open(): Promise<void>;
}

/** Messages. Callers pass names through `plain()`; never a secret. */
export interface Notices {
  info(message: string, ...actions: Offer[]): void;
  warn(message: string, ...actions: Offer[]): void;
  error(message: string, ...actions: Offer[]): void;
  /** Modal; true when confirmed, `Cancelled` thrown when dismissed. */
  confirm(message: string, options: { detail?: string; action: string }): Promise<true>;
  /** Modal with several ways to go on; `Cancelled` thrown when dismissed. */
  choose<T>(
    message: string,
    options: { detail?: string; choices: readonly { title: string; value: T }[] },
  ): Promise<T>;
}

export interface Progress {
  /** Runs with a cancellable notification; `Cancelled` is thrown when the person cancels. */
  run<T>(
    title: string,
    task: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
  ): Promise<T>;
}

/** Small things remembered between sessions: last durations, filters. Never a secret. */
export interface Memory {
  get<T>(key: string): T | undefined;
  set(key: string, value: unknown): Promise<void>;
}

// ---------- questions ----------

export interface QuestionButton {
  readonly id: string;
  /** A codicon's name. */
  readonly icon: string;
  readonly tooltip: string;
  /** Shown as pressed, for a toggle. */
  readonly on?: boolean | undefined;
}

export interface QuestionFrame {
  readonly title: string;
  readonly placeholder?: string | undefined;
  readonly buttons?: readonly QuestionButton[] | undefined;
  /** Offer Back; the answer is then `back`. */
  readonly canGoBack?: boolean | undefined;
  /** Called for a button; may return the buttons to show from then on (a toggle). */
  onButton?(
    id: string,
  ): readonly QuestionButton[] | undefined | Promise<readonly QuestionButton[] | undefined>;
}

export interface Choice<T> {
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  readonly icon?: string | undefined;
  readonly picked?: boolean | undefined;
  /** `undefined`: this item only explains; Enter does nothing on it. */
  readonly value: T | undefined;
  /** The value of this typed item is on its way: Enter waits for it. */
  readonly isPending?: boolean | undefined;
}

export interface PickQuestion<T> extends QuestionFrame {
  readonly choices: readonly Choice<T>[];
  /** The value whose item is active at first. */
  readonly active?: T | undefined;
  /** What a title-bar button answers the question with, before what is ticked; `undefined`: it leaves it open (`onButton`). */
  readonly buttonAnswer?: ((id: string) => T | undefined) | undefined;
  /**
   * While text is typed the list holds only what this returns. Absent: the editor filters `choices`.
   * @param again to be called, later, when the same text would be answered otherwise
   */
  readonly typed?: ((text: string, again: () => void) => readonly Choice<T>[]) | undefined;
  /** Refresh the choices (live times) at this period, milliseconds. */
  readonly refresh?: { readonly everyMs: number; choices(): readonly Choice<T>[] } | undefined;
}

export interface TextQuestion extends QuestionFrame {
  readonly prompt?: string | undefined;
  readonly value?: string | undefined;
  /** Where the caret stands in a `value` that is the beginning of an answer: it is not checked before it is typed on. */
  readonly valueSelection?: readonly [number, number] | undefined;
  readonly password?: boolean | undefined;
  /** What a title-bar button answers the question with, unchecked; `undefined`: it leaves it open (`onButton`). */
  readonly buttonAnswer?: ((id: string) => string | undefined) | undefined;
  /** A message while the text can't be used; `warning` still allows Enter. */
  validate?(text: string): { readonly message: string; readonly severity: 'error' | 'warning' } | undefined;
}

/** The answer to a question with Back. */
export type Answer<T> = { readonly answer: T } | 'back';

/** Questions at the top of the window. A dismissed one throws `Cancelled`. */
export interface Prompts {
  pick<T>(question: PickQuestion<T>): Promise<Answer<T>>;
  pickMany<T>(question: PickQuestion<T>): Promise<Answer<readonly T[]>>;
  text(question: TextQuestion): Promise<Answer<string>>;
  openExternal(url: string): Promise<void>;
}

/** The one log channel; every line is redacted before it is written. Not translated. */
export interface Log {
  trace(line: string): void;
  info(line: string): void;
  warn(line: string): void;
  error(line: string, cause?: unknown): void;
}
