/** How far keys go together: the folder that all are in, with its slash; `''` where there is none. */
export function commonFolder(keys: readonly string[]): string {
  const [first = '', ...others] = keys;
  let folder = first.slice(0, first.lastIndexOf('/', first.length - 2) + 1);
  for (const key of others) {
    while (!key.startsWith(folder) || key === folder)
      folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  }
  return folder;
}
