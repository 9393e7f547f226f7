import assert from 'node:assert/strict';
import { join } from 'node:path';
import { shareFiles } from '../../../../src/platform/shareFiles.ts';
import { writingToDisk } from '../../../../src/vscode/shares/diskWrites.ts';
import { createLedger, type LedgerWrites } from '../../../../src/vscode/shares/ledger.ts';
import { entry, keysOf, scratchShares, windows } from './ledgerSetup.ts';

describe('the ledger on a disk', () => {
  const gone = async () => assert.fail('the editor has taken its file system away');
  const opened = (writes: Partial<LedgerWrites> = {}, isClosing = false) => {
    const { folder, log, files } = scratchShares();
    const view = folder.open();
    const { unfinished, lost, common } = windows();
    const fs = isClosing ? { ...view.fs, createDirectory: gone, rename: gone, writeFile: gone } : view.fs;
    const toPath = ({ path }: { readonly path: string }) => ({ fsPath: join(path) });
    const load = async (): Promise<LedgerWrites> => ({
      createDirectory: (uri) => shareFiles.createDirectory(toPath(uri)),
      rename: (from, to) => shareFiles.rename(toPath(from), toPath(to)),
      writeFile: (uri, content) => shareFiles.writeFile(toPath(uri), content),
      ...writes,
    });
    const ledger = createLedger({ ...view, fs: writingToDisk(fs, load), ...common, log });
    return { ledger, unfinished, lost, files };
  };

  it('is written while the editor takes its file system away', async () => {
    const { ledger, unfinished, lost, files } = opened({}, true);
    const id = await ledger.add({ ...entry, what: { key: 'a' } });
    await unfinished.settled();
    assert.deepEqual([await files(), lost], [[`${id}.json`], []]);
  });

  it('a file that something holds is renamed by the editor', async () => {
    const rename = async () => {
      throw new Error('EPERM');
    };
    const { ledger, unfinished, lost, files } = opened({ rename });
    const id = await ledger.add({ ...entry, what: { key: 'a' } });
    await unfinished.settled();
    assert.deepEqual([keysOf(await ledger.list()), await files(), lost], [['a'], [`${id}.json`], []]);
  });
});
