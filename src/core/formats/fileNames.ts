import { byteLength, defaultFileName, lastSegment } from '../keyRules.ts';

/** Whose rules a file's name has to keep: Unix allows all but `/` and NUL. */
export type FileSystem = 'unix' | 'windows';

/** No file system's names are longer; some room is left for a number, or a program's own ending. */
const MAX_BYTES = 240;

/** What Windows keeps for devices, with any ending (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;

/**
 * The name as a legal one there: what it may not hold becomes `_`; `file` where nothing is left. On Windows, where the
 * ending decides what opens a file, no character turns the direction of reading either.
 */
export function legalFileName(wished: string, system: FileSystem): string {
  const name = shorten(defaultFileName(lastSegment(wished.replaceAll('\0', '_'))));
  if (system === 'unix') return name;
  const legal = name
    .replace(/[<>:"\\|?*\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, '_')
    .replace(/[. ]+$/, (end) => '_'.repeat(end.length))
    .replace(DEVICE, '$&_');
  return legal === '' ? 'file' : legal;
}

/**
 * The names, each different from all before it: `a.txt`, `a (2).txt`. Names that differ in case or in how an accent is
 * composed alone are the same to macOS and Windows. Suffixes rather than folders: nothing that a receiver pastes makes
 * those, and a key's folders are a stranger's words.
 */
export function distinctNames(names: readonly string[]): readonly string[] {
  return names.map(distinctly());
}

/** The same for names that come one after the other. `identityOf`: what two names that are the same share. */
export function distinctly(identityOf = foldedIdentity): (name: string) => string {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return (name) => {
    let candidate = name;
    const own = identityOf(name);
    while (taken.has(identityOf(candidate))) {
      const number = (next.get(own) ?? 1) + 1;
      next.set(own, number);
      candidate = numbered(name, number);
    }
    taken.add(identityOf(candidate));
    return candidate;
  };
}

function foldedIdentity(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** `a (2).txt` */
export function numbered(name: string, number: number): string {
  const [stem, ending] = parted(name);
  return `${stem} (${number})${ending}`;
}

/** The ending with its dot, also a double one (`.tar.gz`); a name that begins with a dot has no other stem. */
function parted(name: string): readonly [stem: string, ending: string] {
  const ending = /(?<=.)(?:\.tar)?\.[^. ]{1,12}$/u.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - ending.length), ending];
}

/** Cut in front of its ending, between whole characters. */
export function shorten(name: string): string {
  if (byteLength(name) <= MAX_BYTES) return name;
  const [stem, ending] = parted(name);
  let room = MAX_BYTES - byteLength(ending);
  let kept = '';
  for (const character of stem) {
    room -= byteLength(character);
    if (room < 0) break;
    kept += character;
  }
  return kept + ending;
}
