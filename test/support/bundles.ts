// The bundles as `npm run build` makes them, in memory.
import { basename } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundles } from '../../esbuild.js';
import { top } from './bootstrap.mjs';

/** Files of `dist/` by name. */
export type Files = ReadonlyMap<string, Uint8Array>;

export interface Bundles {
  readonly files: Files;
  /** `main.js` and what it requires at once: all that is read before a person has done anything. */
  readonly atStart: readonly string[];
  /** The file and all that it requires at once. */
  requires(name: string): readonly string[];
  /** The source files in it, from the repository's top. */
  inputsOf(name: string): readonly string[];
}

/** Builds all of `dist/` (about half a second). */
export async function buildBundles(options: { production: boolean }): Promise<Bundles> {
  const results = await Promise.all(
    Object.values(bundles(options.production)).map((each) =>
      build({ ...each, absWorkingDir: top, write: false, metafile: true }),
    ),
  );
  const files = new Map<string, Uint8Array>();
  for (const { outputFiles } of results) {
    for (const { path, contents } of outputFiles) files.set(basename(path), contents);
  }
  const outputs = Object.assign({}, ...results.map(outputsOf));
  const requires = (name: string) => requiredAtOnce(outputs, name);
  const inputsOf = (name: string) => Object.keys(outputs[name]?.inputs ?? {});
  return { files, atStart: requires('main.js'), requires, inputsOf };
}

const outputsOf = ({ metafile }: { metafile: Metafile }) =>
  Object.fromEntries(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));

/** The file and, recursively, what it imports other than on first use. */
function requiredAtOnce(outputs: Metafile['outputs'], name: string): string[] {
  const found = new Set([name]);
  for (const each of found) {
    for (const { path, kind, external } of outputs[each]?.imports ?? []) {
      if (kind === 'import-statement' && !external) found.add(basename(path));
    }
  }
  return [...found];
}

/** Bytes of some of the files together. */
export function bytesOf(files: Files, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (files.get(name)?.length ?? Number.NaN), 0);
}
