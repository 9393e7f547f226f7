import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pinnedEnvironment, pinnedNode, top } from '../bootstrap.mjs';
import { run } from '../process.mjs';
import { scratchFolder } from '../scratch.mjs';

/** Two folders, each an extension: the product as it is built now, and the one that adds the demo's connection. */
export interface DemoExtensions {
  readonly product: string;
  readonly helper: string;
}

/** Builds the product and writes the helper with this run's connection beside it. */
export async function buildDemoExtension(demo: object): Promise<DemoExtensions> {
  console.log('Building the extension …');
  await run(pinnedNode(), ['esbuild.js'], { cwd: top, env: pinnedEnvironment() });
  const folder = scratchFolder('demo');
  const product = join(folder, 'spaceport');
  await mkdir(product, { recursive: true });
  for (const part of ['package.json', 'package.nls.json', 'dist', 'media']) {
    await cp(join(top, part), join(product, part), { recursive: true });
  }
  const helper = join(folder, 'demo-connection');
  await cp(join(top, 'test', 'support', 'demoConnection'), helper, { recursive: true });
  await writeFile(join(helper, 'demo.json'), JSON.stringify(demo));
  return { product, helper };
}
