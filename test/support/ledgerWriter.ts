// A window in a process of its own, which may be killed: adds shares to the ledger in a folder, and prints the key of each
// one once it is there.
import { createUnfinished } from '../../src/core/unfinished.ts';
import { createLedger } from '../../src/vscode/shares/ledger.ts';
import { shareOf } from '../unit/core/shareOf.ts';
import { SharedFolder } from './fakes/folder.ts';
import { FakeLog } from './fakes/small.ts';

const [, , folder = '', name = '', count = '0'] = process.argv;
const unfinished = createUnfinished();
const ledger = createLedger({
  ...new SharedFolder(folder).open(),
  random: Math.random,
  now: () => Date.parse(shareOf().made),
  log: new FakeLog(),
  unfinished,
  onLost: (error) => {
    throw error;
  },
});
const { id: _id, ...entry } = shareOf();
for (let number = 0; number < Number(count); number++) {
  const key = `${name}-${number}`;
  await ledger.add({ ...entry, what: { key } });
  await unfinished.settled();
  process.stdout.write(`${key}\n`);
}
