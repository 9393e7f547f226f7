/** One line of the table: a number the project is held to, both sides measured in the same run. */
export interface BenchRow {
  readonly what: string;
  readonly against: string;
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** The event loop's delay is held to this. Milliseconds. */
const DELAY = 50;

export function delayRow(what: string, delay: number): BenchRow {
  return {
    what: `${what}: event-loop delay p99.9`,
    against: 'nothing',
    goal: `≤ ${milliseconds(DELAY)}`,
    measured: milliseconds(delay),
    isMet: delay <= DELAY,
  };
}

/** A Markdown table. */
export function tableOf(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ what, against, goal, measured, isMet }) =>
    line([what, against, goal, measured, isMet ? 'yes' : '**no**']),
  );
  return [line(['what', 'against', 'goal', 'measured', 'met']), line(Array(5).fill('---')), ...lines].join(
    '\n',
  );
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}

/** The same items in an order of chance. */
export function shuffled<T>(items: readonly T[]): T[] {
  const keyed = items.map((item) => ({ item, key: Math.random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 102.4) / 10} KB`;
