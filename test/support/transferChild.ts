// A window in a process of its own, which may be killed: uploads or downloads one file, a part at a time, and prints how
// many bytes of it are done.
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
  readonly key: string;
  /** The file to send, or the folder to fetch into. */
  readonly path: string;
}

const plan = JSON.parse(process.argv[2] ?? '') as ChildPlan;
const { store, keys, folder, partSize, space, key, path } = plan;
const { flows, queue, connection } = transferRig(store, keys, { folder, limits: { parts: 1, partSize } });
const object = { connection, space, key };
queue.onDidChange(() => {
  for (const { doneBytes } of queue.list()) process.stdout.write(`done ${doneBytes}\n`);
});
await (plan.what === 'upload'
  ? upload(flows, { paths: [path], to: object })
  : download(flows, { sources: [object], folder: path }));
process.stdout.write('over\n');
process.exit(0);
