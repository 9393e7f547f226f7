// Builds the bundles into `dist/`: `main.js` for the desktop, `web.js` and `browser.js` for the browser, and files that both
// load on first use.
const { mkdir, readdir, rm, writeFile } = require('node:fs/promises');
const { basename, join } = require('node:path');
const esbuild = require('esbuild');
const { gatherParts } = require('./esbuild.parts.js');

/**
 * The options of every build, by bundle. A build with them writes nothing.
 * @param {boolean} production minified, without source maps
 * @returns {Record<'parts' | 'sdk' | 'web', esbuild.BuildOptions>}
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
  // One set of files for both hosts; what needs Node is in the desktop's own.
  const browser = { ...shared, platform: 'browser', external: ['vscode', 'node:*'] };
  return {
    parts: {
      ...browser,
      entryPoints: {
        main: 'src/extension.ts',
        browser: 'src/extension.web.ts',
        later: 'src/later.ts',
        laterOnDesktop: 'src/laterOnDesktop.ts',
        sharing: 'src/sharing.ts',
        objects: 'src/objects.ts',
        files: 'src/files.ts',
        transfers: 'src/transfers.ts',
        phrases: 'src/phrases.ts',
      },
      // esbuild splits only ES modules; they are minified once gathered.
      format: 'esm',
      minify: false,
      splitting: true,
      chunkNames: 'split-[hash]',
      plugins: [
        sdkOnFirstUse,
        phrasesAlone,
        gatherParts({
          shared: {
            start: ['main', 'browser'],
            common: ['later'],
            flows: ['sharing', 'objects', 'transfers', 'files'],
            inspecting: ['commands-inspect'],
          },
          apart: { root: 'main', entries: ['laterOnDesktop', 'transfers'], shared: 'desktop' },
          finish: browser,
        }),
      ],
    },
    // Not split: its packages would fall into dozens of files.
    sdk: {
      ...shared,
      platform: 'node',
      supported: { 'dynamic-import': false },
      entryPoints: { sdk: 'src/s3/sdk/presigners.ts' },
      // The SDK's ES modules: esbuild can leave out what isn't used, which its CommonJS files don't allow.
      mainFields: ['module', 'main'],
      plugins: [presignersAlone],
    },
    web: { ...browser, entryPoints: { web: 'src/web.ts' } },
  };
}

/**
 * Of the SDK's client the presigners need its rules for addresses (`src/s3/sdk/endpointRules.ts`), and of its commands where
 * their inputs stand in an address. No command is run: what would be sent, and what is done to it on the way, is most of it.
 * The endpoint is always given, so that none is looked for in the user's files, the rules are asked for one region
 * (`presignerConfig.ts`), and Node hashes.
 */
const presignersAlone = {
  name: 'presigners-alone',
  setup(build) {
    const client = '@aws-sdk/client-s3';
    const fileOf = (path) => require.resolve(`${client}/dist-es/${path}.js`);
    const instead = {
      [client]: `
        export { GetObjectCommand } from ${JSON.stringify(fileOf('commands/GetObjectCommand'))};
        export { PutObjectCommand } from ${JSON.stringify(fileOf('commands/PutObjectCommand'))};`,
      '../schemas/schemas_0': 'export const GetObject$ = [], PutObject$ = [];',
      '@aws-sdk/checksums/flexible-checksums': 'export const getFlexibleChecksumsPlugin = undefined;',
      '@aws-sdk/middleware-sdk-s3/s3': `export const ${[
        'getCheckContentLengthHeaderPlugin',
        'getLocationConstraintPlugin',
        'getS3ExpiresMiddlewarePlugin',
        'getSsecPlugin',
        'getThrow200ExceptionsPlugin',
      ].join(' = undefined, ')} = undefined;`,
      './smithy-client/client-command-builder': `
        export const makeBuilder = (common) => (own) => class {
          static getEndpointParameterInstructions() { return { ...common, ...own }; }
        };`,
      './middleware-endpoint/adaptors/getEndpointFromConfig':
        'export const getEndpointFromConfig = undefined;',
      './middleware-endpoint/endpointMiddleware': 'export const bindEndpointMiddleware = () => undefined;',
      './middleware-endpoint/getEndpointPlugin': `
        export const bindGetEndpointPlugin = () => undefined, endpointMiddlewareOptions = undefined;`,
      './middleware-endpoint/resolveEndpointConfig':
        'export const bindResolveEndpointConfig = () => undefined;',
      './partitions': `export const partitionsInfo = {
        partitions: [{ id: 'aws', regions: { 'us-east-1': {} }, outputs: { name: 'aws', dnsSuffix: 'amazonaws.com' } }],
      };`,
      '@aws-sdk/signature-v4-multi-region':
        "export { SignatureV4 as SignatureV4MultiRegion } from '@smithy/signature-v4';",
      './HeaderFormatter': 'export class HeaderFormatter {}',
      './Sha256Js': 'export const Sha256Js = undefined;',
      './sha256/Sha256Js': 'export const Sha256Js = undefined;',
    };
    build.onResolve({ filter: /\/endpointRules\.ts$/ }, () => ({
      path: fileOf('endpoint/endpointResolver'),
    }));
    build.onResolve({ filter: /^(?:@aws-sdk\/|\.\.?\/)/ }, ({ path }) =>
      Object.hasOwn(instead, path) ? { path, namespace: 'instead' } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'instead' }, ({ path }) => ({
      contents: instead[path],
      resolveDir: __dirname,
    }));
  },
};

/**
 * Of the date parser without what only ends in a refusal (`src/core/phrases.ts`): ranges and zones. Of a phrase with one it
 * then understands less than all.
 */
const phrasesAlone = {
  name: 'phrases-alone',
  setup(build) {
    const nothing = 'export default class { refine(_, results) { return results; } }';
    const filter = /[\\/](?:ExtractTimezone(?:Abbr|Offset)Refiner|ENMergeDateRangeRefiner)\.js$/;
    build.onLoad({ filter }, () => ({ contents: nothing }));
    build.onLoad({ filter: /chrono-node[\\/].*[\\/]timezone\.js$/ }, () => ({
      contents: 'export const toTimezoneOffset = () => null;',
    }));
  },
};

const sdkOnFirstUse = {
  name: 'sdk-on-first-use',
  setup(build) {
    build.onResolve({ filter: /s3\/sdk\/presigners\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './sdk.js', external: true } : undefined,
    );
  },
};

/** Writes what a build made, and removes what an earlier one left. */
const toDisk = {
  name: 'to-disk',
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      const folder = join(__dirname, 'dist');
      await mkdir(folder, { recursive: true });
      await Promise.all(outputFiles.map(({ path, contents }) => writeFile(path, contents)));
      const names = new Set(outputFiles.map(({ path }) => basename(path)));
      if (!names.has('main.js')) return;
      const others = ['sdk.js', 'web.js'];
      const stale = (await readdir(folder)).filter((name) => !names.has(name) && !others.includes(name));
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
