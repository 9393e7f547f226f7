import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { pickLocal } from '../../../src/vscode/localDialog.ts';

/** An editor whose person picks these. */
function picking(...picked: readonly { scheme: string; authority: string; path: string }[]) {
  const asked: vscode.OpenDialogOptions[] = [];
  const file = (path: string) => ({ scheme: 'file', authority: '', path }) as vscode.Uri;
  const window = {
    async showOpenDialog(options: vscode.OpenDialogOptions = {}) {
      asked.push(options);
      return picked.length > 0 ? (picked as unknown as vscode.Uri[]) : undefined;
    },
  };
  const local = async () => ({ homeFolder: '/home/me' });
  return { asked, deps: { api: { window, Uri: { file } }, local } };
}

const mine = { scheme: 'file', authority: '', path: '/home/me/b.txt' };

describe('picking files of this machine', () => {
  it('begins among them, whatever the workspace is made of, or where it ended last', async () => {
    const { asked, deps } = picking(mine);
    assert.deepEqual(await pickLocal(deps, { title: 'Compare: a.txt' }), [mine]);
    await pickLocal(deps, {}, '/srv');
    await pickLocal({ ...deps, local: undefined }, {});
    const begun = asked.map(({ title, defaultUri }) => [title, defaultUri?.scheme, defaultUri?.path]);
    assert.deepEqual(begun, [
      ['Compare: a.txt', 'file', '/home/me'],
      [undefined, 'file', '/srv'],
      [undefined, 'file', '/'],
    ]);
  });

  it('none that is elsewhere: its path names another file here', async () => {
    const { deps } = picking(mine, { scheme: 'spaceport', authority: 'abcdefghij', path: '/box/b.txt' });
    await assert.rejects(pickLocal(deps, {}), {
      code: 'localFile',
      message: 'This is not on this computer: /box/b.txt',
    });
  });

  it('dismissed, it is none', async () => {
    await assert.rejects(pickLocal(picking().deps, {}), { name: 'Cancelled' });
  });
});
