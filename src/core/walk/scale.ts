import { commonBeginning, compareKeys } from './keyOrder.ts';

/** What is known of a page that was read. */
export interface Sample {
  readonly first: string;
  readonly last: string;
  readonly count: number;
  /** Some of the characters where its keys begin to differ. */
  readonly characters: ReadonlySet<string>;
}

const LOOKED_AT = 64;

/** @param keys at least one, in order */
export function sampleOf(keys: readonly { readonly key: string }[]): Sample {
  const first = keys[0]?.key ?? '';
  const last = keys.at(-1)?.key ?? '';
  const { length } = commonBeginning(first, last);
  const characters = new Set<string>();
  const step = Math.max(1, Math.floor(keys.length / LOOKED_AT));
  for (let at = 0; at < keys.length; at += step) {
    const [one, two] = (keys[at]?.key ?? '').slice(length, length + 4);
    if (one !== undefined) characters.add(one);
    if (two !== undefined) characters.add(two);
  }
  return { first, last, count: keys.length, characters };
}

/** Keys as numbers, as if each character after a common beginning were a digit. A guess, but the only one there is. */
export class Scale {
  readonly #beginning: string;
  readonly #digits: readonly string[];
  readonly #valueOfDigit: ReadonlyMap<string, number>;

  constructor(beginning: string, characters: Iterable<string>) {
    this.#beginning = beginning;
    this.#digits = completed(characters);
    this.#valueOfDigit = new Map(this.#digits.map((digit, index) => [digit, index]));
  }

  get isEmpty(): boolean {
    return this.#digits.length === 0;
  }

  /** Its digits are few of those that there are, ever further apart. */
  get isSparse(): boolean {
    return (this.#digits.at(-1) ?? '') >= FIRST_OF_OTHERS;
  }

  has(character: string): boolean {
    return this.#valueOfDigit.has(character);
  }

  /** 0 up to 1 */
  valueOf(key: string): number {
    if (!key.startsWith(this.#beginning)) return compareKeys(key, this.#beginning) < 0 ? 0 : 1;
    let value = 0;
    let unit = 1;
    for (const character of key.slice(this.#beginning.length, this.#beginning.length + DEEPEST)) {
      unit /= this.#digits.length;
      const known = this.#valueOfDigit.get(character);
      value += unit * (known ?? this.#digits.filter((digit) => compareKeys(digit, character) < 0).length);
      if (known === undefined) break;
    }
    return Math.min(value, 1);
  }

  /** The beginning of the keys of about this value, no longer than it takes to tell it from others that far off. */
  beginningAt(value: number, tolerance: number): string {
    let text = this.#beginning;
    let rest = value;
    for (let unit = 1, at = 0; unit > tolerance && at < DEEPEST; unit /= this.#digits.length, at++) {
      rest *= this.#digits.length;
      const digit = Math.min(Math.floor(rest), this.#digits.length - 1);
      text += this.#digits[digit] ?? '';
      rest -= digit;
    }
    return text;
  }
}

/** As many characters as a number can tell apart. */
const DEEPEST = 10;

const CLASSES = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/**
 * With the others that stand where these do, in order. None up to the slash: what they part is for a delimiter to show, and
 * they are all that a store has out of order that is a file system.
 */
function completed(characters: Iterable<string>): readonly string[] {
  const given = [...characters].filter((each) => each > '/');
  const all = new Set(given);
  const isHex = given.every((each) => !/[g-z]/i.test(each)) && given.some((each) => /\d/.test(each));
  for (const known of CLASSES) {
    if (!given.some((each) => known.includes(each))) continue;
    for (const each of isHex ? known.replace(/[g-z]/gi, '') : known) all.add(each);
  }
  return [...all].sort(compareKeys);
}

const FIRST_OF_OTHERS = '\u0080';
const SPREAD = 16;

/** Of a script of which a page shows only a few characters, some more: up to an edge, or else ever further off. */
export function moreOf(from: string, to: string | undefined): readonly string[] {
  const code = from.codePointAt(0) ?? 0;
  if (from < FIRST_OF_OTHERS) return [];
  const width = (to?.codePointAt(0) ?? 0) - code;
  return Array.from({ length: SPREAD }, (_, index) =>
    Math.round(code + (to === undefined ? 2 ** index : (width * index) / SPREAD)),
  )
    .filter((each) => each > code && each < 0x10fffd && !(each >= 0xd800 && each < 0xe000))
    .map((each) => String.fromCodePoint(each));
}
