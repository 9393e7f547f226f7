// A store of a million keys that are made when asked for, in a process of its own. Prints its address; ends with its input.
import { startStore } from '../support/store/memoryStore.ts';
import type { ListPlan } from './listWorker.ts';

const space = 'million';

if (process.argv[2] !== undefined) {
  const store = await startStore();
  store.addSyntheticSpace(space, Number(process.argv[2]), (index) =>
    `folder-${String(Math.floor(index / 1000)).padStart(4, '0')}/object-${index % 1000}`.padEnd(40, '0'),
  );
  const { endpoint, region, credentials } = store;
  const plan: ListPlan = { store: { endpoint, region }, keys: credentials, space };
  process.stdout.write(`${JSON.stringify(plan)}\n`);
  process.stdin.resume().once('end', () => process.exit(0));
}
