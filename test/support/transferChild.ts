// A window in a process of its own, which may be killed: uploads or downloads one file, or a folder's one by one, a part at a
// time, and prints how many bytes of it are done.
import { readdirSync } from 'node:fs';
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
}

const plan = JSON.parse(process.argv[2] ?? '') as ChildPlan;
const { store, keys, folder, partSize, space, key, path } = plan;
const limits = { files: 1, parts: 1, partSize };
const { flows, queue, connection } = transferRig(store, keys, { folder, limits });
const object = { connection, space, key };
queue.onDidChange(() => {
  process.stdout.write(`done ${queue.totals().doneBytes}\n`);
  if (readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.batch')))
    process.stdout.write('written down\n');
});
await (plan.what === 'upload'
  ? upload(flows, { paths: [path], to: key === '' ? { connection, space, prefix: '' } : object })
  : download(flows, { sources: [object], folder: path }));
process.stdout.write('over\n');
process.exit(0);
