import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { formatCount } from '../../core/format.ts';
import type { Share } from '../../core/ledger.ts';
import { folderOfKey } from '../../core/listingPath.ts';
import { bothThere } from '../../core/manage/bothThere.ts';
import { plain } from '../../core/plain.ts';
import { inSentences } from '../../core/sentences.ts';
import type { ObjectTarget, SpaceTarget } from '../../core/target.ts';
import { refresh } from '../refresh.ts';
import { askFresh } from '../testLink.ts';
import { chooseWay } from './chooseWay.ts';
import { askNewKey, assertNewKey } from './newKey.ts';
import { replaceKey } from './replaceKey.ts';
import { isPossible, type RevokeDeps, type Revoked, type RevokeWay, readOnlyOf, whyNot } from './terms.ts';

export interface RevokeOptions {
  readonly how?: RevokeWay | undefined;
  /** For `rename`. */
  readonly newKey?: string | undefined;
  readonly confirmed?: boolean | undefined;
}

/**
 * Ends what was handed out: by another name for the object, without the object, or without the key pair that signed.
 * Asks which and says what else that breaks; looks afterwards whether it did. Throws `SpacesError`, `Cancelled`.
 */
export async function revoke(
  deps: RevokeDeps,
  revoked: Revoked,
  options: RevokeOptions = {},
): Promise<{ readonly how: RevokeWay }> {
  const how = options.how ?? (await chooseWay(deps, revoked));
  assertPossible(revoked, how);
  if (how === 'key') await replaceKey(deps, revoked, options.confirmed);
  else if (how === 'rename') await rename(deps, revoked, options);
  else await remove(deps, revoked, options.confirmed);
  return { how };
}

function assertPossible(revoked: Revoked, how: RevokeWay): void {
  if (isPossible(revoked, how)) return;
  const isOfLinks = revoked.share === undefined || revoked.share.kind === 'link';
  const isReadOnly = how !== 'key' && isOfLinks && readOnlyOf(revoked) !== undefined;
  throw new SpacesError(isReadOnly ? 'readOnly' : 'badArguments', whyNot(revoked, how));
}

async function rename(deps: RevokeDeps, { objects, share }: Revoked, options: RevokeOptions): Promise<void> {
  const [object] = objects;
  if (object === undefined) throw new Error('nothing to rename');
  const newKey = options.newKey ?? (await askNewKey(deps, object));
  assertNewKey(object.key, newKey);
  if (options.newKey !== undefined && options.confirmed !== true) {
    const message = t('Rename the object to end its links? {0}', plain(object.key));
    await deps.notices.confirm(message, {
      detail: t('Its new key: {0}', plain(newKey)),
      action: t('Rename'),
    });
  }
  await deps.progress.run(t('Renaming: {0}', plain(object.key)), async (signal) => {
    await deps.writer.copy(object, newKey, signal);
    // From here on it goes to its end: half-way there would be two.
    await deps.writer.remove(object, new AbortController().signal).catch((error: unknown) => {
      deps.listing.touched(object, [newKey]);
      throw error instanceof SpacesError ? bothThere(object.key, newKey, error) : error;
    });
  });
  deps.listing.moved(object, { ...object, key: newKey });
  await settle(deps, [object]);
  const words = t('Renamed. {0} is now {1}', plain(object.key), plain(newKey));
  deps.notices.info(inSentences(words, await proof(deps, object, share)));
}

async function remove(
  deps: RevokeDeps,
  { objects, share }: Revoked,
  confirmed: boolean | undefined,
): Promise<void> {
  const [first] = objects;
  if (first === undefined) throw new Error('nothing to delete');
  if (confirmed !== true) {
    const message =
      objects.length === 1
        ? t('Delete the object to end its links? {0}', plain(first.key))
        : t('Delete {0} objects to end their links?', formatCount(objects.length, deps.moments.locale));
    const detail = await deps.progress.run(message, async (signal) => versionsWords(deps, objects, signal));
    await deps.notices.confirm(message, { detail, action: t('Delete') });
  }
  const gone: ObjectTarget[] = [];
  try {
    await deps.progress.run(t('Deleting: {0}', plain(first.key)), async (signal) => {
      for (const object of objects) {
        await deps.writer.remove(object, signal);
        gone.push(object);
      }
    });
  } finally {
    // Also where it was stopped, or one was refused: the others are gone.
    await settle(deps, gone);
  }
  deps.notices.info(inSentences(t('Deleted: {0}', plain(first.key)), await proof(deps, first, share)));
}

async function versionsWords(
  deps: RevokeDeps,
  objects: readonly ObjectTarget[],
  signal: AbortSignal,
): Promise<string> {
  for (const [at] of placesOf(objects).values()) {
    if (at !== undefined && (await deps.writer.keepsVersions(at, signal))) return versionsStay();
  }
  return t("This can't be undone.");
}

function versionsStay(): string {
  return t('The Space keeps older versions: links to one version go on working.');
}

/** The objects of each Space of each connection: a selection can be of several. */
function placesOf(objects: readonly ObjectTarget[]): ReadonlyMap<string, readonly ObjectTarget[]> {
  return Map.groupBy(objects, ({ connection, space }) => `${connection.id}/${space}`);
}

/** The tree and the ledger no longer show what is not there any more. */
async function settle(deps: RevokeDeps, objects: readonly ObjectTarget[]): Promise<void> {
  for (const own of placesOf(objects).values()) {
    const [at] = own;
    if (at !== undefined) await settleIn(deps, at, new Set(own.map(({ key }) => key)));
  }
}

async function settleIn(deps: RevokeDeps, at: SpaceTarget, gone: ReadonlySet<string>): Promise<void> {
  const isGone = ({ what }: Share) =>
    'key' in what
      ? gone.has(what.key)
      : 'keys' in what && what.keys.length === what.count && what.keys.every((key) => gone.has(key));
  const ended = (await deps.ledger.list()).filter((share) => {
    const { kind, connection, space, link } = share;
    const isThere = connection === at.connection.id && space === at.space;
    return isThere && kind === 'link' && link?.versionId === undefined && isGone(share);
  });
  await deps.ledger.forget(ended.map(({ id }) => id));
  const { connection, space } = at;
  for (const prefix of new Set([...gone].map(folderOfKey))) {
    // What can't be listed now says so in its row.
    await refresh(deps.listing, { connection, space, prefix }).catch(() => undefined);
  }
  deps.listing.touched(at, [...gone]);
}

/** What a link made the same way gets from now on; silent where nobody answers. */
async function proof(deps: RevokeDeps, object: ObjectTarget, share: Share | undefined): Promise<string> {
  const versionId = share?.link?.versionId;
  try {
    const { status, error } = await askFresh(deps, object, {
      options: { versionId },
      signal: AbortSignal.timeout(10_000),
    });
    if (error !== undefined) return t('Its links answer {0} now.', status);
    return versionId === undefined
      ? t('A link to it still works: something put an object there again.')
      : versionsStay();
  } catch {
    return t('Whether its links have ended could not be tried.');
  }
}
