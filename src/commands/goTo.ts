import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import type { Connection } from '../core/connection.ts';
import { SpacesError } from '../core/errors.ts';
import type { Listing } from '../core/listing.ts';
import { folderOfKey } from '../core/listingPath.ts';
import { plain } from '../core/plain.ts';
import type {
  ConnectionStore,
  ListPage,
  ObjectEntry,
  Progress,
  Prompts,
  Store,
  TextQuestion,
} from '../core/ports.ts';
import { type AddressedKey, readAddress } from '../core/storeAddress.ts';
import type { ObjectTarget, PrefixTarget, SpaceTarget } from '../core/target.ts';
import { chooseConnection, chooseSpace } from './chooseTarget.ts';

export interface GoToDeps {
  readonly store: Store;
  readonly connections: ConnectionStore;
  readonly listing: Listing;
  readonly prompts: Prompts;
  readonly progress: Progress;
  /** Shows and selects a row that is part of the listing. */
  reveal(target: ObjectTarget | PrefixTarget): Promise<void>;
}

/** Where the person stands: a bare key is looked for there. */
export interface Nearby {
  readonly connection?: Connection | undefined;
  readonly space?: string | undefined;
}

/**
 * Shows an object or a folder in the tree, however many pages away it is. Of a prefix that does not end with a slash
 * the folder is shown, filtered. Throws `noSuchObject` where there is nothing, `Cancelled`, and what the server says.
 */
export async function goTo(deps: GoToDeps, target: ObjectTarget | PrefixTarget): Promise<void> {
  const name = 'key' in target ? target.key : target.prefix;
  const found = await deps.progress.run(t('Looking for {0}', plain(name || target.space)), (signal) =>
    'key' in target ? findObject(deps.store, target, signal) : findFolder(deps.store, target, signal),
  );
  const folder = { ...spaceOf(target), prefix: found.folder };
  await deps.listing.include(folder, found.entry);
  if (found.filter !== '') await deps.listing.setFilter(folder, found.filter);
  await deps.reveal(found.entry ? { ...spaceOf(target), key: found.entry.key } : folder);
}

/**
 * Asks for a key, an `s3://` address or a URL, and where it does not say so for the connection and the Space; then
 * shows it. Nothing of a pasted URL but its Space and key is kept or said. Throws as `goTo` does.
 */
export async function askAndGoTo(deps: GoToDeps, near: Nearby = {}): Promise<void> {
  const question = {
    title: t('Go to Object'),
    prompt: t('A key, an s3:// address or a URL; a folder ends with a slash'),
  };
  const { connection, space, key } = await askPlace(deps, question, near);
  const isFolder = key === '' || key.endsWith('/');
  await goTo(deps, isFolder ? { connection, space, prefix: key } : { connection, space, key });
}

/** What asking where needs. */
export type AskPlaceDeps = Omit<GoToDeps, 'reveal'>;

type Question = Pick<TextQuestion, 'title' | 'prompt'>;

/** The same question for another use. Throws `Cancelled`, and `unknownConnection` where there is none. */
export async function askPlace(
  deps: AskPlaceDeps,
  question: Question,
  near: Nearby,
): Promise<SpaceTarget & { readonly key: string }> {
  const all = deps.connections.list();
  if (all.length === 0) await chooseConnection(chooseDeps(deps), question.title);
  const text = await askAddress(deps.prompts, question, all);
  return settle(deps, { title: question.title, found: readAddress(text, all), near });
}

async function askAddress(
  prompts: Prompts,
  question: Question,
  connections: readonly Connection[],
): Promise<string> {
  const answer = await prompts.text({
    ...question,
    placeholder: t('reports/2026/summary.pdf, s3://space/key, https://…'),
    validate: (text) => problem(text, connections),
  });
  return answerOf(answer);
}

function problem(text: string, connections: readonly Connection[]) {
  if (text === '') return { message: t('Type or paste where to go.'), severity: 'error' } as const;
  try {
    readAddress(text, connections);
    return undefined;
  } catch (error) {
    return { message: error instanceof Error ? error.message : '', severity: 'error' } as const;
  }
}

/** What the typed text may mean, and where it was typed. */
interface Said {
  readonly title: string;
  readonly found: readonly AddressedKey[];
  readonly near: Nearby;
}

/** One connection and Space of those the text may mean: the nearby, the one that has such a Space, or as asked. */
async function settle(deps: AskPlaceDeps, said: Said): Promise<SpaceTarget & { readonly key: string }> {
  const { title, found, near } = said;
  const [first] = found;
  if (first?.space !== undefined) {
    const { connection, space = '', key } = await settleConnection(deps, said);
    return { connection, space, key };
  }
  const key = first?.key ?? '';
  const known = near.connection;
  if (known && near.space !== undefined) return { connection: known, space: near.space, key };
  return { ...(await chooseSpace(chooseDeps(deps), title, known)), key };
}

async function settleConnection(
  { listing, prompts }: AskPlaceDeps,
  { title, found, near }: Said,
): Promise<AddressedKey> {
  const having = found.filter(
    ({ connection, space }) => space !== undefined && listing.knownSpaces(connection).includes(space),
  );
  const likely = having.length > 0 ? having : found;
  const [only, ...others] = likely;
  const nearby = likely.find(({ connection }) => connection.id === near.connection?.id);
  if (nearby) return nearby;
  if (only && others.length === 0) return only;
  const answer = await prompts.pick<AddressedKey>({
    title,
    placeholder: t('Connection'),
    choices: likely.map((each) => ({
      label: plain(each.connection.name),
      description: plain(each.connection.endpoint),
      value: each,
    })),
  });
  return answerOf(answer);
}

interface Found {
  readonly folder: string;
  readonly filter: string;
  readonly entry?: ObjectEntry;
}

/** By listing: it works for every key, also for those that can't be asked for by name (`..`), and says size and date. */
async function findObject(store: Store, target: ObjectTarget, signal: AbortSignal): Promise<Found> {
  const { key } = target;
  const [entry] = (await firstBelow(store, target, key, signal)).objects;
  if (entry?.key === key) return { folder: folderOfKey(key), filter: '', entry };
  // A folder written without its slash.
  const [inside] = (await firstBelow(store, target, `${key}/`, signal)).objects;
  if (inside) return { folder: `${key}/`, filter: '' };
  throw new SpacesError(
    'noSuchObject',
    t('There is no object or folder with this key in {0}: {1}', plain(target.space), plain(key)),
  );
}

async function findFolder(store: Store, target: PrefixTarget, signal: AbortSignal): Promise<Found> {
  const { prefix } = target;
  const [inside] = (await firstBelow(store, target, prefix, signal)).objects;
  // A Space may be empty and is still there.
  if (!inside && prefix !== '') {
    throw new SpacesError(
      'noSuchObject',
      t('Nothing in {0} begins with this: {1}', plain(target.space), plain(prefix)),
    );
  }
  const folder = folderOfKey(prefix);
  return { folder, filter: prefix.slice(folder.length) };
}

/** Of all keys that begin with `prefix` the first in the server's order is `prefix` itself, where it exists. */
function firstBelow(
  store: Store,
  { connection, space }: SpaceTarget,
  prefix: string,
  signal: AbortSignal,
): Promise<ListPage> {
  return store.listPage(connection, space, { prefix, maxKeys: 1 }, signal);
}

function spaceOf({ connection, space }: SpaceTarget): SpaceTarget {
  return { connection, space };
}

/** The same deps, by the names that choosing a target knows them. */
export function chooseDeps({ prompts, connections, store, progress }: AskPlaceDeps) {
  return { prompts, store: connections, spaces: store, progress };
}
