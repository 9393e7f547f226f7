import { t } from '@vscode/l10n';
import { SpacesError } from '../core/errors.ts';
import type { Copied, CopyOptions, CopySource, ObjectCopier } from '../core/manage/copier.ts';
import type { Access, ObjectBytes, WriteOptions, Written } from '../core/objects.ts';
import { plain } from '../core/plain.ts';
import type { ObjectTarget } from '../core/target.ts';
import { Slots } from '../core/transfers/slots.ts';
import { readAccess } from './attributes/access.ts';
import { orNone } from './attributes/beside.ts';
import { readTags, writeTags } from './attributes/tags.ts';
import { readFacts, versionQuery } from './bytes/facts.ts';
import { asIfSaid, taken, type Visits, visitor } from './bytes/place.ts';
import type { StoreDeps } from './client.ts';
import { cannedFor, grantSame } from './copy/access.ts';
import { copyInParts } from './copy/inParts.ts';
import { copyOnServer, whatIsThere } from './copy/onServer.ts';
import { copyThroughHere } from './copy/throughHere.ts';

export interface CopierDeps extends StoreDeps {
  readonly bytes: ObjectBytes;
  /** For tests: sizes in bytes. */
  readonly sizes?: Partial<typeof SIZES>;
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
  return {
    copy: (source, to, options, signal) => {
      // What everything has that has none: some servers tell of it once it was named.
      const storageClass = source.storageClass === 'STANDARD' ? undefined : source.storageClass;
      return copy(work, { source: { ...source, storageClass }, to, options, signal });
    },
    takeBack: (copied) => takeBack(work, copied),
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

async function copy(work: Work, order: Order): Promise<Copied> {
  const { source, to, options, signal } = order;
  const { visits } = work;
  assertElsewhere(work, source, to);
  const access = await orNone(
    visits.read(source, signal, (place) => readAccess(place)),
    NO_ACCESS,
  );
  if (options.isNew) {
    const there = await visits.head(to, signal, whatIsThere);
    if (there) throw taken(to.key);
  }
  const written = await make(work, order, access).catch(async (error: unknown) => {
    if (options.isNew && mayBeThere(error)) await clean(work, order);
    throw error;
  });
  const copied: Copied = { source, to, ...written };
  if (access.canned !== 'other') return copied;
  if (!isOneServer(work, source, to)) return { ...copied, lostGrants: true };
  try {
    await visits.write(to, signal, (place) => grantSame(place, access));
    return copied;
  } catch (error) {
    await undo(work, order, copied);
    throw error;
  }
}

/** Of a store that keeps none. */
const NO_ACCESS: Access = { canned: 'private', owner: '', grants: [], xml: '' };

/** Leaves what took another's place, which is gone: with neither there would be less. */
async function undo({ visits }: Work, { to, options }: Order, { versionId }: Written): Promise<void> {
  if (!options.isNew && (versionId ?? 'null') === 'null') return;
  // Why it failed is told in any case.
  await removeVersion(visits, to, versionId).catch(() => undefined);
}

async function make(work: Work, order: Order, access: Access): Promise<Written> {
  const { source, to, options, signal } = order;
  const { visits, sizes } = work;
  const acl = cannedFor(access);
  if (!isOneServer(work, source, to)) return makeElsewhere(work, order, acl);
  try {
    if (source.size > sizes.largestCopy) return await makeInParts(work, order, acl);
    return await visits.write(to, signal, (place) => copyOnServer(place, source, { ...options, acl }));
  } catch (error) {
    // The key pair of the one end may not read the other.
    const isRefused = error instanceof SpacesError && REFUSALS.has(error.code);
    if (!isRefused || source.connection.id === to.connection.id) throw error;
    return makeElsewhere(work, order, acl);
  }
}

const REFUSALS = new Set(['accessDenied', 'noSuchSpace', 'noSuchObject', 'notImplemented', 'wrongRegion']);

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
    discard: ({ versionId }: Written) => removeVersion(work.visits, to, versionId),
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
    await undo(work, order, written);
    throw error;
  }
}

/** Whether the copy may have been made though it failed: nobody said that it was not. */
function mayBeThere(error: unknown): boolean {
  return !(error instanceof SpacesError) || ['network', 'timeout', 'server', 'slowDown'].includes(error.code);
}

/** What was ended or broke off may be there all the same: it goes, where it is what was to be made. */
async function clean({ visits }: Work, { source, to }: Order): Promise<void> {
  const { signal } = new AbortController();
  try {
    const there = await visits.head(to, signal, whatIsThere);
    if (there?.etag !== source.etag || there.size !== source.size) return;
    await removeVersion(visits, to, there.versionId);
  } catch {
    // Nobody answers: nothing more can be done, and why it failed is told already.
  }
}

async function takeBack({ visits }: Work, { to, versionId }: Copied): Promise<void> {
  await removeVersion(visits, to, versionId);
}

async function removeVersion(visits: Visits, to: ObjectTarget, versionId: string | undefined): Promise<void> {
  await visits.write(to, new AbortController().signal, async ({ send, ...at }) => {
    await send({ method: 'DELETE', ...at, query: versionQuery(versionId) });
  });
}

/** Where a Space is counts, not what its connection says. */
function isOneServer({ deps }: Work, a: ObjectTarget, b: ObjectTarget): boolean {
  const placeOf = ({ connection, space }: ObjectTarget) => deps.locations.of(connection, space).endpoint;
  return placeOf(a) === placeOf(b);
}

/** To move what stays where it is would delete it. */
function assertElsewhere(work: Work, source: ObjectTarget, to: ObjectTarget): void {
  if (source.key !== to.key || source.space !== to.space || !isOneServer(work, source, to)) return;
  throw new SpacesError(
    'badArguments',
    t('The object has this key already. Give it another one: {0}', plain(source.key)),
  );
}
