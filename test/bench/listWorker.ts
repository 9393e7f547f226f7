// One measured listing in a process of its own: the whole flow, Calculate Size.
import { totals } from '../../src/commands/spaces/totals.ts';
import type { KeyPair } from '../support/signedFetch.ts';
import { spaceFlows } from '../support/spaceFlows.ts';
import { type Measured, measured, tell } from './measured.ts';

export interface ListPlan {
  readonly store: { readonly endpoint: string; readonly region: string };
  readonly keys: KeyPair;
  readonly space: string;
}

export interface Listed extends Measured {
  readonly count: number;
  /** Heap and external memory at its highest, over what there was before. Bytes. */
  readonly memory: number;
}

const SAMPLED_MS = 5;

if (process.argv[2] !== undefined) {
  const { store, keys, space } = JSON.parse(process.argv[2]) as ListPlan;
  const flows = spaceFlows(store, keys);
  const target = { connection: flows.connection, space, prefix: '' };
  const idle = inUse();
  let highest = idle;
  let count = 0;
  const look = () => {
    highest = Math.max(highest, inUse());
  };
  const looking = setInterval(look, SAMPLED_MS);
  const result = await measured(async () => {
    ({ count } = await totals(flows, [target], new AbortController().signal, look));
  });
  clearInterval(looking);
  tell({ ...result, count, memory: highest - idle } as Listed);
}

function inUse(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
