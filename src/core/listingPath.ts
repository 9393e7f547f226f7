import type { PrefixTarget } from './target.ts';

/**
 * The folder that shows an object: its key up to and with the last `/`, `''` at the top. A folder's own marker
 * object (`a/`) stands inside its folder.
 */
export function folderOfKey(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

/** The folder that shows a folder. `a//` (a folder without a name inside `a/`) has its parent in `a/`. */
export function parentOfFolder(prefix: string): string {
  return folderOfKey(prefix.slice(0, -1));
}

/** The innermost folder that shows all of these keys or is above them; `''` at the top. */
export function commonFolder(keys: readonly string[]): string {
  const [first = '', ...others] = keys;
  let folder = folderOfKey(first);
  for (const key of others) while (!key.startsWith(folder)) folder = parentOfFolder(folder);
  return folder;
}

/** Whether a folder is another, or below it. */
export function isWithin(target: PrefixTarget, folder: PrefixTarget): boolean {
  return (
    target.connection.id === folder.connection.id &&
    target.space === folder.space &&
    target.prefix.startsWith(folder.prefix)
  );
}
