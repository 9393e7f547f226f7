/** Keys that do in our trees what they do in every list of files: rename, open, open to the side, delete, cut, copy, paste. With those of macOS. */
export const usualKeys: ReadonlySet<string> = new Set([
  ...['f2', 'enter', 'ctrl+enter', 'delete', 'cmd+backspace'],
  ...['x', 'c', 'v'].flatMap((letter) => [`ctrl+${letter}`, `cmd+${letter}`]),
]);
