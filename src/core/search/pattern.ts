/**
 * What one step of a pattern takes. `star` stays in one folder, `stars` does not; `folders` (a whole `**` between slashes) is a slash
 * with what stands before it, or nothing.
 */
type Step =
  | { readonly takes: 'one'; readonly character: string }
  | { readonly takes: 'any' | 'star' | 'stars' | 'folders' }
  | { readonly takes: 'class'; readonly isNegated: boolean; readonly ranges: readonly Range[] };
type Range = readonly [from: number, to: number];

/** Whether the words are a pattern: they hold `*` or `?`, or `[` with its end. */
export function isPattern(words: string): boolean {
  return /[*?]/.test(words) || classAt(words, words.indexOf('[')) !== undefined;
}

/**
 * Whether a path ends as the pattern says, from the beginning of a name in it. Goes through the path once, from its end, with all
 * the steps at which it may be: never longer than their product, whatever is in either.
 */
export function patternMatcher(pattern: string): (path: string) => boolean {
  const steps = stepsOf(pattern).reverse();
  return (path) => {
    let at = new Set<number>();
    enter(steps, at, 0);
    for (let end = path.length; at.size > 0; ) {
      const isBeginning = end === 0 || path[end - 1] === '/';
      if (isBeginning && at.has(steps.length)) return true;
      if (end === 0) return false;
      const character = characterBefore(path, end);
      at = behind(steps, at, character);
      end -= character.length;
    }
    return false;
  };
}

/** Where it may be once the character is taken. */
function behind(steps: readonly Step[], now: ReadonlySet<number>, character: string): Set<number> {
  const next = new Set<number>();
  for (const at of now) {
    const step = steps[at];
    if (step === undefined || !takes(step, character)) continue;
    enter(steps, next, step.takes === 'star' || step.takes === 'stars' ? at : at + 1);
  }
  return next;
}

/** With all the steps that may be left out from there. */
function enter(steps: readonly Step[], into: Set<number>, at: number): void {
  if (into.has(at)) return;
  into.add(at);
  const kind = steps[at]?.takes;
  if (kind === 'star' || kind === 'stars') enter(steps, into, at + 1);
  // The slash, and what may stand before it.
  if (kind === 'folders') enter(steps, into, at + 2);
}

function takes(step: Step, character: string): boolean {
  if (step.takes === 'one') return step.character === character;
  if (step.takes === 'stars') return true;
  if (step.takes === 'folders') return character === '/';
  if (character === '/') return false;
  if (step.takes !== 'class') return true;
  const code = character.codePointAt(0) ?? 0;
  return step.ranges.some(([from, to]) => from <= code && code <= to) !== step.isNegated;
}

function characterBefore(text: string, end: number): string {
  const isPair = /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(0, end - 2), end));
  return text.slice(end - (isPair ? 2 : 1), end);
}

function stepsOf(pattern: string): Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; ) {
    const read = starsAt(pattern, at) ?? classAt(pattern, at) ?? characterAt(pattern, at);
    steps.push(...read.steps);
    at = read.end;
  }
  return steps;
}

interface Read {
  readonly steps: readonly Step[];
  /** Where what follows begins. */
  readonly end: number;
}

function starsAt(pattern: string, at: number): Read | undefined {
  let end = at;
  while (pattern[end] === '*') end++;
  if (end === at) return undefined;
  if (end === at + 1) return { steps: [{ takes: 'star' }], end };
  const isWhole = (at === 0 || pattern[at - 1] === '/') && pattern[end] === '/';
  if (isWhole) return { steps: [{ takes: 'stars' }, { takes: 'folders' }], end: end + 1 };
  return { steps: [{ takes: 'stars' }], end };
}

function characterAt(pattern: string, at: number): Read {
  const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
  const step: Step = character === '?' ? { takes: 'any' } : { takes: 'one', character };
  return { steps: [step], end: at + character.length };
}

/** `[a-z]`, `[!a-z]`, `[^a-z]`; a `]` right at the beginning is one of those in it. `undefined`: none begins there. */
function classAt(pattern: string, at: number): Read | undefined {
  if (at < 0 || pattern[at] !== '[') return undefined;
  const isNegated = /^[!^]$/.test(pattern[at + 1] ?? '');
  const from = at + (isNegated ? 2 : 1);
  const close = pattern.indexOf(']', from + 1);
  if (close < 0) return undefined;
  const characters = Array.from(pattern.slice(from, close), (each) => each.codePointAt(0) ?? 0);
  return { steps: [{ takes: 'class', isNegated, ranges: rangesOf(characters) }], end: close + 1 };
}

function rangesOf(characters: readonly number[]): readonly Range[] {
  const ranges: Range[] = [];
  const dash = 0x2d;
  for (let at = 0; at < characters.length; at++) {
    const from = characters[at] ?? 0;
    const to = characters[at + 1] === dash ? characters[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  return ranges;
}
