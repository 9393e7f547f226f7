import { t } from '@vscode/l10n';
import { Cancelled, SpacesError } from '../core/errors.ts';
import type { Copied, CopyOptions, CopySource, ObjectCopier } from '../core/manage/copier.ts';
import type { Access, ObjectBytes, WriteOptions, Written } from '../core/objects.ts';
import { plain } from '../core/plain.ts';
import type { ObjectTarget } from '../core/target.ts';
import { Slots } from '../core/transfers/slots.ts';
import { readAccess } from './attributes/access.ts';
import { orNone } from './attributes/beside.ts';
import { readTags, writeTags } from './attributes/tags.ts';
import { readFacts, whatIsThere } from './bytes/facts.ts';
import { asIfSaid, taken, type Visits, visitor } from './bytes/place.ts';
import type { StoreDeps } from './client.ts';
import { cannedFor, grantSame } from './copy/access.ts';
import { createBehind } from './copy/behind.ts';
import { copyInParts } from './copy/inParts.ts';
import { copyOnServer } from './copy/onServer.ts';
import { mayBeThere, removeVersion, takeBack } from './copy/takeBack.ts';
import { copyThroughHere } from './copy/throughHere.ts';

export interface CopierDeps extends StoreDeps {
  readonly bytes: ObjectBytes;
  /** For tests: sizes in bytes. */
  readonly sizes?: Partial<typeof SIZES>;
  /** Told of what goes on behind those who cancelled. */
  readonly afterwards?: ((work: Promise<unknown>) => void) | undefined;
}

const SIZES = {
  /** One CopyObject carries no more (S3's and Ceph's limit). */
  largestCopy: 5 * 1024 ** 3,
  copiedPart: 512 * 1024 ** 2,
  sentPart: 16 * 1024 ** 2,
};

/** Of what goes through here, so many are in memory at a time. */
const PARTS_IN_MEMORY = 6;

/** Copies objects of saved connections: on the server where both ends are on one, else through here. */
export function createCopier(deps: CopierDeps): ObjectCopier {
  const sizes = { ...SIZES, ...deps.sizes };
  const memory = new Slots(PARTS_IN_MEMORY * sizes.sentPart);
  const work: Work = { deps, visits: visitor(deps), sizes, memory };
  const behind = createBehind(deps.afterwards);
  return {
    async copy(source, to, options, signal) {
      assertElsewhere(work, source, to);
      // What everything has that has none: some servers tell of it once it was named.
      const storageClass = source.storageClass === 'STANDARD' ? undefined : source.storageClass;
      const order: Order = { source: { ...source, storageClass }, to, options, signal };
      const place = JSON.stringify([endpointOf(work, to), to.space, to.key]);
      return behind(place, signal, () => copyUnlessCancelled(work, order));
    },
  };
}

interface Work {
  readonly deps: CopierDeps;
  readonly visits: Visits;
  readonly sizes: typeof SIZES;
  readonly memory: Slots;
}

interface Order {
  readonly source: CopySource;
  readonly to: ObjectTarget;
  readonly options: CopyOptions;
  readonly signal: AbortSignal;
}

/** Nothing is left of what was cancelled, but for what took another's place. */
async function copyUnlessCancelled(work: Work, order: Order): Promise<Copied> {
  const copied = await copy(work, order);
  if (order.signal.aborted && (await takeBack(work.visits, order, copied))) throw new Cancelled();
  return copied;
}

async function copy(work: Work, order: Order): Promise<Copied> {
  const { source, to, options, signal } = order;
  const { visits } = work;
  // Both at once, as each object of a large folder waits for them; and neither goes on where the other one fails.
  const [rights, target] = await Promise.allSettled([
    orNone(
      visits.read(source, signal, (place) => readAccess(place)),
      NO_ACCESS,
    ),
    options.isNew ? visits.head(to, signal, whatIsThere) : undefined,
  ]);
  if (rights.status === 'rejected') throw rights.reason;
  if (target.status === 'rejected') throw target.reason;
  if (target.value) throw taken(to.key);
  const access = rights.value;
  const written = await make(work, order, access).catch(async (error: unknown) => {
    if (options.isNew && mayBeThere(error)) await takeBack(visits, order);
    throw error;
  });
  const copied: Copied = { source, to, ...written };
  if (access.canned !== 'other') return copied;
  if (!isOneServer(work, source, to)) return { ...copied, lostGrants: true };
  try {
    await visits.write(to, signal, (place) => grantSame(place, access));
    return copied;
  } catch (error) {
    await takeBack(visits, order, copied);
    throw error;
  }
}

/** Of a store that keeps none. */
const NO_ACCESS: Access = { canned: 'private', owner: '', grants: [], xml: '' };

async function make(work: Work, order: Order, access: Access): Promise<Written> {
  const { source, to, options, signal } = order;
  const { visits, sizes } = work;
  const acl = cannedFor(access);
  if (!isOneServer(work, source, to)) return makeElsewhere(work, order, acl);
  try {
    if (source.size > sizes.largestCopy) return await makeInParts(work, order, acl);
    return await visits.write(to, signal, (place) => copyOnServer(place, source, { ...options, acl }));
  } catch (error) {
    const { code = '' } = error instanceof SpacesError ? error : {};
    // The key pair of the one end may not read the other.
    const isOthers = source.connection.id !== to.connection.id;
    if (code !== 'notImplemented' && !(isOthers && REFUSALS.has(code))) throw error;
    return makeElsewhere(work, order, acl);
  }
}

const REFUSALS = new Set(['accessDenied', 'noSuchSpace', 'noSuchObject', 'wrongRegion']);

async function makeInParts(work: Work, order: Order, acl: WriteOptions['acl']): Promise<Written> {
  const { source, to, signal } = order;
  const { bytes } = work.deps;
  const options = await optionsOf(work, order, acl);
  const written = await copyInParts(
    bytes,
    {
      ...{ to, source, options, partSize: work.sizes.copiedPart },
      part: (upload, partNumber, range, either) =>
        bytes.copyPart(upload, partNumber, { ...source, range }, either),
    },
    signal,
  );
  return tagged(work, order, { options, written });
}

async function makeElsewhere(work: Work, order: Order, acl: WriteOptions['acl']): Promise<Written> {
  const { source, to, signal } = order;
  const options = await optionsOf(work, order, acl);
  const through = {
    ...{ to, source, options, partSize: work.sizes.sentPart, memory: work.memory },
    discard: (written: Written, isWrong: boolean): Promise<unknown> =>
      isWrong ? removeVersion(work.visits, to, written.versionId) : takeBack(work.visits, order, written),
  };
  const written = await copyThroughHere(work.deps.bytes, through, signal);
  return tagged(work, order, { options, written });
}

/** All that stands beside the bytes. A storage class is its server's own. */
async function optionsOf(work: Work, order: Order, acl: WriteOptions['acl']): Promise<WriteOptions> {
  const { source, to, options, signal } = order;
  const { visits } = work;
  const [facts, tags] = await Promise.all([
    visits.head(source, signal, (place) => readFacts(place, undefined)),
    orNone(
      visits.read(source, signal, (place) => readTags(place)),
      {},
    ),
  ]);
  if (facts.etag !== source.etag) throw asIfSaid('PreconditionFailed', source.key);
  const { headers, metadata } = facts;
  const storageClass = isOneServer(work, source, to) ? source.storageClass : undefined;
  return { headers, metadata, acl, tags, storageClass, isNew: options.isNew };
}

/** Ceph overlooks the tags that an upload in parts begins with. */
async function tagged(
  work: Work,
  order: Order,
  { options: { tags = {} }, written }: { readonly options: WriteOptions; readonly written: Written },
): Promise<Written> {
  const isInParts = written.etag.includes('-');
  if (!isInParts || Object.keys(tags).length === 0) return written;
  const { to, signal } = order;
  try {
    await work.visits.write(to, signal, (place) => writeTags(place, tags));
    return written;
  } catch (error) {
    await takeBack(work.visits, order, written);
    throw error;
  }
}

function isOneServer(work: Work, a: ObjectTarget, b: ObjectTarget): boolean {
  return endpointOf(work, a) === endpointOf(work, b);
}

/** Where a Space is counts, not what its connection says. */
function endpointOf({ deps }: Work, { connection, space }: ObjectTarget): string {
  return deps.locations.of(connection, space).endpoint;
}

/** To move what stays where it is would delete it. */
function assertElsewhere(work: Work, source: ObjectTarget, to: ObjectTarget): void {
  if (source.key !== to.key || source.space !== to.space || !isOneServer(work, source, to)) return;
  throw new SpacesError(
    'badArguments',
    t('The object has this key already. Give it another one: {0}', plain(source.key)),
  );
}
