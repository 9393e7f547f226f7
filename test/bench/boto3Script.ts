import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureGroups } from '../support/debian.mjs';
import { run } from '../support/process.mjs';
import { scratchFolder } from '../support/scratch.mjs';

export interface Seed {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly space: string;
  readonly key: string;
  readonly expiresIn: number;
}

/** Writes the script that people use today for one signed URL. @returns its path */
export async function boto3Script(seed: Seed): Promise<string> {
  await ensureGroups(['boto3']);
  const path = join(scratchFolder('boto3'), 'pre_sign_get_test.py');
  const quoted = Object.fromEntries(
    Object.entries(seed).map(([name, value]) => [name, JSON.stringify(value)]),
  );
  await writeFile(
    path,
    `import boto3
from botocore.client import Config

session = boto3.session.Session()
client = session.client(
    "s3",
    region_name=${quoted.region},
    endpoint_url="https://${seed.region}.digitaloceanspaces.com",
    aws_access_key_id=${quoted.accessKeyId},
    aws_secret_access_key=${quoted.secretAccessKey},
)
print(client.generate_presigned_url(
    ClientMethod="get_object",
    Params={"Bucket": ${quoted.space}, "Key": ${quoted.key}},
    ExpiresIn=${quoted.expiresIn},
))
`,
  );
  return path;
}

/** Runs it as a process of its own, with Debian's Python. @returns milliseconds */
export async function runBoto3Script(path: string): Promise<number> {
  const began = performance.now();
  const printed = await run('/usr/bin/python3', [path], {
    env: { PATH: process.env.PATH, BOTO_DISABLE_CRT: 'true' },
  });
  const took = performance.now() - began;
  if (!printed.startsWith('https://')) throw new Error('the script printed no URL');
  return took;
}
