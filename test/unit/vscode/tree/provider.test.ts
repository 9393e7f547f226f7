import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Cancelled, SpacesError } from '../../../../src/core/errors.ts';
import { createFormats } from '../../../../src/core/format.ts';
import { THIS_COMPUTER } from '../../../../src/core/machine.ts';
import { lazily } from '../../../../src/core/once.ts';
import { Rights } from '../../../../src/core/rights.ts';
import type { Description } from '../../../../src/vscode/tree/describe.ts';
import { ExplorerProvider } from '../../../../src/vscode/tree/provider.ts';
import { EmptyRow, ErrorRow, idOf, MoreRow, ObjectRow, type Row } from '../../../../src/vscode/tree/rows.ts';
import { folder, keysBelow, LOCAL, listingOver } from '../../../support/fakes/listing.ts';
import { FakeLog } from '../../../support/fakes/small.ts';

function treeOver(...connections: readonly (typeof LOCAL)[]) {
  const made = listingOver(...connections);
  const log = new FakeLog();
  const rights = new Rights();
  const provider = new ExplorerProvider({
    ...made,
    rights,
    formats: lazily(() => createFormats('en', 'UTC')),
    now: () => Date.UTC(2026, 10, 24),
    log,
    machine: THIS_COMPUTER,
    toTreeItem: ({ command: _, ...look }: Description) => look as vscode.TreeItem,
    toTooltip: (lines) => lines.join('\n') as unknown as vscode.MarkdownString,
  });
  const fired: (Row | undefined)[] = [];
  provider.onDidChangeTreeData((row) => fired.push(row));
  const labels = async (row?: Row) =>
    (await provider.getChildren(row)).map((each) => provider.getTreeItem(each).label);
  /** The row at the end of a path of labels. */
  const at = async (...path: readonly string[]): Promise<Row> => {
    let row: Row | undefined;
    for (const label of path) {
      const rows: Row[] = await provider.getChildren(row);
      row = rows.find((each) => provider.getTreeItem(each).label === label);
      assert.ok(row, `no row ${label}`);
    }
    assert.ok(row);
    return row;
  };
  return { ...made, rights, provider, log, fired, labels, at };
}

const NO_TOKEN = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => {} }),
} as vscode.CancellationToken;

describe('the tree of rows', () => {
  it('shows connections by name, Spaces, folders first, then objects', async () => {
    const { store, labels, at } = treeOver(
      { ...LOCAL, id: 'zzzzzzzzzz', name: 'Local 10' },
      { ...LOCAL, id: 'yyyyyyyyyy', name: 'Local 2' },
      LOCAL,
    );
    store.put('box', 'b.txt', 'z/1', 'a/1', 'a');
    assert.deepEqual(await labels(), ['Local', 'Local 2', 'Local 10']);
    assert.deepEqual(await labels(await at('Local')), ['box']);
    assert.deepEqual(await labels(await at('Local', 'box')), ['a', 'z', 'a', 'b.txt']);
  });

  it('fault 13: a folder of 2,500 objects ends each page with Load More, and the last with none', async () => {
    const { store, listing, provider, labels, at } = treeOver();
    store.put('box', ...keysBelow('a/', 2500));
    const target = folder('a/');
    const row = await at('Local', 'box', 'a');
    assert.deepEqual((await labels(row)).slice(-1), ['Load More…']);
    await listing.loadMore(target);
    await listing.loadMore(target);
    const rows = await provider.getChildren(row);
    assert.equal(rows.length, 2500);
    assert.ok(rows.every((each) => each instanceof ObjectRow));
  });

  it('fault 9: a failed listing is a row with the reason after what is loaded, never an empty folder', async () => {
    const { store, listing, provider, at, log } = treeOver();
    store.put('box', ...keysBelow('a/', 1500));
    const row = await at('Local', 'box', 'a');
    await provider.getChildren(row);
    store.failures.push(new SpacesError('slowDown', 'Busy.'));
    await listing.loadMore(folder('a/'));
    const rows = await provider.getChildren(row);
    assert.equal(rows.length, 1001);
    const last = rows.at(-1);
    assert.ok(last instanceof ErrorRow);
    assert.equal(provider.getTreeItem(last).label, 'Busy.');
    await provider.getChildren(row);
    assert.equal(log.lines.length, 1, 'logged once');

    store.failures.push(new SpacesError('accessDenied', 'No.'));
    await listing.refreshFolder(folder('a/'));
    const [only, ...others] = await provider.getChildren(row);
    assert.ok(only instanceof ErrorRow && others.length === 0);
  });

  it('says that a folder is empty, also where only its own marker is in it', async () => {
    const { store, listing, labels, at } = treeOver();
    store.put('box', 'a/', 'b/1').put('bare');
    assert.deepEqual(await labels(await at('Local', 'bare')), ['This Space is empty']);
    assert.deepEqual(await labels(await at('Local', 'box', 'a')), [
      'This folder is empty',
      '(folder marker)',
    ]);
    await listing.setFilter(folder('b/'), 'x');
    const [only] = await labels(await at('Local', 'box', 'b'));
    assert.equal(only, 'No objects with this prefix');
  });

  it('fault 17: an object `a` and a folder `a/` are two rows, and the folder opens', async () => {
    const { store, provider, labels, at } = treeOver();
    store.put('box', 'a', 'a/inside', 'a ');
    const rows = await provider.getChildren(await at('Local', 'box'));
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['folder', 'object', 'object'],
    );
    assert.equal(new Set(rows.map((row) => provider.getTreeItem(row).id)).size, 3);
    assert.deepEqual(await labels(rows[0]), ['inside']);
  });

  it('announces the row that changed, the very one that the editor holds, and no row that it does not', async () => {
    const { store, listing, provider, fired, at } = treeOver();
    store.put('box', ...keysBelow('a/', 1500));
    await listing.refreshFolder(folder('a/'));
    assert.deepEqual(fired, [], 'nothing is shown yet');

    const row = await at('Local', 'box', 'a');
    const more = (await provider.getChildren(row)).at(-1);
    assert.ok(more instanceof MoreRow);
    await listing.loadMore(folder('a/'));
    assert.deepEqual(
      fired.map((each) => each === more || each === row),
      [true, true],
    );
    fired.length = 0;
    await listing.refreshFolder(folder(''));
    await listing.refreshFolder(folder('a/'));
    assert.equal(fired.length, 1, 'the Space; what is below it is read anew with it');
    listing.refreshAll();
    assert.equal(fired.at(-1), undefined);
  });

  it('a row tells its way up by the same ids', async () => {
    const { store, provider, at } = treeOver();
    store.put('box', 'a//b/c');
    let row: Row | undefined = await at('Local', 'box', 'a', '(no name)', 'b', 'c');
    const way: (string | undefined)[] = [];
    for (; row; row = provider.getParent(row)) way.unshift(provider.getTreeItem(row).id);
    const down = ['Local', 'box', 'a', '(no name)', 'b', 'c'];
    const ids = await Promise.all(
      down.map(async (_, index) => provider.getTreeItem(await at(...down.slice(0, index + 1))).id),
    );
    assert.deepEqual(way, ids);
  });

  it('says that a key pair is missing, and shows the Spaces once it is entered', async () => {
    const { connections, labels, at, provider } = treeOver({ ...LOCAL, spaces: ['box'] });
    connections.loseSecret(LOCAL.id);
    const [row] = await provider.getChildren(await at('Local'));
    assert.ok(row instanceof ErrorRow);
    assert.equal(provider.getTreeItem(row).contextValue, 'error;credentials');
    await connections.save({ ...LOCAL, spaces: ['box'] }, { accessKeyId: 'AK', secretAccessKey: 'SK' });
    assert.deepEqual(await labels(await at('Local')), ['box']);
  });

  it('a connection without Spaces says so', async () => {
    const { provider, at } = treeOver();
    const [row] = await provider.getChildren(await at('Local'));
    assert.ok(row instanceof EmptyRow);
  });
});

describe('hovering over a row', () => {
  it('brings the content type', async () => {
    const { store, provider, at } = treeOver();
    store.put('box', 'cat.txt');
    const row = await at('Local', 'box', 'cat.txt');
    const { tooltip } = await provider.resolveTreeItem({}, row, NO_TOKEN);
    assert.match(String(tooltip), /Key: cat\.txt\n(.*\n)+Content type: text\/plain/);
  });

  it('leaves out what can not be had', async () => {
    const { store, provider, at } = treeOver();
    store.put('box', 'cat.txt');
    const row = await at('Local', 'box', 'cat.txt');
    store.failures.push(new SpacesError('accessDenied', 'No.'));
    const { tooltip } = await provider.resolveTreeItem({}, row, NO_TOKEN);
    assert.match(String(tooltip), /^Key: cat\.txt\nSize: 7 bytes\n/);
    assert.doesNotMatch(String(tooltip), /Content type/);
  });

  it('ends its request when the pointer is gone', async () => {
    const { store, provider, at } = treeOver();
    store.put('box', 'cat.txt');
    const row = await at('Local', 'box', 'cat.txt');
    let cancel: () => void = () => {};
    const token = {
      isCancellationRequested: false,
      onCancellationRequested: (listener: () => void) => {
        cancel = listener;
        return { dispose: () => {} };
      },
    } as unknown as vscode.CancellationToken;
    let outcome: unknown;
    store.headObject = (_connection, _space, _key, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          outcome = new Cancelled();
          reject(outcome);
        });
      });
    const hovering = provider.resolveTreeItem({}, row, token);
    cancel();
    await hovering;
    assert.ok(outcome instanceof Cancelled);
  });
});

describe('rights in the tree', () => {
  it('what is learnt of a Space draws its connection anew, of a folder that folder', async () => {
    const { store, rights, fired, at, provider } = treeOver();
    store.put('box', 'a/b/c');
    await at('Local', 'box', 'a');
    rights.learn(folder(''), { list: true });
    assert.deepEqual(fired, []);
    rights.learn(folder(''), { write: false });
    assert.deepEqual(
      fired.map((row) => row && idOf(row)),
      [idOf(await at('Local'))],
    );
    assert.equal(provider.getTreeItem(await at('Local', 'box', 'a')).contextValue, 'folder;noWrite;noDelete');
    assert.match(String(provider.getTreeItem(await at('Local')).description), /^read-only key · /);
    rights.learn(folder('a/'), { write: true });
    const last = fired.at(-1);
    assert.equal(last && idOf(last), idOf(await at('Local', 'box', 'a')));
    assert.equal(provider.getTreeItem(await at('Local', 'box', 'a')).contextValue, 'folder');
  });

  it('a connection is one of a reader when that is known of all its Spaces', async () => {
    const { store, rights, at, provider } = treeOver();
    store.put('box', 'a').put('other', 'a');
    await at('Local', 'box');
    rights.learn(folder(''), { write: false });
    const described = async () => String(provider.getTreeItem(await at('Local')).description);
    assert.doesNotMatch(await described(), /read-only/);
    rights.learn(folder('', 'other'), { write: false });
    assert.match(await described(), /^read-only key/);
  });

  it('an object says in its tooltip why its commands are greyed', async () => {
    const { store, rights, at, provider } = treeOver();
    store.put('box', 'a');
    rights.learn(folder(''), { write: false });
    const row = await at('Local', 'box', 'a');
    const item = await provider.resolveTreeItem({}, row, NO_TOKEN);
    assert.match(String(item.tooltip), /may not change objects in the Space: box$/);
  });
});
