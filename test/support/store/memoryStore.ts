import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClock, type StoreClock } from './clock.ts';
import type { IfMatch } from './conditions.ts';
import type { CorsRule } from './cors.ts';
import { FaultQueue, type Faults } from './faults.ts';
import { handle, type Site } from './handle.ts';
import { makeObject } from './makeObject.ts';
import { type Acl, type StoredObject, StoredObjects, SyntheticObjects } from './objects.ts';
import type { World } from './operation.ts';
import { type LoggedRequest, RequestLog } from './requestLog.ts';
import { makeSpace, type Space } from './spaces.ts';
import { SMALLEST_PART, type Upload } from './uploads.ts';
import type { Rights, User } from './users.ts';
import { type Version, VersionedObjects, versionsIn } from './versions.ts';

export interface StoreOptions {
  /** Default: a free one. `EADDRINUSE` is thrown where it is taken. */
  readonly port?: number;
  /** Default `us-east-1`. Any region in a signature is taken, as Ceph does. */
  readonly region?: string;
  /** The first key pair, with all rights. Default: random. */
  readonly credentials?: User;
  /** Empty Spaces to begin with. */
  readonly spaces?: readonly string[];
  /** Names below which a Space may stand as `SPACE.NAME`. Default `localhost`. */
  readonly hosts?: readonly string[];
  /** Bytes of a part that another follows; default, as everywhere, 5 MiB. */
  readonly smallestPart?: number;
  /** How it takes `If-Match` on PUT; default `bare`, as Ceph does. */
  readonly ifMatch?: IfMatch;
  /** Milliseconds since the epoch; default the machine's. */
  readonly now?: () => number;
}

export interface PutOptions {
  readonly contentType?: string;
  /** Default: now, by the store's clock. */
  readonly lastModified?: number | Date;
  readonly acl?: Acl;
  /** Further stored headers, lower case: `cache-control`, `x-amz-meta-…`. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SpaceOptions {
  readonly cors?: readonly CorsRule[];
  readonly acl?: Acl;
  /** Lives in another region: requests for it are sent there with 301. */
  readonly elsewhere?: { readonly region: string; readonly endpoint: string };
}

/** An S3 in this process, over HTTP on this machine. What is done here directly needs no key. */
export interface MemoryStore {
  /** `http://127.0.0.1:PORT`, for path-style addresses. */
  readonly endpoint: string;
  /** `http://localhost:PORT`, for virtual-hosted ones where the resolver knows `*.localhost`. */
  readonly localhostEndpoint: string;
  readonly region: string;
  readonly credentials: User;
  readonly clock: StoreClock;
  readonly faults: Faults;
  /** What came over HTTP. */
  requests(): readonly LoggedRequest[];
  clearRequests(): void;
  /** A further key pair. */
  addUser(rights?: Rights & Partial<User>): User;
  removeUser(accessKeyId: string): void;
  addSpace(name: string, options?: SpaceOptions): void;
  hasSpace(name: string): boolean;
  /** A Space of `count` keys that are made when asked for; `keyOf(0…)` must be in UTF-8 order. Nothing can be put there. */
  addSyntheticSpace(name: string, count: number, keyOf: (index: number) => string): void;
  /** From now on nothing in this Space is lost: what is put or deleted is a version. */
  keepVersions(space: string): void;
  /** Makes the Space where it is missing. */
  put(space: string, key: string, body: string | Uint8Array, options?: PutOptions): void;
  get(space: string, key: string): StoredObject | undefined;
  /** The newest first. */
  versions(space: string, key: string): readonly Version[];
  /** Those that were begun and not ended. */
  uploads(space: string): readonly Upload[];
  delete(space: string, key: string): void;
  stop(): Promise<void>;
}

/** Starts a store on 127.0.0.1. */
export async function startStore(options: StoreOptions = {}): Promise<MemoryStore> {
  const clock = createClock(options.now);
  const faults = new FaultQueue();
  const log = new RequestLog();
  const credentials = options.credentials ?? randomUser();
  const world: World = {
    spaces: new Map(),
    users: new Map([[credentials.accessKeyId, credentials]]),
    clock,
    smallestPart: options.smallestPart ?? SMALLEST_PART,
    ifMatch: options.ifMatch ?? 'bare',
  };
  const server = await listen(
    { world, faults, log, hosts: options.hosts ?? ['localhost'] },
    options.port ?? 0,
  );
  const { port } = server.address() as AddressInfo;
  const store: MemoryStore = {
    endpoint: `http://127.0.0.1:${port}`,
    localhostEndpoint: `http://localhost:${port}`,
    region: options.region ?? 'us-east-1',
    credentials,
    clock,
    faults,
    requests: () => log.all(),
    clearRequests: () => log.clear(),
    ...content(world),
    stop: () => close(server),
  };
  for (const name of options.spaces ?? []) store.addSpace(name);
  return store;
}

function content(world: World) {
  const { spaces, users, clock } = world;
  const addSpace = (name: string, { cors, ...more }: SpaceOptions & Partial<Space> = {}): Space => {
    const space = makeSpace(name, clock.now(), more);
    space.cors = cors;
    spaces.set(name, space);
    return space;
  };
  return {
    addUser: (rights: Rights & Partial<User> = {}): User => {
      const user = { ...randomUser(), ...rights };
      users.set(user.accessKeyId, user);
      return user;
    },
    removeUser: (accessKeyId: string): void => void users.delete(accessKeyId),
    addSpace: (name: string, more?: SpaceOptions): void => void addSpace(name, more),
    hasSpace: (name: string): boolean => spaces.has(name),
    addSyntheticSpace: (name: string, count: number, keyOf: (index: number) => string): void => {
      addSpace(name, { objects: new SyntheticObjects(count, keyOf, clock.now()) });
    },
    keepVersions: (name: string): void => {
      const space = spaces.get(name) ?? addSpace(name);
      space.objects = new VersionedObjects(space.objects, clock.now);
    },
    put: (space: string, key: string, body: string | Uint8Array, more: PutOptions = {}): void => {
      const { contentType, lastModified = clock.now(), headers = {}, acl = 'private' } = more;
      const object = makeObject(key, Buffer.from(typeof body === 'string' ? Buffer.from(body) : body), {
        lastModified: Number(lastModified),
        headers: { ...headers, ...(contentType === undefined ? {} : { 'content-type': contentType }) },
        acl,
      });
      (spaces.get(space) ?? addSpace(space)).objects.set(object);
    },
    get: (space: string, key: string) => spaces.get(space)?.objects.get(key),
    versions: (space: string, key: string) =>
      versionsIn(spaces.get(space)?.objects ?? new StoredObjects(), key),
    uploads: (space: string) => [...(spaces.get(space)?.uploads.values() ?? [])],
    delete: (space: string, key: string): void => void spaces.get(space)?.objects.delete(key),
  };
}

async function listen(site: Site, port: number): Promise<Server> {
  const server = createServer((message, response) => void handle(site, message, response));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Ends hanging answers too. */
async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function randomUser(): User {
  return {
    accessKeyId: `MEMORY${randomBytes(7).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
  };
}
