// Objects opened and compared by arguments, alike in both hosts: what tabs the editor has then.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, refusal, run } from './contract.ts';
import { tabShown } from './tabs.ts';

const NAME = 'Opening';
const SPACE = 'opening';

/** `fill` makes the Space with these objects, and gives what a connection to it needs beside its name. */
export function openingTests(fill: (space: string, keys: readonly string[]) => Promise<object>): void {
  const place = { connection: NAME, space: SPACE };
  let id = '';

  before(async () => {
    id = await add(NAME, await fill(SPACE, ['a.txt', 'folder/b.txt', 'ü %41 #?.txt']));
  });
  after(async () => {
    await run('removeConnection', { connection: NAME, confirmed: true });
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('an object is opened under its address, and kept', async () => {
    await run('open', { ...place, key: 'ü %41 #?.txt' });
    const { input, isPreview } = await tabShown('ü %41 #?.txt');
    assert.ok(input instanceof vscode.TabInputText);
    assert.deepEqual([input.uri.scheme, input.uri.authority], ['spaceport', id]);
    assert.equal(input.uri.path, `/${SPACE}/ü %41 #?.txt`);
    assert.equal(isPreview, false);
  });

  it('several are opened side by side with what is there', async () => {
    await run('open', { ...place, key: 'a.txt' });
    await run('openToSide', { ...place, keys: ['folder/b.txt'] });
    await tabShown('b.txt');
    const groups = vscode.window.tabGroups.all.map(({ tabs }) => tabs.map(({ label }) => label));
    assert.deepEqual(groups, [['a.txt'], ['b.txt']]);
  });

  it('two are compared, by names that tell them apart', async () => {
    await run('compareSelected', { ...place, keys: ['a.txt', 'folder/b.txt'] });
    await run('compareWith', { ...place, key: 'a.txt', with: { key: 'folder/b.txt' } });
    const { input } = await tabShown(`a.txt (${SPACE}) ↔ b.txt (${SPACE})`);
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.equal(input.original.path, `/${SPACE}/a.txt`);
    assert.equal(input.modified.path, `/${SPACE}/folder/b.txt`);
  });

  it('one is selected for comparing as the editor selects, and another compared with it', async () => {
    await run('selectForCompare', { ...place, key: 'a.txt' });
    await run('compareWithSelected', { ...place, key: 'folder/b.txt' });
    const { input } = await tabShown('a.txt ↔ b.txt');
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.deepEqual(
      [input.original.path, input.modified.path],
      [`/${SPACE}/a.txt`, `/${SPACE}/folder/b.txt`],
    );
    assert.match(await refusal('compareWithSelected', { ...place, key: 'gone' }), /gone/);
  });

  it('what can not be opened is refused, with the reason', async () => {
    assert.match(await refusal('open', { ...place, key: 'gone' }), /gone/);
    assert.match(await refusal('open', { ...place, key: 'a/../b' }), /"\.\."/);
    assert.match(await refusal('open', { ...place, prefix: 'folder/' }), /"prefix"/);
    assert.match(await refusal('open', { ...place, key: 'a.txt', versionId: 'none' }), /version.*none/);
    assert.match(
      await refusal('compareWith', { ...place, key: 'a.txt', with: { space: SPACE } }),
      /with\.key/,
    );
    assert.match(await refusal('compareSelected', { ...place, keys: ['a.txt'] }), /two objects/);
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs),
      [],
    );
  });
}
