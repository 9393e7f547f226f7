/** A file of the receiver's, with its folders where a folder was dropped. */
export interface GivenFile {
  readonly file: File;
  readonly path: string;
}

/**
 * What follows the drop box's prefix for a file: white space at the edges would be cut, control and direction
 * characters hide what a name is, and a backslash parts folders elsewhere. `''` where nothing can be stored under it.
 */
export function storedPath(path: string): string {
  const cleaned = path
    .normalize()
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\\\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '_')
    // A server would put the name of the form's file in its place.
    .replaceAll('$' + '{filename}', '_filename_')
    .split('/')
    .map((part) => part.trim());
  return cleaned.some((part) => /^\.{0,2}$/.test(part)) ? '' : cleaned.join('/');
}

/** With a number where the name was taken before. */
export function numbered(path: string, names: Set<string>): string {
  if (path === '') return path;
  const [, stem = '', extension = ''] = /^(.*?[^/])(\.[^./]*)?$/s.exec(path) ?? [];
  let name = path;
  for (let number = 2; names.has(name); number++) name = `${stem} (${number})${extension}`;
  names.add(name);
  return name;
}

/** All files of what was dropped, folders walked. The list is emptied once the event is over: it is read at once. */
export async function draggedFiles(transfer: DataTransfer): Promise<GivenFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  const files = [...transfer.files].map((file) => ({ file, path: file.name }));
  if (!entries.some((entry) => entry?.isDirectory)) return files;
  const found: GivenFile[] = [];
  for (const entry of entries) if (entry) await walkEntry(entry, found);
  return found;
}

export async function walkEntry(entry: FileSystemEntry, found: GivenFile[]): Promise<void> {
  const path = entry.fullPath.slice(1);
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ file, path });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A hundred at a time in Chromium; none is the end.
  for (;;) {
    const more = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (more.length === 0) return;
    for (const each of more) await walkEntry(each, found);
  }
}
