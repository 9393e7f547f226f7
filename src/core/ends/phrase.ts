import { evenText } from '../durationWords.ts';

/** A text from which one part after the other is taken, wherever it stands; what is left over nobody understood. */
export interface Phrase {
  /** What is left, with single spaces. */
  readonly rest: string;
  take(pattern: RegExp): RegExpExecArray | undefined;
}

export function createPhrase(text: string): Phrase {
  let rest = evenPhrase(text);
  return {
    get rest() {
      return rest;
    },
    take(pattern) {
      const found = pattern.exec(rest);
      if (found === null) return undefined;
      const [from, to] = [found.index, found.index + found[0].length];
      rest = spaced(`${rest.slice(0, from)} ${rest.slice(to)}`);
      return found;
    },
  };
}

/** In one form: one case, width, apostrophe and minus; single spaces for commas and brackets. */
export function evenPhrase(text: string): string {
  return spaced(
    evenText(text)
      .replace(/[’‘]/g, "'")
      .replace(/−/g, '-')
      .replace(/[(),;、]/g, ' '),
  );
}

/** Of the writings that put spaces between words: a word ends where none of these follows. */
const LETTER = '[\\p{sc=Latin}\\p{sc=Cyrillic}\\p{sc=Greek}]';
export const NO_LETTER_BEFORE = `(?<!${LETTER})`;
export const NO_LETTER_AFTER = `(?!${LETTER})`;

/** One of these words, standing alone. The longest first: `day after tomorrow` is not `day`. */
export function anyOf(words: Iterable<string>): string {
  const longestFirst = [...new Set(words)].filter((word) => word !== '').sort((a, b) => b.length - a.length);
  const alone = longestFirst.map((word) => escaped(word) + (word.endsWith("'") ? '' : NO_LETTER_AFTER));
  return `${NO_LETTER_BEFORE}(?:${alone.join('|')})`;
}

/** @param pattern with no letter right before or after it */
export function word(pattern: string): RegExp {
  return new RegExp(`${NO_LETTER_BEFORE}(?:${pattern})${NO_LETTER_AFTER}`, 'u');
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
