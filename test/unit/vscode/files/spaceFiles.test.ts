import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { createSpaceFiles } from '../../../../src/vscode/files/spaceFiles.ts';
import { idOf } from '../../../../src/vscode/tree/rows.ts';
import { FakeConnectionStore } from '../../../support/fakes/connectionStore.ts';
import { KEYS, LOCAL } from '../../../support/fakes/listing.ts';
import { FakeStore } from '../../../support/fakes/store.ts';

const uri = (path: string, { scheme = 'spaceport', authority = LOCAL.id } = {}) =>
  ({ scheme, authority, path, toString: () => `${scheme}://${authority}${path}` }) as unknown as vscode.Uri;

function setUp(...inputs: readonly unknown[]) {
  const store = new FakeStore().put('box', 'a.txt', 'docs/b.txt', 'both', 'both/c.txt', 'x/./y');
  const tabs = inputs.map((input) => ({ input }));
  const group = { tabs, activeTab: tabs[0] };
  const workspace = { isTrusted: true };
  const editor = { window: { tabGroups: { all: [group], activeTabGroup: group } }, workspace };
  const { rowsOf, active } = createSpaceFiles(editor as never, {
    connections: FakeConnectionStore.with([LOCAL, KEYS]),
    reads: store,
  });
  const idsOf = async (...uris: vscode.Uri[]) => (await rowsOf(uris)).map(idOf);
  return { store, workspace, rowsOf, active, idsOf };
}

const id = (...parts: (string | null)[]) => JSON.stringify([parts[0], LOCAL.id, ...parts.slice(1)]);

describe('what files of a Space stand for', () => {
  it('objects and folders, as the server has them, in order', async () => {
    const { idsOf } = setUp();
    assert.deepEqual(await idsOf(uri('/box/docs'), uri('/box/a.txt'), uri('/box/both'), uri('/box/x/%./y')), [
      id('folder', 'box', 'docs/'),
      id('object', 'box', 'a.txt'),
      id('object', 'box', 'both'),
      id('object', 'box', 'x/./y'),
    ]);
  });

  it('an object with its size, and of other files nothing', async () => {
    const { rowsOf } = setUp();
    const rows = await rowsOf([uri('/home/a.txt', { scheme: 'file', authority: '' }), uri('/box/a.txt')]);
    assert.deepEqual(
      rows.map((row) => row.kind === 'object' && row.entry.size),
      [5],
    );
  });

  it('Spaces and connections without a request; a folder in which nothing is yet as a folder', async () => {
    const { store, idsOf } = setUp();
    assert.deepEqual(await idsOf(uri('/box'), uri('/')), [
      id('space', 'box', ''),
      JSON.stringify(['connection', LOCAL.id]),
    ]);
    assert.deepEqual(store.calls, []);
    assert.deepEqual(await idsOf(uri('/box/new folder')), [id('folder', 'box', 'new folder/')]);
  });

  it('what an editor shows is an object: nothing is asked for', async () => {
    const shown = [{ uri: uri('/box/gone.txt') }, { original: uri('/box/a'), modified: uri('/box/b') }, {}];
    const { store, idsOf } = setUp(...shown, undefined);
    assert.deepEqual(await idsOf(uri('/box/gone.txt'), uri('/box/b')), [
      id('object', 'box', 'gone.txt'),
      id('object', 'box', 'b'),
    ]);
    assert.deepEqual(store.calls, []);
  });

  it('throws for a connection that is not here', async () => {
    const { rowsOf } = setUp();
    await assert.rejects(rowsOf([uri('/box/a.txt', { authority: 'zzzzzzzzzz' })]), {
      code: 'unknownConnection',
    });
  });

  it('the active editor may show one: of a picture, too, and of two that are compared the changeable one', () => {
    const [one, other] = [uri('/box/a.txt'), uri('/a.txt', { scheme: 'file' })];
    const shows = (input: unknown) => setUp(input, { uri: uri('/box/docs/b.txt') }).active();
    assert.equal(shows({ uri: one }), one);
    assert.equal(shows({ original: other, modified: one }), one);
    for (const input of [{ uri: other }, { original: one, modified: other }, {}, undefined])
      assert.equal(shows(input), undefined);
  });

  it('in a window that is not trusted what an editor shows is not acted on unasked', () => {
    const { active, workspace } = setUp({ uri: uri('/box/a.txt') });
    workspace.isTrusted = false;
    assert.equal(active(), undefined);
  });
});
