import { nameOfSegment } from './path.ts';

export type FileKind = 'file' | 'folder';

/**
 * What the file system shows at the path of a key. Where an object `a` and a folder `a/` are both there it is the object;
 * what is in the folder has paths of its own, and opens by them. At a path that ends in `%` it is the other way round: the
 * object there is the marker of the folder around it, mostly empty, and would hide a folder without a name (`a//`).
 */
export function kindAt(
  key: string,
  there: { readonly isObject: boolean; readonly isFolder: boolean },
): FileKind | undefined {
  if (isMarker(key) && there.isFolder) return 'folder';
  if (there.isObject) return 'file';
  return there.isFolder ? 'folder' : undefined;
}

/** The key of a folder's own object, or none. */
function isMarker(key: string): boolean {
  return key === '' || key.endsWith('/');
}

/**
 * What is in a folder (`''`: the Space), by the names that paths have, each once: none is empty, `.` or `..`, or has a
 * slash. A folder's own marker is no entry of it, and can be read at the path `%` below it all the same.
 * @param entries of the pages before; one level of them
 */
export function addEntries(
  entries: Map<string, FileKind>,
  prefix: string,
  page: { readonly objects: readonly { readonly key: string }[]; readonly prefixes: readonly string[] },
): void {
  const nameOf = (key: string) => nameOfSegment(key.slice(prefix.length));
  for (const each of page.prefixes) {
    const name = nameOf(each.slice(0, -1));
    if (!entries.has(name)) entries.set(name, 'folder');
  }
  for (const { key } of page.objects) if (key !== prefix) entries.set(nameOf(key), 'file');
}
