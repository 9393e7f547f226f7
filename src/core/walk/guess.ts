import { commonBeginning, compareKeys, endOf } from './keyOrder.ts';
import { moreOf, type Sample, Scale } from './scale.ts';

/** A part of a listing of which a page was read. */
export interface Ahead {
  /** The last key that was read. */
  readonly last: string;
  /** Nothing is wanted behind this; absent: all is. */
  readonly until?: string | undefined;
  /** What all that is ahead is thought to begin with. */
  readonly level: string;
  /** Something was found right behind `until`, so that there is likely something before it. */
  readonly isBounded: boolean;
  readonly sample: Sample;
}

/** How many keys are ahead, roughly; `Infinity` where nothing tells. */
export function keysAhead(ahead: Ahead): number {
  const { last, until, sample } = ahead;
  const scale = scaleOf(ahead);
  if (until === undefined || scale === undefined) return Number.POSITIVE_INFINITY;
  const at = scale.valueOf(last);
  const read = at - scale.valueOf(sample.first);
  return read > 0 ? (sample.count * (scale.valueOf(until) - at)) / read : Number.POSITIVE_INFINITY;
}

/** Where what is ahead could be divided into `count` + 1 parts; in order, maybe fewer, maybe none. */
export function guessBounds(ahead: Ahead, count: number): readonly string[] {
  const { last, until, isBounded } = ahead;
  const scale = scaleOf(ahead);
  if (scale === undefined) return [];
  const at = scale.valueOf(last);
  const width = (until === undefined ? 1 : scale.valueOf(until)) - at;
  const bounds: string[] = [];
  const isEven = isBounded || scale.isSparse;
  for (let part = 1; part <= count; part++) {
    // How far it goes is found out in one round if the parts are ever larger.
    const share = isEven ? part / (count + 1) : FURTHER ** (part - count - 1);
    const step = width * (isEven ? 1 / (count + 1) : share);
    const bound = endOf(scale.beginningAt(at + width * share, step / 8));
    const isAhead = compareKeys(bound, bounds.at(-1) ?? last) > 0;
    if (isAhead && (until === undefined || compareKeys(bound, until) < 0)) bounds.push(bound);
  }
  return bounds;
}

const FURTHER = 4;

function scaleOf(ahead: Ahead): Scale | undefined {
  const scale = scaleFor(ahead);
  return scale?.isEmpty ? undefined : scale;
}

function scaleFor({ last, until, level, isBounded, sample }: Ahead): Scale | undefined {
  const { characters } = sample;
  if (until !== undefined && isBounded) {
    const shared = commonBeginning(last, until);
    const [from, to] = [firstOf(last.slice(shared.length)), firstOf(until.slice(shared.length))];
    if (to !== LAST) return new Scale(shared, [...characters, from, to, ...moreOf(from, to)]);
  }
  // What all keys of the page have there, and is none of what they differ by, is a name and no number.
  const digits = new Scale('', characters);
  const { length } = commonBeginning(sample.first, sample.last);
  let beginning = level;
  for (const character of last.slice(level.length)) {
    if (beginning.length >= length || digits.has(character))
      return new Scale(beginning, [...characters, ...moreOf(character, undefined)]);
    beginning += character;
  }
  return undefined;
}

const LAST = endOf('');

function firstOf(text: string): string {
  const [character = ''] = text;
  return character;
}
