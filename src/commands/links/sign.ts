import { t } from '@vscode/l10n';
import type { Connection, Credentials } from '../../core/connection.ts';
import { swapHost } from '../../core/domains.ts';
import { Cancelled } from '../../core/errors.ts';
import type { Expiry } from '../../core/expiry.ts';
import { formatCount } from '../../core/format.ts';
import type { FormattedLink } from '../../core/formats/links.ts';
import { defaultFileName } from '../../core/keyRules.ts';
import { type LinkOptions, linkQuery } from '../../core/linkOptions.ts';
import type { LinkTerms, ShareRequest, Witness } from '../../core/signing.ts';
import { nextTurn } from '../../core/turns.ts';
import { credentialsOf, type ShareDeps, type SigningTime, signingTime } from '../share.ts';
import { isSameSpace, type LinkObject } from './gather.ts';

/** Of all, every so many-th URL is signed again by the witness, the first always. */
const WITNESS_EVERY = 1000;

/** So many URLs are signed before others have their turn: Node's hashing answers at once and never waits. */
const TURN_EVERY = 250;

export interface SignedLinks {
  /** In the order of the objects. */
  readonly links: readonly FormattedLink[];
  /** One for each connection and Space, in the order of their first objects. */
  readonly groups: readonly SignedGroup[];
}

/** What was signed for one Space of one connection. */
export interface SignedGroup {
  /** As it is saved: the Space may be elsewhere. */
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly space: string;
  readonly time: SigningTime;
  readonly keys: readonly string[];
}

export interface SignLinksRequest {
  readonly expiry: Expiry;
  readonly options: LinkOptions;
  /** Begun early, while a question is open: it takes a moment to load. */
  readonly witness?: Promise<Witness> | undefined;
}

export type KeyPairs = ReadonlyMap<string, Credentials>;

/** The key pairs of the connections of these objects, by id. Throws what `usableCredentials` does. */
export async function keyPairsOf(
  { store }: Pick<ShareDeps, 'store'>,
  objects: readonly LinkObject[],
): Promise<KeyPairs> {
  const pairs = new Map<string, Credentials>();
  for (const { connection } of objects) {
    if (!pairs.has(connection.id)) pairs.set(connection.id, await credentialsOf(store, connection));
  }
  return pairs;
}

/**
 * Signs a GET for each object, all for one moment, with the witness at its side; with progress where there are many.
 * Needs no network. Throws `SpacesError` for the first object that can't be signed, and `Cancelled`.
 */
export async function signLinks(
  deps: ShareDeps,
  objects: readonly LinkObject[],
  request: SignLinksRequest & { readonly keyPairs: KeyPairs },
): Promise<SignedLinks> {
  if (objects.length <= TURN_EVERY) return signAll(deps, objects, request);
  const { locale } = deps.moments;
  const title = t('Signing {0} links', formatCount(objects.length, locale));
  return deps.progress.run(title, (signal, report) =>
    signAll(deps, objects, request, (done) => {
      if (signal.aborted) throw new Cancelled();
      report(formatCount(done, locale));
    }),
  );
}

async function signAll(
  deps: ShareDeps,
  objects: readonly LinkObject[],
  { expiry, options, keyPairs, witness }: SignLinksRequest & { readonly keyPairs: KeyPairs },
  onTurn: (done: number) => void = () => undefined,
): Promise<SignedLinks> {
  const groups = groupsOf(deps, objects, { expiry, keyPairs });
  const query = linkQuery(options);
  const links: FormattedLink[] = [];
  for (const turn of turnsOf(objects)) {
    const group = groups.find((each) => isSameSpace(each, turn[0]));
    if (group === undefined) throw new Error('an object of no group');
    const request = { ...requestOf(deps, group), ...(query.length === 0 ? {} : { query }) };
    const urls = await deps.signer.signUrls(
      request,
      turn.map(({ key }) => key),
    );
    await checkSome(await witness, request, { turn, urls, done: links.length });
    for (const [index, object] of turn.entries()) {
      links.push(linkOf(object, urls[index] ?? '', { options, time: group.time }));
    }
    onTurn(links.length);
    await nextTurn();
  }
  return { links, groups };
}

async function checkSome(
  witness: Witness | undefined,
  request: ShareRequest & LinkTerms,
  { turn, urls, done }: { turn: readonly LinkObject[]; urls: readonly string[]; done: number },
): Promise<void> {
  for (const [index, { key }] of turn.entries()) {
    if ((done + index) % WITNESS_EVERY === 0) await witness?.checkUrl({ ...request, key }, urls[index] ?? '');
  }
}

function linkOf(
  { key, space, entry }: LinkObject,
  url: string,
  { options, time }: { readonly options: LinkOptions; readonly time: SigningTime },
): FormattedLink {
  const { host, filename } = options;
  return {
    url: host === undefined ? url : swapHost(url, host),
    key,
    space,
    size: entry?.size,
    lastModified: entry?.lastModified,
    filename: filename ?? defaultFileName(key),
    expiresAt: time.ends,
  };
}

type MutableGroup = SignedGroup & { readonly keys: string[] };

/** One moment for all, so that all links end together. */
function groupsOf(
  deps: ShareDeps,
  objects: readonly LinkObject[],
  { expiry, keyPairs }: { readonly expiry: Expiry; readonly keyPairs: KeyPairs },
): readonly MutableGroup[] {
  const moment = deps.now();
  const groups = new Map<string, MutableGroup>();
  for (const { connection, space, key } of objects) {
    const id = `${connection.id}/${space}`;
    const group = groups.get(id);
    if (group !== undefined) {
      group.keys.push(key);
      continue;
    }
    const credentials = keyPairs.get(connection.id);
    if (credentials === undefined) throw new Error('no key pair for a connection of the batch');
    const time = signingTime({ ...deps, now: () => moment }, deps.places.of(connection, space), expiry);
    groups.set(id, { connection, credentials, space, time, keys: [key] });
  }
  return [...groups.values()];
}

function requestOf(
  { places }: ShareDeps,
  { connection, credentials, space, time }: SignedGroup,
): ShareRequest {
  const { expiresIn, date } = time;
  return { connection: places.of(connection, space), credentials, space, expiresIn, date };
}

/** Neighbours of one Space, signed in one go. */
function* turnsOf(objects: readonly LinkObject[]): Generator<readonly [LinkObject, ...LinkObject[]]> {
  let turn: [LinkObject, ...LinkObject[]] | undefined;
  for (const object of objects) {
    if (turn !== undefined && turn.length < TURN_EVERY && isSameSpace(turn[0], object)) turn.push(object);
    else {
      if (turn !== undefined) yield turn;
      turn = [object];
    }
  }
  if (turn !== undefined) yield turn;
}
