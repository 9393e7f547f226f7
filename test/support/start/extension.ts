import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { top } from '../bootstrap.mjs';
import { buildExtension, copyExtension } from '../editor/stage.ts';
import { scratchFolder } from '../scratch.mjs';

/** Two folders, each an extension: the product as it is built now, and the one that adds the demo's connection. */
export interface DemoExtensions {
  readonly product: string;
  readonly helper: string;
}

/** Builds the product and writes the helper with this run's connection beside it. */
export async function buildDemoExtension(demo: object): Promise<DemoExtensions> {
  const folder = scratchFolder('demo');
  const product = join(folder, 'spaceport');
  const helper = join(folder, 'demo-connection');
  await mkdir(product);
  console.log('Building the extension …');
  await buildExtension();
  await copyExtension(product);
  await cp(join(top, 'test', 'support', 'demoConnection'), helper, { recursive: true });
  await writeFile(join(helper, 'demo.json'), JSON.stringify(demo));
  return { product, helper };
}
