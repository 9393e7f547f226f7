import type { Shell } from './quoting/shell.ts';

/**
 * curl's own configuration file in the place of a shell: what a command line would say, for `curl --config -`, so that
 * no list of processes shows it. Options without a value stand alone; in a value's quotes, `\` takes their meaning from
 * `"`, `\` and the letters t, n, r and v (curl's manual, `--config`). No word may hold NUL.
 */
export function curlConfig(system: Shell['system']): Shell {
  const command = (words: readonly string[]) => linesOf(words.slice(1)).join('');
  return {
    id: 'unix',
    system,
    quote,
    command,
    multiline: (lines) => command(lines.flat()),
    comment: () => undefined,
  };
}

const FLAGS: ReadonlySet<string> = new Set(['--fail-with-body', '--globoff', '--path-as-is']);

function linesOf([word, ...rest]: readonly string[]): string[] {
  if (word === undefined) return [];
  if (!word.startsWith('--')) return [`url = ${quote(word)}\n`, ...linesOf(rest)];
  if (FLAGS.has(word)) return [`${word.slice(2)}\n`, ...linesOf(rest)];
  const [value = '', ...others] = rest;
  return [`${word.slice(2)} = ${quote(value)}\n`, ...linesOf(others)];
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\v': '\\v' };

function quote(word: string): string {
  return `"${word.replace(/["\\\t\n\r\v]/g, (character) => ESCAPES[character] ?? `\\${character}`)}"`;
}
