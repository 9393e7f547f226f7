import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { signerMark } from '../../../../src/commands/recordShare.ts';
import { createFormats } from '../../../../src/core/format.ts';
import type { Share } from '../../../../src/core/ledger.ts';
import { createShareClock } from '../../../../src/core/ledgerTimes.ts';
import { LedgerView } from '../../../../src/core/ledgerView.ts';
import { nodeHashing } from '../../../../src/platform/node.ts';
import { SharesProvider } from '../../../../src/vscode/shares/provider.ts';
import { type LedgerRow, ShareRow } from '../../../../src/vscode/shares/rows.ts';
import type { Description } from '../../../../src/vscode/tree/describe.ts';
import { FakeConnectionStore } from '../../../support/fakes/connectionStore.ts';
import { FakeLedger } from '../../../support/fakes/sharing.ts';
import { CONNECTION } from '../../commands/shareSetup.ts';
import { shareOf } from '../../core/shareOf.ts';

const START = Date.parse('2026-11-24T08:00:00.000Z');
const credentials = { accessKeyId: 'DO00AAAA', secretAccessKey: 'a-secret-of-tests' };
const ending = (seconds: number, id = 'share00000') =>
  shareOf({ id, what: { key: id }, expiresAt: new Date(START + seconds * 1000).toISOString() });

/** The tree with the editor at its other end: what is announced is drawn again, and time goes on as a test says. */
async function setup(shares: readonly Share[]) {
  let now = START;
  const ledger = new FakeLedger();
  ledger.shares = [...shares];
  const connections = FakeConnectionStore.with([CONNECTION, credentials]);
  const timers: { readonly at: number; readonly run: () => void }[] = [];
  const provider = new SharesProvider({
    ledger,
    connections,
    view: new LedgerView('ends'),
    shareClock: createShareClock({ connections, clock: { get: () => 0 }, now: () => now }),
    hashing: nodeHashing,
    formats: createFormats('en', 'UTC'),
    locale: 'en',
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return { dispose: () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1)) };
    },
    toTreeItem: (look: Description) => look as unknown as vscode.TreeItem,
    toTooltip: (lines) => ({ value: lines.join('\n') }) as vscode.MarkdownString,
  });
  /** What is drawn, and what was drawn anew because it was announced. */
  let shown: string[] = [];
  const redrawn: string[] = [];
  const line = (row: LedgerRow) => {
    const { label, description } = provider.getTreeItem(row) as unknown as Description;
    return `${label}: ${description}`.replace(/\s/gu, ' ');
  };
  const drawAll = async () => {
    const groups = await provider.getChildren();
    const rows = (await Promise.all(groups.map((group) => provider.getChildren(group)))).flat();
    shown = rows.map(line);
  };
  let drawing = Promise.resolve();
  provider.onDidChangeTreeData((rows) => {
    if (rows === undefined) {
      redrawn.push('all');
      drawing = drawing.then(drawAll);
    } else redrawn.push(...rows.map(line));
  });
  const passTo = async (seconds: number) => {
    const end = START + seconds * 1000;
    for (;;) {
      await drawing;
      const next = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      timers.splice(timers.indexOf(next), 1);
      now = Math.max(now, next.at);
      next.run();
    }
    now = end;
  };
  await drawAll();
  return { provider, ledger, connections, redrawn, timers, passTo, drawAll, shown: () => shown };
}

describe('the tree of shares', () => {
  it('draws anew what reads otherwise, each minute, in the last one each second', async () => {
    const { provider, redrawn, passTo } = await setup([ending(150, 'soon'), ending(3600 * 5 + 90, 'late')]);
    provider.isSeen = true;
    await passTo(31);
    assert.deepEqual(redrawn, ['soon: ends in 1 min', 'late: ends in 5 hr']);
    redrawn.length = 0;
    await passTo(93);
    assert.deepEqual(
      redrawn.filter((each) => each.startsWith('soon')),
      ['soon: ends in 59 sec', 'soon: ends in 58 sec', 'soon: ends in 57 sec'].slice(0, 3),
    );
    assert.ok(redrawn.length <= 5, redrawn.join());
  });

  it('what ends moves, and the tree is drawn whole, once', async () => {
    const { provider, redrawn, passTo, shown } = await setup([ending(2, 'first'), ending(7200, 'second')]);
    provider.isSeen = true;
    assert.deepEqual(shown(), ['first: ends in 2 sec', 'second: ends in 2 hr']);
    await passTo(4);
    assert.equal(redrawn.filter((each) => each === 'all').length, 1);
    assert.deepEqual(shown(), ['second: ends in 1 hr 59 min', 'first: ended now']);
    redrawn.length = 0;
    await passTo(65);
    assert.ok(redrawn.includes('first: ended 1m ago'), redrawn.join());
  });

  it('a share that ends sooner than what was drawn before does not wait for it', async () => {
    const { provider, ledger, redrawn, passTo } = await setup([ending(86_400 * 3, 'late')]);
    provider.isSeen = true;
    await passTo(1);
    const { id: _, ...soon } = ending(62, 'soon');
    await ledger.add(soon);
    await passTo(4);
    assert.ok(
      redrawn.some((each) => each.endsWith(': ends in 59 sec')),
      redrawn.join(),
    );
  });

  it('counts nothing while it is not seen, and catches up when it is', async () => {
    const { provider, redrawn, timers, passTo } = await setup([ending(3600)]);
    await passTo(600);
    assert.deepEqual([redrawn, timers.length], [[], 0]);
    provider.isSeen = true;
    assert.deepEqual(redrawn, ['share00000: ends in 50 min']);
    assert.equal(timers.length, 1);
    provider.isSeen = false;
    assert.equal(timers.length, 0);
    provider.isSeen = true;
    provider.dispose();
    assert.equal(timers.length, 0);
  });

  it('knows the group that a share stands in by its id', async () => {
    const { provider } = await setup([ending(60)]);
    const [group] = await provider.getChildren();
    const [row] = group ? await provider.getChildren(group) : [];
    assert.ok(group && row);
    const parent = provider.getParent(row);
    assert.ok(parent);
    assert.equal(provider.getTreeItem(parent).id, provider.getTreeItem(group).id);
    assert.equal(provider.getParent(group), undefined);
    assert.deepEqual(await provider.getChildren(row), []);
  });

  it('says in the tooltip where another key pair signed, or the connection is gone', async () => {
    const signedBy = await signerMark(nodeHashing, credentials);
    const { provider, connections } = await setup([]);
    const tooltip = async (share: Share) => {
      const item = await provider.resolveTreeItem({} as vscode.TreeItem, new ShareRow(share));
      return (item.tooltip as vscode.MarkdownString).value;
    };
    assert.doesNotMatch(await tooltip(shareOf({ signedBy })), /another key pair/);
    assert.match(await tooltip(shareOf()), /another key pair/);
    await connections.remove(CONNECTION.id);
    assert.match(await tooltip(shareOf({ signedBy })), /not there any more/);
  });
});
