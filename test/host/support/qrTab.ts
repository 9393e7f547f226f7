// A link as a QR code, in both hosts: what the tab is, and that nothing of the link is where others read.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, clipboard, refusal, run } from './contract.ts';

const name = 'QR';
const target = { connection: name, space: 'qr-space' };

/** `more`: what the connection needs in that host. */
export function describeQrTab(more: object = {}): void {
  describe('a link as a QR code', () => {
    before(() => add(name, more));
    after(() => run('removeConnection', { connection: name, confirmed: true }));

    it('is a tab named after the object, and leaves the clipboard alone', async () => {
      await vscode.env.clipboard.writeText('untouched');
      const result = await run('copySignedUrl', { ...target, key: 'a/photo.png', expiresIn: '1h', as: 'qr' });
      assert.equal((result as { readonly count: number }).count, 1);
      assert.equal(await clipboard(), 'untouched');
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      const [tab, ...others] = tabs.filter((each) => each.input instanceof vscode.TabInputWebview);
      assert.deepEqual([tab?.label, others], ['QR code: a/photo.png', []]);
      if (tab) await vscode.window.tabGroups.close(tab);
    });

    it('is for one object, and for a link that a code can hold', async () => {
      assert.match(
        await refusal('copySignedUrl', { ...target, keys: ['a', 'b'], expiresIn: 60, as: 'qr' }),
        /one object/i,
      );
      const long = await refusal('copySignedUrl', {
        ...target,
        key: 'é'.repeat(500),
        expiresIn: 60,
        as: 'qr',
      });
      assert.match(long, /QR code/);
    });
  });
}
