import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { SpacesError } from '../../../src/core/errors.ts';
import { isShareRow, ShareRow } from '../../../src/vscode/shares/rows.ts';
import { shareOf } from '../core/shareOf.ts';
import { failing, first, second, setup, third } from './registerSetup.ts';

/** As the editor hands it over: no plain object, which would be arguments. */
const fileOf = (scheme: string) =>
  Object.assign(new (class Uri {})(), { scheme, path: '/dir/a', fsPath: '/dir/a' }) as vscode.Uri;

describe('the wrapper, on files of a Space', () => {
  it('files of a Space are the rows that they stand for, whatever is selected; other files stay files', async () => {
    const [ours, other] = ['spaceport', 'file'].map(fileOf);
    const shares = { selection: () => [new ShareRow(shareOf())], isRow: isShareRow };
    const rowsOf = async (files: readonly vscode.Uri[]) =>
      files.flatMap(({ scheme }) => (scheme === 'spaceport' ? [first] : []));
    const { call, gestures, selected, notices } = setup({
      shares,
      spaceFiles: { rowsOf, active: () => ours },
    });
    selected.push(second);
    await call(ours, [ours, other]);
    await call(other, { groupId: 0 });
    assert.deepEqual(
      gestures.map(({ rows, files, shares }) => [rows, files, shares.length]),
      [
        [[first], [], 0],
        [[second], [other], 1],
      ],
    );
    assert.deepEqual(notices.messages, ['Try: left out, as not in a Space: a']);
    await call(ours, [ours, ...Array(4).fill(other)]);
    assert.equal(notices.messages[1], 'Try: left out, as not in a Space: a, a, a, …');
    await call(ours);
    assert.equal(notices.messages.length, 2);
  });

  for (const [onEditor, wanted] of [
    [undefined, [second]],
    ['unlessSelected', [second]],
    ['always', [first]],
  ] as const)
    it(`what the active editor shows is meant, on editor: ${onEditor}`, async () => {
      const spaceFiles = { rowsOf: async () => [first], active: () => fileOf('spaceport') };
      const { call, gestures, selected } = setup({ spaceFiles, ...(onEditor && { onEditor }) });
      await call();
      await call(third);
      selected.push(second);
      await call();
      assert.deepEqual(
        gestures.map(({ rows }) => rows),
        [onEditor ? [first] : [], [third], wanted],
      );
    });

  it('files of a Space that can’t be looked at are an error like any other', async () => {
    const error = new SpacesError('timeout', 'Too slow.');
    const { call, notices, gestures } = setup({
      spaceFiles: { rowsOf: failing(error), active: () => undefined },
    });
    assert.equal(await call(fileOf('spaceport')), undefined);
    assert.deepEqual([notices.messages, gestures.length], [['Try: Too slow.'], 0]);
  });
});
