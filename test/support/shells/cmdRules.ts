import assert from 'node:assert/strict';

export type CmdMode = 'prompt' | 'batch';

/**
 * What cmd makes of a line that runs one program, with delayed expansion off: phases 1 and 2 of the description by
 * dbenham and jeb ("How does the Windows Command Interpreter (CMD.EXE) parse scripts?", answer 4095133 of Stack
 * Overflow), which they found by experiment. Anything that is not one program's line throws.
 * @returns the line as the program gets it, without its name
 */
export function readCmd(line: string, mode: CmdMode, env: Readonly<Record<string, string>> = {}): string {
  const text = expandPercents(line, mode, new Map(Object.entries(env).map(([k, v]) => [k.toUpperCase(), v])));
  const raw = readSpecials(mode === 'batch' ? text.replace(/^@/, '') : text);
  const program = /^[a-z]+\.exe(?: |$)/.exec(raw)?.[0];
  assert.ok(program, `no program: ${raw}`);
  return raw.slice(program.length);
}

/** Phase 1, which knows neither quotes nor carets. */
function expandPercents(line: string, mode: CmdMode, env: ReadonlyMap<string, string>): string {
  let out = '';
  let at = 0;
  while (at < line.length) {
    if (line[at] !== '%') {
      out += line[at++];
      continue;
    }
    const { text, length } = expandPercent(line.slice(at), mode, env);
    out += text;
    at += length;
  }
  return out;
}

/** From a percent sign on. */
function expandPercent(
  rest: string,
  mode: CmdMode,
  env: ReadonlyMap<string, string>,
): { text: string; length: number } {
  if (mode === 'batch') {
    if (rest.startsWith('%%')) return { text: '%', length: 2 };
    // The batch file was called without arguments.
    const argument = /^%(?:\*|[0-9])/.exec(rest)?.[0];
    if (argument) return { text: '', length: argument.length };
  }
  const [name = '', variable = '', edit] = /^%([^%:]*)(?::([^%]*))?%/.exec(rest) ?? [];
  const value = env.get(variable.toUpperCase());
  if (name !== '' && value !== undefined) return { text: edited(value, edit), length: name.length };
  // A name with a colon in it is one too, where a variable is called so.
  const [whole = '', whichever = ''] = /^%([^%]*)%/.exec(rest) ?? [];
  const found = env.get(whichever.toUpperCase());
  if (whole !== '' && found !== undefined) return { text: found, length: whole.length };
  // What is not a variable's name stays, at the prompt; in a batch file it goes.
  return mode === 'prompt' || whole === ''
    ? { text: mode === 'prompt' ? '%' : '', length: 1 }
    : { text: '', length: whole.length };
}

/** `%NAME:from=to%` and `%NAME:~start,length%`: near enough, as our commands must never get here. */
function edited(value: string, edit: string | undefined): string {
  if (edit === undefined) return value;
  return /^~|=/.test(edit) ? `[${value} edited by ${edit}]` : `[${value}:${edit}]`;
}

/** Phase 2: carets and quotes, and the characters that end or redirect a command. */
function readSpecials(line: string): string {
  let out = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const c = line[at] ?? '';
    if (c === '"') quoted = !quoted;
    else if (c === '\n' || c === '\r') assert.fail('the line ends in a word');
    else if (!quoted && c === '^') {
      const next = /^\^(?:\r?\n)?([\s\S]?)/.exec(line.slice(at));
      // A caret at the end of a line takes the line's end away, and what comes next is text.
      out += next?.[1] ?? '';
      at += (next?.[0].length ?? 1) - 1;
      continue;
    } else if (!quoted && /[&|<>()]/.test(c)) assert.fail(`an operator in: ${line}`);
    out += c;
  }
  return out;
}
