import { folderOfKey } from './listingPath.ts';
import type { ObjectDeleter, Removed } from './manage/deleter.ts';
import type { Rights } from './rights.ts';
import type { SpaceTarget } from './target.ts';

/**
 * The same deleter; where it is refused, and where it no longer is, is remembered by folder. To delete a version is a right
 * of its own, and tells nothing.
 */
export function learningDeletes(deleter: ObjectDeleter, rights: Rights): ObjectDeleter {
  return {
    remove: (space, doomed, options, signal) => {
      const onRemoved = (removed: Removed) => {
        learn(rights, space, removed);
        options.onRemoved(removed);
      };
      return deleter.remove(space, doomed, { ...options, onRemoved }, signal);
    },
  };
}

function learn(rights: Rights, { connection, space }: SpaceTarget, { deleted, failed }: Removed): void {
  const prefixesOf = (doomed: Removed['deleted']) =>
    new Set(doomed.filter(({ versionId }) => versionId === undefined).map(({ key }) => folderOfKey(key)));
  const allowed = prefixesOf(deleted);
  for (const prefix of allowed) {
    const at = { connection, space, prefix };
    if (rights.at(at).delete === false) rights.learn(at, { delete: true });
  }
  // Where others could be deleted it is about the object.
  for (const prefix of prefixesOf(failed.filter(({ error }) => error.code === 'accessDenied')))
    if (!allowed.has(prefix)) rights.learn({ connection, space, prefix }, { delete: false });
}
