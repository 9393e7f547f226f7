import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLedger } from '../../../../src/vscode/shares/ledger.ts';
import type { SharedFolder } from '../../../support/fakes/folder.ts';
import type { FakeLog } from '../../../support/fakes/small.ts';
import { entry, keysOf, scratchShares, windows } from './ledgerSetup.ts';

describe('what the ledger writes', () => {
  let path: string;
  let folder: SharedFolder;
  let log: FakeLog;
  let files: () => Promise<readonly string[]>;

  beforeEach(() => {
    ({ path, folder, log, files } = scratchShares());
  });

  const { unfinished, lost, common } = windows();

  it('never fails a copy: what can not be written is told, logged, and taken off the list', async () => {
    const view = folder.open();
    const rename = async () => {
      throw new Error('disk full');
    };
    const ledger = createLedger({ ...view, fs: { ...view.fs, rename }, ...common, log });
    await ledger.add({ ...entry, what: { key: 'a' } });
    await unfinished.settled();
    assert.deepEqual(await ledger.list(), []);
    assert.match(log.lines.join(), /disk full/);
    assert.equal(lost.length, 1);
  });

  it('makes nobody wait for a disk: a share is listed, and forgotten, while it is being written', async () => {
    const { promise: disk, resolve } = Promise.withResolvers<void>();
    const view = folder.open();
    const writeFile: typeof view.fs.writeFile = async (...args) =>
      disk.then(() => view.fs.writeFile(...args));
    const ledger = createLedger({ ...view, fs: { ...view.fs, writeFile }, ...common, log });
    const [kept, gone] = [
      await ledger.add({ ...entry, what: { key: 'kept' } }),
      await ledger.add({ ...entry, what: { key: 'gone' } }),
    ];
    assert.deepEqual(keysOf(await ledger.list()), ['gone', 'kept']);
    const looked = ledger.refresh();
    const forgotten = ledger.forget([gone]);
    let isSettled = false;
    const settled = unfinished.settled().then(() => {
      isSettled = true;
    });
    await new Promise((done) => setImmediate(done));
    assert.ok(!isSettled, 'the window does not close before');
    resolve();
    await Promise.all([settled, looked, forgotten]);
    assert.deepEqual(keysOf(await ledger.list()), ['kept']);
    assert.deepEqual(await files(), [`${kept}.json`]);
  });

  it('stores field by field: nothing else that an object may carry', async () => {
    const ledger = createLedger({ ...folder.open(), ...common, log });
    const secrets = { url: 'https://h/?X-Amz-Signature=canary', credentials: { secretAccessKey: 'canary' } };
    await ledger.add({
      ...entry,
      ...secrets,
      link: { filename: 'a', ...secrets },
      upload: { maxBytes: 1, ...secrets },
      what: { key: 'a', ...secrets },
    } as typeof entry);
    await unfinished.settled();
    const [name = ''] = await files();
    const text = await readFile(join(path, name), 'utf8');
    assert.ok(!text.includes('canary') && !text.includes('http'), text);
  });
});
