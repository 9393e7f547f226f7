// A window in a process of its own, which may be killed: uploads or downloads one file, or a folder's one by one, a part at a
// time. It stops before one of them, says `held` once what came before is written down, and goes on with a line of input.
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import type { KeyPair } from './signedFetch.ts';
import { transferRig } from './transferRig.ts';

export interface ChildPlan {
  readonly store: { readonly endpoint: string; readonly region: string };
  readonly keys: KeyPair;
  readonly folder: string;
  readonly partSize: number;
  readonly what: 'upload' | 'download';
  readonly space: string;
  /** `''`: what is sent keeps its name. */
  readonly key: string;
  /** The file or folder to send, or the folder to fetch into. */
  readonly path: string;
  /** Which part, range or small file is not begun before a line comes. From 1 on. */
  readonly holdsAt: number;
}

const plan = JSON.parse(process.argv[2] ?? '') as ChildPlan;
const { store, keys, folder, partSize, space, key, path } = plan;
let count = 0;
const held = async () => {
  count++;
  if (count !== plan.holdsAt) return;
  while (!isWrittenDown()) await delay(5);
  process.stdout.write('held\n');
  await once(process.stdin, 'data');
};
const { flows, connection } = transferRig(store, keys, {
  folder,
  limits: { files: 1, parts: 1, partSize },
  wrap: (bytes) => ({
    ...bytes,
    read: async (...args) => held().then(() => bytes.read(...args)),
    write: async (...args) => held().then(() => bytes.write(...args)),
    writePart: async (...args) => held().then(() => bytes.writePart(...args)),
  }),
});
const object = { connection, space, key };
await (plan.what === 'upload'
  ? upload(flows, { paths: [path], to: key === '' ? { connection, space, prefix: '' } : object })
  : download(flows, { sources: [object], folder: path }));
process.stdout.write('over\n');
process.exit(0);

/** Of what waits the batch, of an upload in parts that it was begun, and of ranges which of them there are. */
function isWrittenDown(): boolean {
  const journal = join(folder, 'journal');
  const names = readdirSync(journal);
  if (!names.some((name) => name.endsWith('.batch'))) return false;
  if (key === '') return true;
  const trace = names.find((name) => name.endsWith('.json'));
  if (trace === undefined) return false;
  return plan.what === 'upload' || /"parts":\[\d/.test(readFileSync(join(journal, trace), 'utf8'));
}
