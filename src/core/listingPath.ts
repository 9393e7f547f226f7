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

/** The folders on the way to `prefix` and itself, from the top; `prefix` is `''` or ends with `/`. */
export function foldersOnTheWay(prefix: string): readonly string[] {
  const way: string[] = [];
  for (let end = prefix.indexOf('/'); end >= 0; end = prefix.indexOf('/', end + 1)) {
    way.push(prefix.slice(0, end + 1));
  }
  return way;
}
