import { distinctly } from '../formats/fileNames.ts';

/**
 * Free names beside the taken ones: `a (2).txt`. By whole keys or paths: what parts folders parts names here, too.
 * @param separator `/`, or `\` for a path of Windows
 */
export function keepBoth(taken: Iterable<string>, separator: string): (path: string) => string {
  const folders = new Map<string, (name: string) => string>();
  const add = (path: string) => {
    const cut = path.lastIndexOf(separator) + 1;
    const folder = path.slice(0, cut);
    const distinct = folders.get(folder) ?? distinctly((name) => name);
    folders.set(folder, distinct);
    return folder + distinct(path.slice(cut));
  };
  for (const path of taken) add(path);
  return add;
}
