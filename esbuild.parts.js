// Few files of all that esbuild splits. It makes a chunk for every set of entry points that share something, dozens in
// all, and for an extension host each file costs more than what is in it. Here the chunks are gathered again: nothing is
// packed twice, and a part is one file beside those that several share.
const { basename, resolve } = require('node:path');
const esbuild = require('esbuild');

/**
 * @typedef {{ text: string, output: esbuild.Metafile['outputs'][string] }} Chunk an ES module as esbuild split it
 * @typedef {ReadonlyMap<string, Chunk>} Chunks by file name
 * @typedef {ReadonlyMap<string, string>} Homes for each chunk's file name the file that it goes to
 */

/**
 * Gathers the chunks of a build with `splitting` into CommonJS files, as extension hosts want them: an import of another
 * file becomes a `require`, on first use where it was dynamic. A chunk goes to the part that needs it, of several to the one
 * that is loaded before the others; where none is, to a shared file.
 * @param {object} options
 * @param {Readonly<Record<string, readonly string[]>>} options.shared names of shared files, each with parts: a chunk goes to
 *   the first file of a part that needs it, where there is none to what is loaded before all that need it
 * @param {{ root: string, entries: readonly string[], shared: string }} options.apart entry points that are loaded behind that
 *   root alone, in its host: what only they share goes to a file of their own, or to the root where that needs it
 * @param {esbuild.BuildOptions} options.finish how the files are written
 * @returns {esbuild.Plugin}
 */
function gatherParts({ shared, apart, finish }) {
  return {
    name: 'gather-parts',
    setup(build) {
      const { absWorkingDir = '.', outdir } = build.initialOptions;
      build.onEnd(async (result) => {
        if (result.errors.length > 0) return;
        const chunks = chunksOf(result);
        const homes = homesOf(chunks, { shared, apart });
        const exported = exportsBetween(chunks, homes);
        const names = [...new Set(homes.values())].sort();
        const files = await Promise.all(
          names.map((name) => write({ name, chunks, homes, exported }, finish)),
        );
        result.outputFiles = files.map(({ name, contents }) => ({
          path: resolve(absWorkingDir, outdir, name),
          contents,
        }));
        result.metafile.outputs = Object.fromEntries(files.map(({ name, output }) => [name, output]));
      });
    },
  };
}

/** The editor's module is used as it is: esbuild would copy its hundreds of properties for each file, a millisecond each. */
const EDITOR = /^import \* as (\w+) from "vscode";$/gm;
const REQUIRED = 'const $1 = require("vscode");';

/** @returns {Chunks} */
function chunksOf({ outputFiles, metafile }) {
  const texts = new Map(
    outputFiles.map(({ path, text }) => [basename(path), text.replace(EDITOR, REQUIRED)]),
  );
  return new Map(
    Object.entries(metafile.outputs).map(([path, output]) => {
      const imports = output.imports.map((each) => ({ ...each, path: basename(each.path) }));
      return [basename(path), { text: texts.get(basename(path)), output: { ...output, imports } }];
    }),
  );
}

/**
 * Parts are the entry points and what is imported on first use; each is a file. Another chunk goes, by those parts that need
 * it, to the first of these that there is:
 * 1. the one of them that is loaded before all others, as where it is the only one
 * 2. the shared file of those apart, where that root comes before all of them
 * 3. the first shared file in which one of them is named
 * 4. the part that is loaded last before all of them
 * @returns {Homes}
 */
function homesOf(chunks, { shared, apart }) {
  const parts = [...chunks.keys()].filter((name) => isPart(name, chunks));
  const users = new Map([...chunks.keys()].map((name) => [name, new Set()]));
  for (const part of parts) for (const name of neededAtOnce(chunks, part)) users.get(name).add(part);
  const loadedBefore = loadingOrder(chunks, { users, apart });
  const homeOf = (name) => {
    if (isPart(name, chunks)) return fileOf(name, chunks);
    const of = [...users.get(name)];
    const before = loadedBefore(of);
    const part = before.find((each) => of.includes(each));
    if (part !== undefined) return fileOf(part, chunks);
    if (before.includes(`${apart.root}.js`)) return `${apart.shared}.js`;
    const files = of.map((user) => fileOf(user, chunks));
    const found = Object.entries(shared).find(([, names]) =>
      names.some((each) => files.includes(`${each}.js`)),
    );
    if (found !== undefined) return `${found[0]}.js`;
    if (before[0] === undefined) throw new Error(`No shared file is for what ${files.join(' and ')} share`);
    return fileOf(before[0], chunks);
  };
  return new Map([...chunks.keys()].map((name) => [name, homeOf(name)]));
}

/** The chunk and, recursively, what it imports other than on first use. */
function neededAtOnce(chunks, name) {
  const found = new Set([name]);
  for (const each of found) {
    for (const { path, kind } of chunks.get(each).output.imports) {
      if (kind === 'import-statement' && chunks.has(path)) found.add(path);
    }
  }
  return found;
}

/**
 * Tells of some parts which ones are certainly loaded when any of them is, the latest first. Other entry points than those
 * apart may come in any order.
 */
function loadingOrder(chunks, { users, apart }) {
  const known = new Map();
  const importersOf = (part) => {
    const names = [...chunks.keys()].filter((name) => importsLater(chunks, name, part));
    return names.flatMap((name) => [...users.get(name)]);
  };
  /** The part and what is loaded before it. */
  const chainOf = (part) => {
    if (known.has(part)) return known.get(part);
    // Meanwhile: parts may load each other.
    known.set(part, [part]);
    const isApart = apart.entries.some((entry) => `${entry}.js` === part);
    const before = isApart ? [`${apart.root}.js`] : isEntry(part) ? [] : importersOf(part);
    known.set(part, [part, ...commonOf(before.map(chainOf))]);
    return known.get(part);
  };
  return (parts) => commonOf(parts.map(chainOf));
}

const isPart = (name, chunks) => chunks.get(name).output.entryPoint !== undefined;

/** What esbuild was asked to start from keeps its name; it names by a hash what it found to be imported on first use. */
const isEntry = (part) => !part.startsWith('split-');

function importsLater(chunks, name, part) {
  return chunks.get(name).output.imports.some(({ path, kind }) => kind === 'dynamic-import' && path === part);
}

/** What is in every list, in the order of the first. */
function commonOf([first = [], ...others]) {
  return first.filter((each) => others.every((list) => list.includes(each)));
}

/** `src/vscode/pages/qr.ts` is `vscode-pages-qr.js`. */
function fileOf(part, chunks) {
  if (isEntry(part)) return part;
  return `${chunks
    .get(part)
    .output.entryPoint.replace(/^src\//, '')
    .replace(/\.ts$/, '')
    .replaceAll('/', '-')}.js`;
}

/** Imported names as esbuild writes them into its chunks. */
const IMPORTED = /^import \{([^}]*)\} from "\.\/([^"]+)";$/gm;

/**
 * What of a chunk other files need: the names that it exports, each with the short one that its file has for it. A part's
 * own are the same in its file.
 * @returns {ReadonlyMap<string, ReadonlyMap<string, string>>} by the chunk's file name
 */
function exportsBetween(chunks, homes) {
  const exported = new Map([...chunks.keys()].map((name) => [name, new Map()]));
  const counts = new Map();
  const shorten = (home) => {
    const count = counts.get(home) ?? 0;
    counts.set(home, count + 1);
    return `$${count.toString(36)}`;
  };
  for (const [importer, { text }] of chunks) {
    for (const { name, names } of importedBy(text)) {
      if (!chunks.has(name) || homes.get(name) === homes.get(importer)) continue;
      const known = exported.get(name);
      for (const each of names.filter((one) => !known.has(one)))
        known.set(each, isPart(name, chunks) ? each : shorten(homes.get(name)));
    }
  }
  return exported;
}

function importedBy(text) {
  return [...text.matchAll(IMPORTED)].map(([, list, name]) => ({
    name,
    names: list.split(',').map((each) => each.trim().split(' as ')[0]),
  }));
}

/** Bundles the chunks of one file. */
async function write({ name, chunks, homes, exported }, finish) {
  const own = [...chunks.keys()].filter((each) => homes.get(each) === name);
  const { texts, taken } = requiring({ own, chunks, homes, exported });
  const given = own.flatMap((each) =>
    isPart(each, chunks)
      ? chunks.get(each).output.exports.map((name) => ({ each, name, as: name }))
      : [...exported.get(each)].map(([name, as]) => ({ each, name, as })),
  );
  const entry = given.map(({ each, name, as }) => `import { ${name} as ${as} } from './${each}';`);
  entry.push(`module.exports = { ${given.map(({ as }) => as)} };`);
  const { outputFiles, metafile } = await esbuild.build({
    ...finish,
    stdin: { contents: entry.join('\n'), resolveDir: __dirname, sourcefile: name },
    bundle: true,
    format: 'cjs',
    write: false,
    metafile: true,
    logOverride: { 'commonjs-variable-in-esm': 'silent' },
    plugins: [betweenFiles(texts, taken)],
  });
  const [output] = Object.values(metafile.outputs);
  const imports = output.imports.map(({ path }) => ({
    path,
    kind: path.startsWith('./') && !taken.has(basename(path)) ? 'dynamic-import' : 'import-statement',
    external: ![...homes.values()].includes(basename(path)),
  }));
  const inputs = Object.assign({}, ...own.map((each) => chunks.get(each).output.inputs));
  // For those who can't require (`src/webParts.ts`), with what is required on first use: it is read ahead, too.
  const needs = new Set(imports.filter(({ external }) => !external).map(({ path }) => basename(path)));
  const banner = needs.size > 0 ? `/*needs ${[...needs].join(' ')}*/` : '';
  const contents = Buffer.from(banner + outputFiles[0].text);
  return { name, contents, output: { ...output, imports, inputs, bytes: contents.length } };
}

/** A chunk that is imported for what it might do by being loaded: none here does anything. */
const BARE = /^import "\.\/[^"]+";$/gm;
const ON_FIRST_USE = /\bimport\("\.\/([^"]+)"\)/g;

/**
 * A file's chunks, which import from other files by those files' own names and require them on first use.
 * @returns {{ texts: ReadonlyMap<string, string>, taken: ReadonlyMap<string, ReadonlySet<string>> }} by the chunk's file name,
 *   and what they import at once by the other file's
 */
function requiring({ own, chunks, homes, exported }) {
  const taken = new Map();
  const fromFile = (whole, list, name) => {
    if (!chunks.has(name) || own.includes(name)) return whole;
    const home = homes.get(name);
    if (!taken.has(home)) taken.set(home, new Set());
    const names = list.split(',').map((each) => {
      const [given, local = given] = each.trim().split(' as ');
      const short = exported.get(name).get(given);
      taken.get(home).add(short);
      return `${short} as ${local}`;
    });
    // Its source map counts lines.
    return `import {${names}} from "./${home}";${'\n'.repeat(list.split('\n').length - 1)}`;
  };
  const onFirstUse = (_, name) => `Promise.resolve().then(() => require("./${homes.get(name) ?? name}"))`;
  const texts = own.map((each) => {
    const { text } = chunks.get(each);
    return [each, text.replace(IMPORTED, fromFile).replace(BARE, '').replace(ON_FIRST_USE, onFirstUse)];
  });
  return { texts: new Map(texts), taken };
}

/** What is imported from another file is taken out of it when this one is loaded: files do not import each other in a circle. */
function betweenFiles(texts, taken) {
  return {
    name: 'between-files',
    setup(build) {
      build.onResolve({ filter: /^\.\// }, ({ path, kind }) => {
        if (kind === 'require-call') return { path, external: true };
        const name = basename(path);
        return texts.has(name)
          ? { path: name, namespace: 'chunk' }
          : { path: name, namespace: 'elsewhere', sideEffects: false };
      });
      build.onLoad({ filter: /./, namespace: 'chunk' }, ({ path }) => ({ contents: texts.get(path) }));
      build.onLoad({ filter: /./, namespace: 'elsewhere' }, ({ path }) => ({
        contents: `export const {${[...taken.get(path)]}} = require("./${path}");`,
      }));
    },
  };
}

module.exports = { gatherParts };
