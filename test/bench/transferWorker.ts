// One measured transfer in a process of its own: the whole flow, from the folder to the last byte.
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import type { KeyPair } from '../support/signedFetch.ts';
import { transferRig } from '../support/transferRig.ts';
import { measured, tell } from './measured.ts';

export interface WorkerPlan {
  readonly store: { readonly endpoint: string; readonly region: string };
  readonly keys: KeyPair;
  readonly space: string;
  readonly what: 'upload' | 'download';
  /** The folder to send, or the one to fetch into. */
  readonly folder: string;
  readonly prefix: string;
  /** Of the journal. */
  readonly scratch: string;
}

if (process.argv[2] !== undefined) {
  const plan = JSON.parse(process.argv[2]) as WorkerPlan;
  const { flows, queue, connection } = transferRig(plan.store, plan.keys, { folder: plan.scratch });
  const at = { connection, space: plan.space, prefix: plan.prefix };
  const result = await measured(async () => {
    const { done, failed } = await (plan.what === 'upload'
      ? upload(flows, { paths: [plan.folder], to: at })
      : download(flows, { sources: [at], folder: plan.folder, confirmed: true }));
    if (failed > 0 || done === 0) throw new Error(`${failed} failed, ${done} done`);
  });
  await queue.close();
  tell(result);
}
