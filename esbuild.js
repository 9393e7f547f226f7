// Builds the two bundles: desktop (CommonJS main.js, with sdk.js required on first use) and web (one file).
const esbuild = require('esbuild');

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

const shared = {
  bundle: true,
  format: 'cjs',
  target: 'es2024',
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  external: ['vscode'],
  logLevel: 'info',
};

/** esbuild splits only ESM: a dynamic import of the SDK's entry becomes a `require('./sdk.js')` on first use. */
const sdkOnFirstUse = {
  name: 'sdk-on-first-use',
  setup(build) {
    build.onResolve({ filter: /s3\/sdk\/presigners\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './sdk.js', external: true } : undefined,
    );
  },
};

const desktop = {
  ...shared,
  platform: 'node',
  // The SDK's ES modules: esbuild can leave out what isn't used, which its CommonJS files don't allow.
  mainFields: ['module', 'main'],
  entryPoints: { main: 'src/extension.ts', sdk: 'src/s3/sdk/presigners.ts' },
  outdir: 'dist',
  plugins: [sdkOnFirstUse],
  supported: { 'dynamic-import': false },
};

const web = {
  ...shared,
  platform: 'browser',
  entryPoints: { web: 'src/extension.web.ts' },
  outdir: 'dist',
};

async function main() {
  if (watch) {
    for (const options of [desktop, web]) await (await esbuild.context(options)).watch();
    return;
  }
  await Promise.all([esbuild.build(desktop), esbuild.build(web)]);
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
