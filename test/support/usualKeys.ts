/** Keys that do in our tree what they do in every list of files: rename, delete, cut, copy, paste. With those of macOS. */
export const usualKeys: ReadonlySet<string> = new Set([
  ...['f2', 'delete', 'cmd+backspace'],
  ...['x', 'c', 'v'].flatMap((letter) => [`ctrl+${letter}`, `cmd+${letter}`]),
]);
