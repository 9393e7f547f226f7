import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { top } from '../support/bootstrap.mjs';
import { buildBundles } from '../support/bundles.ts';

const here = join(import.meta.dirname, 'starts');

/**
 * Puts Spaceport where the editor looks for installed extensions, with a script of ours before its main file, which that
 * requires as `./timed.main.cjs`. @returns its folder
 */
export async function installBehind(
  script: string,
  root: string,
  activationEvents: readonly string[],
): Promise<string> {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  const folder = join(root, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  await mkdir(join(folder, 'dist'), { recursive: true });
  for (const name of ['package.nls.json', 'media'])
    await cp(join(top, name), join(folder, name), { recursive: true });
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ ...manifest, main: './main.cjs', activationEvents }),
  );
  await cp(join(here, script), join(folder, 'main.cjs'));
  await writeFile(join(folder, 'timed.main.cjs'), `module.exports = require('${manifest.main}');\n`);
  for (const [name, contents] of (await buildBundles({ production: true })).files)
    await writeFile(join(folder, 'dist', name), contents);
  return folder;
}
