/**
 * What a path of the file system stands for. Of a key the path does not tell what is there: the object of that key, the
 * folder of that name (`key/`), both, or nothing. The key is empty for the folder without a name at a Space's top.
 */
export type FilePlace =
  | { readonly kind: 'connection' }
  | { readonly kind: 'space'; readonly space: string }
  | { readonly kind: 'key'; readonly space: string; readonly key: string };

/**
 * The path of an object, `/Space/key`. The editor normalises what documents are called (`//`, `.` and `..` go), so a
 * segment that is empty, `.` or `..` has `%` in front, and one that begins with `%` has another. Each key has one path.
 */
export function pathOfObject(space: string, key: string): string {
  return `${pathOfSpace(space)}/${key.split('/').map(nameOfSegment).join('/')}`;
}

/**
 * The path of a folder, without a slash at its end; `''`: the Space. A folder `a//` has the path of the object `a/`, the
 * marker of the folder that it is in.
 */
export function pathOfFolder(space: string, prefix: string): string {
  return prefix === '' ? pathOfSpace(space) : pathOfObject(space, prefix.slice(0, -1));
}

function pathOfSpace(space: string): string {
  return `/${nameOfSegment(space)}`;
}

/** One segment of a key as a name that no path swallows. */
export function nameOfSegment(segment: string): string {
  return /^(?:\.{0,2}$|%)/.test(segment) ? `%${segment}` : segment;
}

/**
 * What a path stands for; one slash at its end counts for nothing. `undefined` for a path that no key has, such as one with
 * an empty segment: two paths of one object would be two documents, each unaware of what the other saves.
 */
export function placeOf(path: string): FilePlace | undefined {
  if (path === '' || path === '/') return { kind: 'connection' };
  const [first, ...names] = path.replace(/\/$/, '').split('/');
  const segments = names.map(segmentOf);
  const [space, ...rest] = segments;
  if (first !== '' || !space || segments.includes(undefined)) return undefined;
  return rest.length === 0 ? { kind: 'space', space } : { kind: 'key', space, key: rest.join('/') };
}

/** The way back; `undefined` for a name that stands for none. */
function segmentOf(name: string): string | undefined {
  if (!name.startsWith('%')) return /^\.{0,2}$/.test(name) ? undefined : name;
  const segment = name.slice(1);
  return nameOfSegment(segment) === name ? segment : undefined;
}
