// Builds the bundles into `dist/`: for the desktop `main.js` and files that it requires on first use, for the browser
// `web.js` and files that it loads on first use.
const { readFileSync } = require('node:fs');
const { mkdir, readdir, rm, writeFile } = require('node:fs/promises');
const { basename, join } = require('node:path');
const esbuild = require('esbuild');

/**
 * The options of every build, by bundle. A build with them writes nothing.
 * @param {boolean} production minified, without source maps
 * @returns {Record<'desktop' | 'sdk' | 'web' | 'webParts', esbuild.BuildOptions>}
 */
function bundles(production) {
  const shared = {
    bundle: true,
    format: 'cjs',
    target: 'es2024',
    minify: production,
    sourcemap: production ? false : 'inline',
    legalComments: 'none',
    external: ['vscode'],
    outdir: 'dist',
    write: false,
    metafile: true,
    logLevel: 'warning',
  };
  const node = { ...shared, platform: 'node', supported: { 'dynamic-import': false } };
  return {
    desktop: {
      ...node,
      entryPoints: {
        main: 'src/extension.ts',
        later: 'src/laterOnDesktop.ts',
        sharing: 'src/sharing.ts',
        phrases: 'src/phrases.ts',
      },
      // esbuild splits only ES modules: the parts become CommonJS afterwards.
      format: 'esm',
      splitting: true,
      supported: {},
      chunkNames: 'shared-[hash]',
      plugins: [sdkOnFirstUse, partsToCommonJs(production)],
    },
    // Not split: its packages would fall into dozens of files.
    sdk: {
      ...node,
      entryPoints: { sdk: 'src/s3/sdk/sdk.ts' },
      // The SDK's ES modules: esbuild can leave out what isn't used, which its CommonJS files don't allow.
      mainFields: ['module', 'main'],
    },
    web: { ...shared, platform: 'browser', entryPoints: { web: 'src/extension.web.ts' } },
    webParts: {
      ...shared,
      platform: 'browser',
      entryPoints: { 'sharing.web': 'src/sharing.ts', 'phrases.web': 'src/phrases.ts' },
      plugins: [fromKernel],
    },
  };
}

/** A part of the browser's bundle takes the modules of `src/kernel.ts` from `web.js` (`src/webParts.ts` hands them out). */
const fromKernel = {
  name: 'from-kernel',
  setup(build) {
    const source = join(__dirname, 'src');
    const text = readFileSync(join(source, 'kernel.ts'), 'utf8');
    const names = [...text.matchAll(/^import \* as \w+ from '(.+)';$/gm)].map(([, name]) => name);
    const files = new Map(names.map((name) => [join(source, name), name]));
    build.onResolve({ filter: /^\.|^@vscode\/l10n$/ }, ({ path, resolveDir }) => {
      const name = path.startsWith('.') ? files.get(join(resolveDir, path)) : path;
      return name === undefined ? undefined : { path: `kernel:${name}`, external: true };
    });
  },
};

const sdkOnFirstUse = {
  name: 'sdk-on-first-use',
  setup(build) {
    build.onResolve({ filter: /s3\/sdk\/sdk\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './sdk.js', external: true } : undefined,
    );
  },
};

/** The extension host requires CommonJS: turns each part's imports into `require`, on first use where they were dynamic. */
function partsToCommonJs(production) {
  return {
    name: 'parts-to-commonjs',
    setup(build) {
      build.onEnd(async ({ outputFiles = [] }) => {
        for (const file of outputFiles) {
          const { code } = await esbuild.transform(file.text, {
            format: 'cjs',
            platform: 'node',
            target: 'es2024',
            minify: production,
            sourcemap: production ? false : 'inline',
            supported: { 'dynamic-import': false },
            legalComments: 'none',
          });
          file.contents = Buffer.from(code);
        }
      });
    },
  };
}

/** Writes what a build made, and removes the parts that an earlier one left. */
const toDisk = {
  name: 'to-disk',
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      const folder = join(__dirname, 'dist');
      await mkdir(folder, { recursive: true });
      await Promise.all(outputFiles.map(({ path, contents }) => writeFile(path, contents)));
      const names = new Set(outputFiles.map(({ path }) => basename(path)));
      if (!names.has('main.js')) return;
      const stale = (await readdir(folder)).filter(
        (name) => /^shared-.*\.js$/.test(name) && !names.has(name),
      );
      await Promise.all(stale.map((name) => rm(join(folder, name), { force: true })));
    });
  },
};

async function main() {
  const watch = process.argv.includes('--watch');
  const all = Object.values(bundles(process.argv.includes('--production')));
  const written = all.map((options) => ({ ...options, plugins: [...(options.plugins ?? []), toDisk] }));
  if (!watch) return Promise.all(written.map((options) => esbuild.build(options)));
  for (const options of written) await (await esbuild.context({ ...options, logLevel: 'info' })).watch();
}

module.exports = { bundles };

if (require.main === module) {
  main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
}
