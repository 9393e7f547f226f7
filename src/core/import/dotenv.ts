import { linesOf } from './lines.ts';

/** One assignment: in quotes of three kinds, which may hold line breaks, or bare to the end of the line. */
const ASSIGNMENT =
  /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*=[ \t]*(?:'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|`([^`]*)`|([^\n]*))/gm;

/**
 * The variables of a `.env` file, where shells and the libraries that load it agree: single quotes and backticks keep all
 * as it is, double quotes know `\n`, `\r`, `\"`, `\\`, `\$`, a bare value ends before a `#` that follows white space. A
 * value that is nothing but `$NAME` or `${NAME}`, not in single quotes, is that earlier variable's.
 */
export function readDotEnv(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const put = (name: string, value: string) => {
    const [, braced, other = braced] = /^\$(?:\{(\w+)\}|(\w+))$/.exec(value) ?? [];
    values.set(name, other === undefined ? value : (values.get(other) ?? ''));
  };
  for (const [, name = '', single, double, back, bare = ''] of linesOf(text)
    .join('\n')
    .matchAll(ASSIGNMENT)) {
    const literal = single ?? back;
    if (literal !== undefined) values.set(name, literal);
    else put(name, double === undefined ? (bare.split(/(?:^|\s)#/)[0]?.trim() ?? '') : unescaped(double));
  }
  return values;
}

function unescaped(text: string): string {
  return text.replace(/\\([nr"\\$`])/g, (_all, letter: string) =>
    letter === 'n' ? '\n' : letter === 'r' ? '\r' : letter,
  );
}
