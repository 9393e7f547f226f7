// `require` of the bundle in fresh processes, in turns with a bundle that holds the AWS SDK as others ship it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { top } from '../support/bootstrap.mjs';
import { buildBundles, type Files } from '../support/bundles.ts';
import { run } from '../support/process.mjs';
import { scratchFolder } from '../support/scratch.mjs';
import { type BenchRow, median, milliseconds, shuffled } from './row.ts';

const processes = 41;
const goalMs = 5;

export async function benchRequire(): Promise<BenchRow[]> {
  const folder = scratchFolder('bench');
  await writeFiles(folder, (await buildBundles({ production: true })).files);
  await bundleSdk(join(folder, 'peer.js'));
  const times = { main: [] as number[], peer: [] as number[] };
  for (let round = 0; round < processes; round++) {
    for (const name of shuffled(['main', 'peer'] as const)) {
      times[name].push(await requireOnce(join(folder, `${name}.js`)));
    }
  }
  const [main, peer] = [median(times.main), median(times.peer)];
  return [
    {
      what: '`require` of `main.js`, stub editor',
      against: `an SDK-only bundle: ${milliseconds(peer)}`,
      goal: `≤ ${goalMs} ms`,
      measured: `${milliseconds(main)} (${(main / peer).toFixed(2)}×)`,
      isMet: main <= goalMs,
    },
  ];
}

async function writeFiles(folder: string, files: Files): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, contents] of files) await writeFile(join(folder, name), contents);
}

/** An extension with nothing but the SDK in its one file. Minified: that is to its advantage. */
async function bundleSdk(outfile: string): Promise<void> {
  await build({
    stdin: {
      contents: `
        import * as vscode from 'vscode';
        import { S3Client } from '@aws-sdk/client-s3';
        import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
        export const activate = () => [vscode, S3Client, getSignedUrl];`,
      resolveDir: top,
    },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'error',
  });
}

async function requireOnce(file: string): Promise<number> {
  return Number(await run(process.execPath, [join(import.meta.dirname, 'starts/measureRequire.cjs'), file]));
}
