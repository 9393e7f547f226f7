// What a person downloads, and what is read before anything has been done.
import { readFile } from 'node:fs/promises';
import { buildBundles, bytesOf } from '../support/bundles.ts';
import { packageExtension } from '../support/editor/vsix.ts';
import { type ZipEntry, zipEntries } from '../support/readZip.ts';
import { type BenchRow, kilobytes } from './row.ts';

/** Parts of the VSIX that are no bundle: what each is, and its files. */
const others: readonly [what: string, files: RegExp, limitKb: number][] = [
  ['languages, packed', /^extension\/(?:l10n\/|package\.nls)/, 140],
  ['help, walkthrough and icons, packed', /^extension\/(?:docs|media)\//, 30],
];

/** The largest of what is loaded on first use. */
const LOADED_LATER = 'common flows later sharing objects files transfers commands-savePages phrases sdk'
  .split(' ')
  .map((name) => `${name}.js`);

/** The sizes, 1 KB = 1,024 bytes; each against a fixed limit. The bundles are minified. */
export async function benchSizes(): Promise<BenchRow[]> {
  const { files, atStart, requires } = await buildBundles({ production: true });
  const vsix = await readFile(await packageExtension());
  const entries = zipEntries(vsix);
  const bundle = (name: string, limitKb: number) =>
    row(`\`${name}\`${packedNote(entries, name)}`, bytesOf(files, [name]), limitKb);
  return [
    row('`main.js` and what it requires at once', bytesOf(files, atStart), 60),
    row('what a browser reads at once', bytesOf(files, ['web.js', ...requires('browser.js')]), 70),
    ...LOADED_LATER.map((name) => bundle(name, 150)),
    ...others.map(([what, names, limitKb]) => row(what, packed(entries, names), limitKb)),
    row(`all ${files.size} files of the program, packed`, packed(entries, /\/dist\//), 320),
    row('VSIX', vsix.length, 450),
  ];
}

const row = (what: string, bytes: number, limitKb: number): BenchRow => ({
  what,
  against: 'a limit',
  goal: `≤ ${limitKb} KB`,
  measured: kilobytes(bytes),
  isMet: bytes <= limitKb * 1024,
});

const packedNote = (entries: readonly ZipEntry[], name: string) =>
  ` (packed ${kilobytes(packed(entries, new RegExp(`/dist/${name}$`)))})`;

function packed(entries: readonly ZipEntry[], names: RegExp): number {
  return entries.reduce((sum, { name, packedSize }) => (names.test(name) ? sum + packedSize : sum), 0);
}
