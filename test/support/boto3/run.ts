import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureGroups } from '../debian.mjs';

/** Debian's own Python: another one on PATH need not have boto3. */
const python = '/usr/bin/python3';

/** Runs a script beside this file with a JSON value as its input, and returns what it prints, as JSON. */
export async function runBoto3(
  script: 'sign.py' | 'presign.py' | 'speed.py' | 'profiles.py',
  input: unknown,
): Promise<unknown> {
  await ensureGroups(['boto3']);
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr } = spawnSync(python, [path], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    // Where Debian's aws cli is, botocore would sign with its CRT, which takes no empty session token.
    env: { PATH: process.env.PATH, BOTO_DISABLE_CRT: 'true' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stderr}`);
  return JSON.parse(stdout);
}
