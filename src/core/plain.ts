import { expression } from './expression.ts';

/** Controls, bidi and other format characters, line separators, lone surrogates, all that is drawn as nothing. */
const INVISIBLE = expression(
  String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]`,
  'gu',
);
/** The joiner and the emoji selector, where they do hold an emoji together. */
const IN_EMOJI = expression(
  String.raw`(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|[0-9#*]|\ufe0f)$`,
  'u',
);

/** Most names: nothing in them is markup, or hidden. */
const HARMLESS = /^[\w .,/-]*$/;

/** A zero-width character that parts what the editor would read as markup; drawn as nothing. */
const PART = '\u200b';

/**
 * A name from the store as text that the editor shows and never interprets. VS Code renders `[x](command:…)` in
 * messages as a link and `$(icon)` in labels as an icon, so both are parted by a zero-width space; control, bidi and
 * invisible characters become visible (`␊`, `⟨U+202E⟩`); what is longer than `max` characters keeps its two ends. What went
 * through here already stays as it is: a message that names an object may become a part of another one.
 *
 * Every name, header or server's message that reaches a notification, dialog, QuickPick, tree label or tooltip goes
 * through here. Not for text that is copied.
 */
export function plain(text: string, max = 80): string {
  if (text.length <= max && HARMLESS.test(text)) return text;
  return shorten(text, max)
    .replace(INVISIBLE(), (character, at: number, whole: string) =>
      character === PART && isOurs(whole, at) ? character : spell(character, at, whole),
    )
    .replace(/\]\(/g, `]${PART}(`)
    .replace(/\$\(/g, `$${PART}(`)
    .replace(/<(?=[a-z!/])/gi, `<${PART}`)
    .replace(/(https?|command|vscode|file|mailto):/gi, `$1${PART}:`);
}

/** With control, bidi and invisible characters spelled, as `plain` does, for text that leaves the editor. */
export function visible(text: string): string {
  return text.replace(INVISIBLE(), spell);
}

/** Whether what follows parts the same as `plain` does. */
function isOurs(whole: string, at: number): boolean {
  const [before, after] = [whole.slice(Math.max(0, at - 7), at), whole[at + 1] ?? ''];
  if (after === '(') return /[\]$]$/.test(before);
  if (after === ':') return /(?:https?|command|vscode|file|mailto)$/i.test(before);
  return before.endsWith('<') && /[a-z!/]/i.test(after);
}

function spell(character: string, at: number, whole: string): string {
  const code = character.codePointAt(0) ?? 0;
  if ((code === 0x200d || code === 0xfe0f) && IN_EMOJI().test(whole.slice(Math.max(0, at - 2), at)))
    return character;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
}

/** Cuts in the middle, between whole characters: both ends of a key tell it apart. */
function shorten(text: string, max: number): string {
  // A character is at most two code units: what is short in units is short in characters.
  if (text.length <= max) return text;
  const characters = Array.from(text);
  if (characters.length <= max) return text;
  const tail = Math.floor((max - 1) / 2);
  return `${characters.slice(0, max - 1 - tail).join('')}…${characters.slice(characters.length - tail).join('')}`;
}
