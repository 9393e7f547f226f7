// The texts that the sources ask for, as they stand there.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { top } from './bootstrap.mjs';

/** Each `t(` of a file with what follows. */
export function callsOf(source: string): string[] {
  return [...source.matchAll(/(?<![\w$.'"`])t\(\s*/g)].map(({ 0: call, index }) =>
    source.slice(index + call.length),
  );
}

/** The text of a call's first argument where that is one literal. */
export function literalOf(call: string): string | undefined {
  const [, single, double] = /^(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")\s*[,)]/.exec(call) ?? [];
  return (single ?? double)?.replace(/\\(.)/g, '$1');
}

/** Every text of `src/`: what a package can be asked for, also where `npm run l10n` was not run since. */
export function sourceTexts(): ReadonlySet<string> {
  const src = join(top, 'src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const calls = files.flatMap((name) => callsOf(readFileSync(join(src, name), 'utf8')));
  return new Set(calls.flatMap((call) => literalOf(call) ?? []));
}
