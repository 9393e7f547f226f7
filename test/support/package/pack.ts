// `npm run package [-- --out FILE]`: makes a VSIX, by default spaceport.vsix, from a copy: the working tree stays as it is.
// It takes its public address from its surroundings (address.ts), and packages all the same where there is none.
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { runMain, top } from '../bootstrap.mjs';
import { buildBundles } from '../bundles.ts';
import { scratchFolder } from '../scratch.mjs';
import { git, type PublicAddress, publicAddress } from './address.ts';
import { packagedManifest } from './manifest.ts';
import { absolutePage } from './page.ts';

const { values } = parseArgs({ options: { out: { type: 'string' } } });

await runMain(async () => {
  const address = publicAddress();
  const out = resolve(values.out ?? join(top, 'spaceport.vsix'));
  await pack(await stage(address), out);
  const { size } = await stat(out);
  console.log(`${relative(process.cwd(), out) || out}: ${Math.ceil(size / 1024)} KB`);
  console.log(
    address
      ? `Its public address is ${address.repository}.`
      : 'It names no public address, so its page has no pictures and links to no file. SPACEPORT_REPOSITORY gives one.',
  );
});

/** Puts what `.vscodeignore` lets through into a folder, with the bundles made anew. @returns the folder */
async function stage(address: PublicAddress | undefined): Promise<string> {
  const folder = scratchFolder('package');
  const write = async (name: string, contents: string | Uint8Array) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), contents);
  };
  const read = (name: string) => readFile(join(top, name), 'utf8');
  for (const name of await listFiles({ cwd: top, packageManager: PackageManager.None })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await copyFile(join(top, name), join(folder, name));
  }
  const manifest = packagedManifest(JSON.parse(await read('package.json')), address);
  await write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
  await write('README.md', absolutePage(await read('docs/extension.md'), 'docs', address));
  await write('CHANGELOG.md', absolutePage(await read('CHANGELOG.md'), '', address));
  // All that is here is meant: without the file vsce asks whether it is.
  await write('.vscodeignore', '');
  const { files } = await buildBundles({ production: true });
  for (const [name, contents] of files) await write(join('dist', name), contents);
  return folder;
}

/** The same commit gives the same bytes. */
async function pack(folder: string, out: string): Promise<void> {
  process.env.SOURCE_DATE_EPOCH ||= git('log', '-1', '--format=%ct');
  await createVSIX({ cwd: folder, packagePath: out, dependencies: false, allowMissingRepository: true });
}
