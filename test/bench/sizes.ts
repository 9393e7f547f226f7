// What a person downloads, and what is read before anything has been done.
import { stat } from 'node:fs/promises';
import { buildBundles, bytesOf } from '../support/bundles.ts';
import { packageExtension } from '../support/editor/vsix.ts';
import { type BenchRow, kilobytes } from './row.ts';

/** The minified sizes, 1 KB = 1,024 bytes; each against a fixed limit. */
export async function benchSizes(): Promise<BenchRow[]> {
  const { files, atStart } = await buildBundles({ production: true });
  const { size } = await stat(await packageExtension());
  const row = (what: string, bytes: number, limitKb: number): BenchRow => ({
    what,
    against: 'a limit',
    goal: `≤ ${limitKb} KB`,
    measured: kilobytes(bytes),
    isMet: bytes <= limitKb * 1024,
  });
  const onFirstUse = [...files.keys()].filter((name) => !atStart.includes(name) && name !== 'web.js');
  const parts = onFirstUse.map((name) => `${name} ${kilobytes(bytesOf(files, [name]))}`).sort();
  return [
    row('`main.js` and what it requires at once', bytesOf(files, atStart), 60),
    row('`web.js`', bytesOf(files, ['web.js']), 150),
    row(`VSIX (in it, on first use: ${parts.join(', ')})`, size, 450),
  ];
}
