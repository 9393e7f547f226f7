// `npm run package [-- --out FILE]`: makes a VSIX, by default spaceport.vsix, from a copy: the working tree stays as it is.
// It takes its public address from its surroundings (address.ts), and packages all the same where there is none.
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, matchesGlob, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX } from '@vscode/vsce';
import { runMain, top } from '../bootstrap.mjs';
import { buildBundles } from '../bundles.ts';
import { FILES, LANGUAGES } from '../languages.ts';
import { scratchFolder } from '../scratch.mjs';
import { sourceTexts } from '../sourceTexts.ts';
import { git, type PublicAddress, publicAddress } from './address.ts';
import { packagedManifest } from './manifest.ts';
import { shortNames } from './nls.ts';
import { absolutePage } from './page.ts';
import { packTexts } from './texts.ts';

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

/** Puts all that is packaged into a folder, with the bundles made anew. @returns the folder */
async function stage(address: PublicAddress | undefined): Promise<string> {
  const folder = scratchFolder('package');
  const read = (name: string) => readFile(join(top, name), 'utf8');
  const write = (name: string, contents: string | Uint8Array) => writeFile(join(folder, name), contents);
  const ignored = await read('.vscodeignore');
  await Promise.all(
    (await named(ignored)).map((name) => cp(join(top, name), join(folder, name), { recursive: true })),
  );
  await write('.vscodeignore', `${ignored}!README.md\n!dist/**\n`);
  const readJson = async (name: string) => JSON.parse(await read(name));
  const nls = FILES.manifest;
  const { manifest, rename } = shortNames(await readJson('package.json'), await readJson(nls.english));
  await write('package.json', JSON.stringify(packagedManifest(manifest, address)));
  for (const name of [nls.english, ...LANGUAGES.map(nls.of)])
    await write(name, JSON.stringify(rename(await readJson(name))));
  await write('README.md', absolutePage(await read('docs/extension.md'), 'docs', address));
  await write('CHANGELOG.md', absolutePage(await read('CHANGELOG.md'), '', address));
  const english = [...sourceTexts()];
  for (const name of LANGUAGES.map(FILES.bundle.of))
    await write(name, JSON.stringify(packTexts(english, await readJson(name))));
  await mkdir(join(folder, 'dist'));
  const { files } = await buildBundles({ production: true });
  await Promise.all([...files].map(([name, contents]) => write(join('dist', name), contents)));
  return folder;
}

/** What of the repository's top `.vscodeignore` lets through, whole or in part: vsce would look through all else too. */
async function named(ignored: string): Promise<string[]> {
  const patterns = [...ignored.matchAll(/^!([^/\n]+)/gm)].map(([, pattern = '']) => pattern);
  return (await readdir(top)).filter((name) => patterns.some((pattern) => matchesGlob(name, pattern)));
}

/** The same commit gives the same bytes. */
async function pack(folder: string, out: string): Promise<void> {
  process.env.SOURCE_DATE_EPOCH ||= git('log', '-1', '--format=%ct');
  await createVSIX({ cwd: folder, packagePath: out, dependencies: false, allowMissingRepository: true });
}
