import { once } from './core/once.ts';

/** The files of `dist/` as a worker host can have them: it loads one by itself, and knows no other. */
export interface Parts {
  /** Reads a part ahead, so that its first use works offline too. */
  fetch(name: string): void;
  /** `name`: of a file in `dist/`, without `.js`. */
  load<T>(name: string): Promise<T>;
}

export interface PartsDeps {
  /** The text of a file in `dist/`. */
  readText(file: string): Promise<string>;
  /** What the editor has for its extensions: the module `vscode`. */
  readonly editor: unknown;
}

/** The files that a part requires, at once or on first use, as `esbuild.parts.js` writes them into its first line. */
const NEEDS = /^\/\*needs (.*?)\*\//;

/**
 * Does with further files what the editor itself does with the first one (extHostExtensionService.ts of its worker): reads
 * them as text and runs them as functions of CommonJS. They are the very files that the desktop requires.
 */
export function createParts({ readText, editor }: PartsDeps): Parts {
  const texts = new Map<string, string>();
  const modules = new Map<string, { exports: unknown }>();
  const reads = new Map<string, () => Promise<string>>();

  const textOf = (file: string): Promise<string> => {
    const read = reads.get(file) ?? once(() => readText(file));
    reads.set(file, read);
    return read();
  };
  /** All that it needs, too: a part needs what it loads on first use, which needs the part. */
  const read = async (file: string, found = new Set([file])): Promise<void> => {
    const text = await textOf(file);
    const needs = (NEEDS.exec(text)?.[1]?.split(' ') ?? []).filter((need) => !found.has(need));
    for (const need of needs) found.add(need);
    await Promise.all(needs.map((need) => read(need, found)));
    texts.set(file, text);
  };
  const evaluate = (file: string): unknown => {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const text = texts.get(file);
    if (text === undefined) throw new Error(`A browser has no ${file}.`);
    const module = { exports: {} as unknown };
    // Before it runs, as files may require each other.
    modules.set(file, module);
    const require = (name: string) => (name === 'vscode' ? editor : evaluate(name.replace(/^\.\//, '')));
    new Function('module', 'exports', 'require', text)(module, module.exports, require);
    return module.exports;
  };

  return {
    // What fails now is tried, and told of, again with the first use.
    fetch: (name) => void read(`${name}.js`).catch(() => undefined),
    load: async <T>(name: string) => {
      await read(`${name}.js`);
      return evaluate(`${name}.js`) as T;
    },
  };
}
