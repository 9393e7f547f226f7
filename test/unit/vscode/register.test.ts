import assert from 'node:assert/strict';
import { COMMAND } from '../../../src/contributions.ts';
import { Cancelled, SpacesError } from '../../../src/core/errors.ts';
import { runShown } from '../../../src/vscode/register.ts';
import { isShareRow, ShareRow } from '../../../src/vscode/shares/rows.ts';
import { CONNECTION } from '../commands/shareSetup.ts';
import { shareOf } from '../core/shareOf.ts';
import { failing, first, second, setup, third } from './registerSetup.ts';

describe('the wrapper', () => {
  it('takes the rows clicked, else the selection, else none', async () => {
    const { call, gestures, selected } = setup();
    await call(first, [first, second]);
    await call(first, [second, third]);
    await call(first, undefined);
    await call();
    selected.push(second, third);
    await call();
    await call({ other: 'x' });
    await call('text', 5);
    assert.deepEqual(
      gestures.map(({ rows }) => rows),
      [[first, second], [first], [first], [], [second, third], [second, third], [second, third]],
    );
    assert.ok(gestures.every(({ named }) => !named));
  });

  it("tells a row's own command, which brings the row as all that is meant", async () => {
    const { call, gestures, selected } = setup();
    selected.push(first, second);
    await call(first, [first]);
    for (const several of [undefined, [second], [first, second]]) await call(first, several);
    assert.deepEqual(
      gestures.map(({ isClick }) => isClick),
      [true, false, false, false],
    );
    assert.deepEqual(gestures[0]?.rows, [first], 'whatever is selected');
  });

  it('takes the focused row that a key brings, with the selection where it is in it', async () => {
    const { call, gestures, selected } = setup();
    selected.push(second, third);
    await call(first);
    await call(second);
    await call(null);
    await call({ $treeViewId: 'x', $focusedTreeItem: true });
    assert.deepEqual(
      gestures.map(({ rows }) => rows),
      [[first], [second, third], [second, third], [second, third]],
    );
  });

  it("a key brings the row of one of several views: that one's selection counts", async () => {
    const { gestures, deps, call } = setup({ inOtherView: [first, third] });
    await call(third);
    await call(second);
    assert.deepEqual(
      gestures.map(({ rows }) => rows),
      [[first, third], [second]],
    );
    assert.deepEqual(deps.selection(), []);
  });

  it('a row clicked in one of the two trees is the only one meant', async () => {
    const [one, other] = ['one', 'other'].map((id) => new ShareRow(shareOf({ id })));
    assert.ok(one && other);
    const shares = { selection: () => [one, other], isRow: isShareRow };
    const { call, gestures, selected } = setup({ shares });
    selected.push(second);
    await call(one);
    await call(one, [one]);
    await call(first);
    await call();
    await call({ connection: 'x' });
    assert.deepEqual(
      gestures.map((gesture) => [gesture.rows, gesture.shares]),
      [
        [[], [one, other]],
        [[], [one]],
        [[first], []],
        [[second], [one, other]],
        [[], []],
      ],
    );
    const without = setup();
    await without.call(one);
    assert.deepEqual(without.gestures[0]?.shares, [], 'a part without that tree');
  });

  it('a key on a group of shares means no share, whatever is selected', async () => {
    const one = new ShareRow(shareOf());
    const group = new (class Group {})();
    const isGroup = (value: unknown) => value === group;
    const { call, gestures } = setup({ shares: { selection: () => [one], isRow: isShareRow, isGroup } });
    await call(group);
    assert.deepEqual([gestures[0]?.shares, gestures[0]?.onGroup], [[], true]);
  });

  it('arguments that name a target are the target, whatever is selected', async () => {
    const { call, gestures, selected } = setup();
    selected.push(second);
    assert.equal(await call({ connection: 'x' }), 'done');
    assert.deepEqual(gestures, [
      { args: { connection: 'x' }, named: true, rows: [], shares: [], transfers: [], files: [] },
    ]);
    await call({ connection: undefined });
    assert.equal(gestures[1]?.named, false);
  });

  it('a caller who names a target gets the error, and nothing is shown', async () => {
    const error = new SpacesError('noSuchObject', 'There is none.');
    const { call, notices, log } = setup({ run: failing(error) });
    await assert.rejects(call({ connection: 'x' }), error);
    await assert.rejects(call({ connection: 'x', nonsense: 1 }), { code: 'badArguments' });
    assert.deepEqual(notices.shown, []);
    assert.equal(log.lines.length, 2);
  });

  it('otherwise what was tried and the reason are shown once, and the call gives undefined', async () => {
    const { call, notices } = setup({ run: failing(new SpacesError('noSuchObject', 'There is none.')) });
    assert.equal(await call(first), undefined);
    assert.equal(await call({ nonsense: 1 }), undefined);
    assert.deepEqual(
      notices.shown.map(({ severity, message }) => [severity, message]),
      [
        ['error', 'Try: There is none.'],
        ['error', 'Try: Unknown argument "nonsense". Known here: connection, other.'],
      ],
    );
  });

  for (const dismissed of [new Cancelled(), new DOMException('', 'AbortError')]) {
    it(`${dismissed.name}: silence, for a person and for a caller`, async () => {
      const { call, notices, log } = setup({ run: failing(dismissed) });
      assert.equal(await call(first), undefined);
      assert.equal(await call({ connection: 'x' }), undefined);
      assert.deepEqual([notices.shown, log.lines], [[], []]);
    });
  }

  it("a bug's own words are for the log alone", async () => {
    const { call, notices, log } = setup({ run: failing(new TypeError('x is undefined')) });
    await call(first);
    assert.match(notices.last.message, /^Try: Something went wrong inside Spaceport/);
    await assert.rejects(call({ connection: 'x' }), /Something went wrong inside Spaceport/);
    assert.match(log.lines.join(), /x is undefined/);
  });

  it('the ways on stand beside the message, of the connection that the error names', async () => {
    const { call, notices, executed } = setup({
      run: failing(new SpacesError('refused', 'No.').about(CONNECTION.id)),
    });
    await call(first);
    assert.deepEqual(notices.last.titles, ['Edit Connection…', 'Retry', 'Learn More']);
    await notices.press('Edit Connection…');
    await notices.press('Learn More');
    assert.deepEqual(executed, [
      [COMMAND.editConnection, { connection: CONNECTION.id }],
      [COMMAND.learnMore, { topic: 'network' }],
    ]);
  });

  it('offers of the error itself come first; of a connection that is not known nothing is offered', async () => {
    const offers = [{ title: 'Copy the Others', run: () => undefined }];
    const { call, notices } = setup({ run: failing(new SpacesError('wrongSecret', 'No.', { offers })) });
    await call(first);
    assert.deepEqual(notices.last.titles, ['Copy the Others', 'Learn More', 'Show Log']);
  });

  it('Retry does the same again, on the same rows, and shows what goes wrong then', async () => {
    const { call, notices, gestures, selected } = setup({
      run: failing(new SpacesError('timeout', 'Too slow.')),
    });
    selected.push(first);
    await call();
    selected.splice(0, 1, second);
    await notices.press('Retry');
    assert.deepEqual(
      gestures.map(({ rows }) => rows),
      [[first], [first]],
    );
    assert.deepEqual(notices.messages, ['Try: Too slow.', 'Try: Too slow.']);
    await notices.press('Retry');
    assert.equal(gestures.length, 3);
  });
});

describe('runShown', () => {
  it('shows an error of something offered, and nothing of a dismissed question', async () => {
    const { deps, notices } = setup();
    await runShown(deps, 'Copy the Others', failing(new Cancelled()));
    assert.deepEqual(notices.shown, []);
    await runShown(deps, 'Copy the Others', failing(new SpacesError('badKey', 'No.')));
    assert.deepEqual(notices.messages, ['Copy the Others: No.']);
    await runShown(deps, 'Copy the Others', () => 5);
    assert.equal(notices.shown.length, 1);
  });
});
