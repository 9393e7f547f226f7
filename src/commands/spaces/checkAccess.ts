import { t } from '@vscode/l10n';
import { type Connection, namedSpaces } from '../../core/connection.ts';
import { isCancelled, SpacesError } from '../../core/errors.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import { plain } from '../../core/plain.ts';
import type { KnownRights, Rights } from '../../core/rights.ts';
import { namesOf } from '../../core/rightsWords.ts';
import { inSentences } from '../../core/sentences.ts';
import type { PrefixTarget, SpaceTarget } from '../../core/target.ts';
import type { SpaceDeps } from './deps.ts';

/** What a key pair may do; `null` where that can't be known. */
export interface AccessReport {
  readonly listSpaces: boolean | null;
  readonly spaces: Readonly<Record<string, SpaceAccess>>;
}

export type SpaceAccess = { readonly [right in keyof Required<KnownRights>]: boolean | null };

export type CheckAccessDeps = Pick<SpaceDeps, 'reads' | 'progress' | 'notices'> & {
  readonly rights: Rights;
  /** False in a browser, which can't read the list of Spaces. */
  readonly canListSpaces: boolean;
  mayWrite(at: PrefixTarget, signal: AbortSignal): Promise<boolean | undefined>;
  mayDelete(at: PrefixTarget, signal: AbortSignal): Promise<boolean | undefined>;
};

/** Spaces that are looked into at once. */
const AT_ONCE = 4;

/**
 * Finds out what the connection's key pair may do, in one Space or in all that it lists or names, and changes nothing. Throws
 * what concerns all (a wrong key, no network), and `Cancelled`.
 */
export async function checkAccess(
  deps: CheckAccessDeps,
  connection: Connection,
  space: string | undefined,
  signal: AbortSignal,
): Promise<AccessReport> {
  const { may, names } = await spacesOf(deps, connection, signal);
  const found = new Map<string, SpaceAccess>();
  await inParallel(AT_ONCE, space === undefined ? names : [space], async (name) => {
    found.set(name, await accessTo(deps, { connection, space: name }, signal));
  });
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return { listSpaces: may, spaces: Object.fromEntries(sorted) };
}

/** The same for a person: as a message. */
export async function checkAccessAndTell(
  deps: CheckAccessDeps,
  connection: Connection,
  space: string | undefined,
): Promise<AccessReport> {
  const name = plain(connection.name);
  const report = await deps.progress.run(t('Checking what the key of {0} may do', name), (signal) =>
    checkAccess(deps, connection, space, signal),
  );
  deps.notices.info(wordsOf(name, report));
  return report;
}

async function spacesOf(
  { reads, canListSpaces }: CheckAccessDeps,
  connection: Connection,
  signal: AbortSignal,
): Promise<{ readonly may: boolean | null; readonly names: readonly string[] }> {
  const named = namedSpaces(connection);
  if (!canListSpaces) return { may: null, names: named };
  // Asked for without its own names, which would be the answer.
  const { spaces: _spaces, ...bare } = connection;
  const { value, error } = await outcome(reads.listSpaces(bare, signal), ['noListBuckets']);
  const listed = connection.spaces ? [] : (value ?? []);
  return { may: !error, names: [...new Set([...named, ...listed])] };
}

async function accessTo(
  deps: CheckAccessDeps,
  { connection, space }: SpaceTarget,
  signal: AbortSignal,
): Promise<SpaceAccess> {
  const { reads, rights } = deps;
  const at = { connection, space, prefix: '' };
  const list = await outcome(reads.listPage(connection, space, { prefix: '', maxKeys: 1 }, signal));
  const [object] = list.value?.objects ?? [];
  const head =
    object && (await outcome(reads.headObject(connection, space, object.key, signal), ['accessDenied']));
  const write = await outcome(deps.mayWrite(at, signal));
  const remove = await outcome(deps.mayDelete(at, signal));
  if (head?.error) rights.learn(at, { read: false });
  if (write.value !== undefined) rights.learn(at, { write: write.value });
  rights.reopenDeletes(at);
  if (remove.value !== undefined) rights.learn(at, { delete: remove.value });
  return {
    list: list.error ? isRefused(list.error) : true,
    read: head === undefined ? null : !head.error,
    write: write.value ?? null,
    delete: remove.value ?? null,
  };
}

/** What one Space alone is about is no reason to end the whole. */
const OF_ONE_SPACE = ['accessDenied', 'noSuchSpace', 'wrongRegion', 'cors', 'server', 'notImplemented'];

async function outcome<T>(
  work: Promise<T>,
  expected: readonly string[] = OF_ONE_SPACE,
): Promise<{ readonly value?: T; readonly error?: SpacesError }> {
  try {
    return { value: await work };
  } catch (error) {
    if (!isCancelled(error) && error instanceof SpacesError && expected.includes(error.code))
      return { error };
    throw error;
  }
}

function isRefused({ code }: SpacesError): false | null {
  return code === 'accessDenied' ? false : null;
}

function wordsOf(name: string, { listSpaces, spaces }: AccessReport): string {
  const all = Object.entries(spaces);
  const which = (test: (access: SpaceAccess) => boolean) =>
    all.filter(([, access]) => test(access)).map(([space]) => space);
  const parts = [
    {
      names: which(({ list, write }) => list === true && write === true),
      say: (names: string) => t('It may list and change: {0}', names),
    },
    {
      names: which(({ list, write }) => list === true && write === false),
      say: (names: string) => t('It may list, and not change: {0}', names),
    },
    {
      names: which(({ list, write }) => list !== true && write === true),
      say: (names: string) => t('It may change, and not list: {0}', names),
    },
    {
      names: which(({ list, write }) => list === false && write !== true),
      say: (names: string) => t('It may neither list nor change: {0}', names),
    },
    {
      names: which(({ write, delete: mayDelete }) => write !== false && mayDelete === false),
      say: (names: string) => t('It may not delete: {0}', names),
    },
    {
      names: which(({ read }) => read === false),
      say: (names: string) => t('It may not read: {0}', names),
    },
  ].filter(({ names }) => names.length > 0);
  const first =
    listSpaces === false ? t('The key of {0} may not list Spaces', name) : t('The key of {0} works', name);
  return parts.reduce((text, { names, say }) => inSentences(text, say(namesOf(names))), first);
}
