import type { Connection, Credentials } from '../../../src/core/connection.ts';
import { Cancelled, SpacesError } from '../../../src/core/errors.ts';
import type {
  ConnectionTest,
  ConnectionTester,
  ListPage,
  ListRequest,
  ObjectEntry,
  ObjectHead,
  ObjectVersion,
  Store,
} from '../../../src/core/ports.ts';
import { compareKeys } from '../../../src/core/walk/keyOrder.ts';

/** Objects in memory behind the `Store` port: pages, prefixes and failures without HTTP. */
export class FakeStore implements Store {
  readonly #spaces = new Map<string, Map<string, ObjectEntry>>();
  /** Versions by Space and key, the newest first, of those objects that have more than the one that is there. */
  readonly #versions = new Map<string, readonly ObjectVersion[]>();
  /** Every call, in order: `listSpaces`, `listPage space prefix token`, `headObject space key`. */
  readonly calls: string[] = [];
  /** The listings asked for, as they were asked. */
  readonly requests: ListRequest[] = [];
  /** Errors thrown by the next calls, in order. */
  readonly failures: Error[] = [];
  /** Entries a page, at most. */
  pageSize = 1000;
  #gate: Promise<void> | undefined;

  /** From now on calls wait, until the returned function is called; a cancelled one is thrown out at once. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    return () => {
      this.#gate = undefined;
      resolve();
    };
  }

  /** Puts objects of one byte a character of their key, all of one moment. */
  put(space: string, ...keys: string[]): this {
    const objects = this.#spaces.get(space) ?? new Map<string, ObjectEntry>();
    for (const key of keys)
      objects.set(key, { key, size: key.length, lastModified: Date.UTC(2026, 10, 1), etag: '"e"' });
    this.#spaces.set(space, objects);
    return this;
  }

  /** Puts one object with what matters to a test. */
  putObject(space: string, entry: Partial<ObjectEntry> & { readonly key: string }): this {
    this.put(space, entry.key);
    const objects = this.#spaces.get(space);
    const made = objects?.get(entry.key);
    if (objects && made) objects.set(entry.key, { ...made, ...entry });
    return this;
  }

  /** Deletes objects. */
  take(space: string, ...keys: string[]): this {
    for (const key of keys) this.#spaces.get(space)?.delete(key);
    return this;
  }

  /** Gives an object these versions, the newest first. */
  putVersions(space: string, key: string, ...versions: readonly ObjectVersion[]): this {
    this.#versions.set(`${space}/${key}`, versions);
    return this.put(space, key);
  }

  async listSpaces(_connection: Connection, signal: AbortSignal): Promise<readonly string[]> {
    await this.#enter('listSpaces', signal);
    return [...this.#spaces.keys()].sort();
  }

  async listPage(
    _connection: Connection,
    space: string,
    request: ListRequest,
    signal: AbortSignal,
  ): Promise<ListPage> {
    await this.#enter(`listPage ${space} ${request.prefix} ${request.token ?? ''}`.trimEnd(), signal);
    this.requests.push(request);
    const entries = entriesOf([...this.#objects(space).values()], request);
    const from = request.token === undefined ? firstBehind(entries, request) : indexOfToken(request.token);
    const to = from + Math.min(this.pageSize, request.maxKeys ?? 1000);
    const page = entries.slice(from, to);
    return {
      prefixes: page.filter((entry) => typeof entry === 'string'),
      objects: page.filter((entry) => typeof entry !== 'string'),
      ...(to < entries.length ? { nextToken: tokenAt(to) } : {}),
    };
  }

  async headObject(
    _connection: Connection,
    space: string,
    key: string,
    signal: AbortSignal,
  ): Promise<ObjectHead> {
    await this.#enter(`headObject ${space} ${key}`, signal);
    const object = this.#objects(space).get(key);
    if (!object) throw new SpacesError('noSuchObject', `There is no object ${key}.`);
    return { ...object, contentType: 'text/plain' };
  }

  async listVersions(
    _connection: Connection,
    space: string,
    key: string,
    signal: AbortSignal,
  ): Promise<readonly ObjectVersion[]> {
    await this.#enter(`listVersions ${space} ${key}`, signal);
    const kept = this.#versions.get(`${space}/${key}`);
    if (kept !== undefined) return kept;
    const object = this.#objects(space).get(key);
    if (!object) return [];
    const { lastModified, size } = object;
    return [{ versionId: 'null', lastModified, size, isLatest: true, isDeleted: false }];
  }

  #objects(space: string): Map<string, ObjectEntry> {
    const objects = this.#spaces.get(space);
    if (!objects) throw new SpacesError('noSuchSpace', `There is no Space ${space}.`);
    return objects;
  }

  async #enter(call: string, signal: AbortSignal): Promise<void> {
    this.calls.push(call);
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    if (this.#gate && !signal.aborted) await Promise.race([this.#gate, aborted]);
    if (signal.aborted) throw new Cancelled();
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}

/** Opaque, as some servers' are: it is no key and can't stand for `start-after`. */
function tokenAt(index: number): string {
  return `~${index.toString(36)}~`;
}

function indexOfToken(token: string): number {
  const found = /^~([0-9a-z]+)~$/.exec(token)?.[1];
  if (found === undefined) throw new SpacesError('server', 'The continuation token is not valid.');
  return Number.parseInt(found, 36);
}

function entriesOf(objects: readonly ObjectEntry[], request: ListRequest): (string | ObjectEntry)[] {
  const entries = new Map<string, string | ObjectEntry>();
  for (const object of objects.filter(({ key }) => key.startsWith(request.prefix))) {
    const cut = request.delimiter ? object.key.indexOf(request.delimiter, request.prefix.length) : -1;
    if (cut < 0) entries.set(object.key, object);
    else entries.set(object.key.slice(0, cut + 1), object.key.slice(0, cut + 1));
  }
  return [...entries.values()].sort((a, b) => compareKeys(nameOf(a), nameOf(b)));
}

function nameOf(entry: string | ObjectEntry): string {
  return typeof entry === 'string' ? entry : entry.key;
}

/** As Ceph does, a common prefix is passed over as a whole where `startAfter` lies in it. */
function firstBehind(
  entries: readonly (string | ObjectEntry)[],
  { startAfter = '' }: Pick<ListRequest, 'startAfter'>,
): number {
  const found = entries.findIndex(
    (entry) =>
      compareKeys(nameOf(entry), startAfter) > 0 &&
      !(typeof entry === 'string' && startAfter.startsWith(entry)),
  );
  return found < 0 ? entries.length : found;
}

/** Answers tests of a connection from a script; `ok` with two Spaces where the script is empty. */
export class FakeTester implements ConnectionTester {
  readonly tested: { readonly connection: Connection; readonly credentials: Credentials }[] = [];
  readonly results: ConnectionTest[] = [];

  async test(connection: Connection, credentials: Credentials, signal: AbortSignal): Promise<ConnectionTest> {
    this.tested.push({ connection, credentials });
    if (signal.aborted) throw new Cancelled();
    return this.results.shift() ?? { ok: true, spaces: ['one', 'two'], clockSkewMs: 0 };
  }
}
