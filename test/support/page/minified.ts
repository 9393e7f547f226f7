import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { scratchFolder } from '../scratch.mjs';
import type * as flows from './flows.ts';

const require = createRequire(import.meta.url);

let built: Promise<typeof flows> | undefined;

/** The flows and generators of pages as the published bundle has them. */
export function minifiedPages(): Promise<typeof flows> {
  built ??= buildPages();
  return built;
}

async function buildPages(): Promise<typeof flows> {
  const { bundles } = require('../../../esbuild.js') as typeof import('../../../esbuild.js');
  const outfile = join(scratchFolder('pages'), 'flows.cjs');
  const { outdir: _, entryPoints: __, ...options } = bundles(true).web;
  const entry = fileURLToPath(new URL('flows.ts', import.meta.url));
  await build({ ...options, plugins: [], entryPoints: [entry], outfile, write: true });
  return require(outfile) as typeof flows;
}
