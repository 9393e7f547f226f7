import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { createFormats } from '../../../../src/core/format.ts';
import type { Transfer } from '../../../../src/core/transfers/transfer.ts';
import { watchBatches } from '../../../../src/vscode/transfers/batches.ts';
import { TransfersProvider } from '../../../../src/vscode/transfers/provider.ts';
import { BatchRow, PageRow, type TransferListRow } from '../../../../src/vscode/transfers/rows.ts';
import { progressWords } from '../../../../src/vscode/transfers/words.ts';
import type { Description } from '../../../../src/vscode/tree/describe.ts';
import { FakeTransfers, transferOf } from '../../../support/fakes/transfers.ts';

function setup(all: readonly Transfer[]) {
  const transfers = new FakeTransfers(all);
  const batches = watchBatches(transfers);
  const timers: (() => void)[] = [];
  const provider = new TransfersProvider({
    ...{ transfers, batches, formats: createFormats('en', 'UTC'), words: progressWords('en') },
    after: (_ms, run) => {
      timers.push(run);
      return { dispose: () => void timers.splice(timers.indexOf(run), 1) };
    },
    toTreeItem: (look: Description) => look as unknown as vscode.TreeItem,
    toTooltip: (lines) => ({ value: lines.join('\n') }) as vscode.MarkdownString,
  });
  const look = (row: TransferListRow) => provider.getTreeItem(row) as unknown as Description;
  const line = (row: TransferListRow) => {
    const { label, description } = look(row);
    return `${label}: ${description}`.replace(/\s/gu, ' ');
  };
  const redrawn: string[][] = [];
  provider.onDidChangeTreeData((rows) => redrawn.push(rows === undefined ? ['all'] : rows.map(line)));
  const tick = () => {
    for (const run of timers.splice(0)) run();
  };
  return { transfers, provider, look, line, redrawn, timers, tick };
}

const batchOf = (count: number, more: Partial<Transfer> = {}) =>
  Array.from({ length: count }, (_, index) => transferOf(`f${index}`, 'queued', { batch: 'many', ...more }));

describe('the tree of transfers', () => {
  it('has a row for one, and one for a batch with its rows below', async () => {
    const { provider, line } = setup([
      transferOf('a', 'running', { doneBytes: 420, bytesPerSecond: 290, secondsLeft: 2 }),
      ...batchOf(2),
    ]);
    const top = await provider.getChildren();
    assert.deepEqual(top.map(line), ['f0 and others: 0 of 2 files · 0%', 'a: 42% · 0.3 kB/s · 2 sec left']);
    const below = await provider.getChildren(top[0]);
    assert.deepEqual(below.map(line), ['f0: waiting · 1 kB', 'f1: waiting · 1 kB']);
    assert.deepEqual(below[0] && provider.getParent(below[0]), top[0]);
    assert.equal(top[1] && provider.getParent(top[1]), undefined);
  });

  it('draws anew what moves, and nothing else', async () => {
    const { transfers, provider, redrawn } = setup([transferOf('a', 'running'), transferOf('b', 'queued')]);
    await provider.getChildren();
    transfers.set(transferOf('a', 'running', { doneBytes: 500 }));
    assert.deepEqual(redrawn, [['a: 50%']]);
  });

  it('an open batch is drawn anew with its rows, once for all that changed meanwhile', async () => {
    const { transfers, provider, redrawn, timers, tick } = setup(batchOf(3));
    const [top] = await provider.getChildren();
    await provider.getChildren(top);
    for (const id of ['f0', 'f1']) transfers.set(transferOf(id, 'done', { batch: 'many' }));
    assert.deepEqual(redrawn, [['f0: 1 kB'], ['f1: 1 kB']]);
    assert.equal(timers.length, 1);
    tick();
    assert.deepEqual(redrawn.slice(2), [['f0 and others: 2 of 3 files · 66%']]);
  });

  it('a closed batch is one row, at once', async () => {
    const { transfers, provider, redrawn, timers } = setup(batchOf(3));
    await provider.getChildren();
    transfers.set(transferOf('f0', 'failed', { batch: 'many' }));
    assert.deepEqual(redrawn, [['f0 and others: failed: 1 · 0 of 3 files · 0%']]);
    assert.equal(timers.length, 0);
  });

  it('all is read again where a row at the top comes or goes', async () => {
    const { transfers, provider, redrawn } = setup([transferOf('a', 'running')]);
    await provider.getChildren();
    transfers.set(transferOf('b', 'queued'));
    await provider.getChildren();
    transfers.remove('a');
    assert.deepEqual(redrawn, [['all'], ['all']]);
  });

  it('one that gets company becomes a batch', async () => {
    const { transfers, provider, redrawn } = setup([transferOf('f0', 'queued', { batch: 'many' })]);
    await provider.getChildren();
    transfers.set(transferOf('f1', 'queued', { batch: 'many' }));
    assert.deepEqual(redrawn, [['all']]);
    assert.ok((await provider.getChildren())[0] instanceof BatchRow);
  });

  it('10,000 rows are pages, each shows what was behind it, none twice', async () => {
    const { transfers, provider, line } = setup(batchOf(10_000));
    const [top] = await provider.getChildren();
    const below = await provider.getChildren(top);
    assert.equal(below.length, 200 + 49);
    assert.equal(below[200] && line(below[200]).trim(), '201–400:');
    // What is done meanwhile has another place in the batch, but not in a page that was made before.
    transfers.set(
      transferOf('f0', 'done', { batch: 'many' }),
      transferOf('f300', 'failed', { batch: 'many' }),
    );
    const pages = below.filter((row) => row instanceof PageRow);
    const inPages = (await Promise.all(pages.map((page) => provider.getChildren(page)))).flat();
    const labels = [...below.slice(0, 200), ...inPages].map((row) => line(row).split(':')[0]);
    assert.equal(new Set(labels).size, 10_000);
  });

  it('10,000 changes are few messages: a row is asked for no sooner than it is seen', async () => {
    const { transfers, provider, redrawn, tick } = setup(batchOf(10_000));
    const [top] = await provider.getChildren();
    await provider.getChildren(top);
    transfers.set(...batchOf(10_000, { state: 'done', doneBytes: 1000 }));
    tick();
    assert.ok(redrawn.flat().length <= 201, String(redrawn.flat().length));
  });

  it('a tooltip has all that is known, as plain text', async () => {
    const { provider, look } = setup([
      transferOf('a', 'running', { doneBytes: 420, localPath: '/home/me/[x](command:y)' }),
    ]);
    const [row] = await provider.getChildren();
    assert.ok(row);
    const { tooltip } = await provider.resolveTreeItem({}, row);
    const text = (tooltip as vscode.MarkdownString).value.replace(/\s/gu, ' ');
    assert.match(text, /^File: \/home\/me\/.* Key: a Space: things Connection: Demo Size: 1,000 bytes/);
    assert.doesNotMatch(text, /\]\(command/);
    assert.equal(look(row).tooltip, undefined);
  });

  it('a screen reader hears what it is, and how far', async () => {
    const { provider, look } = setup([
      transferOf('a', 'running', {
        kind: 'download',
        doneBytes: 420,
        bytesPerSecond: 3.1e6,
        secondsLeft: 125,
      }),
      transferOf('b', 'done'),
    ]);
    const spoken = (await provider.getChildren()).map((row) => look(row).accessibleName);
    assert.deepEqual(spoken, [
      'b, upload, done, 1 kilobyte',
      'a, download, 42%, 3.1 megabytes per second, 3 minutes left',
    ]);
  });
});
