import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestSpace } from '../support/cephForTests.ts';
import { scratchFolder } from '../support/scratch.mjs';

export type Peer = 'rclone' | 'rclone --fast-list' | 'aws' | 's3cmd';

/** Milliseconds that a tool takes to list a Space: its whole process. Throws where it lists another number. */
export async function timeOf(peer: Peer, space: TestSpace, count: number): Promise<number> {
  const [command = '', ...args] = commandOf(peer, space);
  const options: SpawnOptions = { stdio: ['ignore', 'pipe', 'inherit'], env: environmentOf(space) };
  const start = performance.now();
  const child = spawn(command, args, options);
  let lines = 0;
  child.stdout?.on('data', (piece: Buffer) => {
    for (const byte of piece) if (byte === 0x0a) lines++;
  });
  const [code] = await once(child, 'close');
  if (code !== 0 || lines !== count) throw new Error(`${peer} ended with ${code}, ${lines} lines`);
  return performance.now() - start;
}

function commandOf(peer: Peer, { bucket, endpoint, keys }: TestSpace): string[] {
  const rclone = ['rclone', 'lsf', '-R', '--files-only', '--config', '/dev/null', `spaceport:${bucket}`];
  if (peer === 'rclone') return rclone;
  if (peer === 'rclone --fast-list') return [...rclone, '--fast-list'];
  if (peer === 'aws') return ['aws', 's3', 'ls', '--recursive', '--endpoint-url', endpoint, `s3://${bucket}`];
  const config = join(scratchFolder('bench-s3cmd'), 's3cfg');
  const { host } = new URL(endpoint);
  writeFileSync(
    config,
    `[default]\naccess_key = ${keys.accessKeyId}\nsecret_key = ${keys.secretAccessKey}\nhost_base = ${host}\nhost_bucket = ${host}\nuse_https = False\n`,
    { mode: 0o600 },
  );
  return ['s3cmd', '-c', config, 'ls', '-r', `s3://${bucket}`];
}

/** Nothing of the person's own settings. */
export function environmentOf({ endpoint, region, keys }: TestSpace): NodeJS.ProcessEnv {
  const name = 'RCLONE_CONFIG_SPACEPORT';
  return {
    PATH: process.env.PATH,
    HOME: scratchFolder('bench-home'),
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_DEFAULT_REGION: region,
    [`${name}_TYPE`]: 's3',
    [`${name}_PROVIDER`]: 'Ceph',
    [`${name}_ENDPOINT`]: endpoint,
    [`${name}_REGION`]: region,
    [`${name}_ACCESS_KEY_ID`]: keys.accessKeyId,
    [`${name}_SECRET_ACCESS_KEY`]: keys.secretAccessKey,
  };
}
