// Which machine the extension runs on, and that it says so where it matters.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, run } from '../support/contract.ts';
import { facts } from '../support/outside.ts';
import { deadEndpoint } from '../support/store.ts';

describe('the machine that the extension runs on', () => {
  const extension = vscode.extensions.getExtension('spaceport.spaceport');

  it('may be either end of a remote window, the near one first; a browser has the server for that', () => {
    assert.deepEqual(extension?.packageJSON.extensionKind, ['ui', 'workspace']);
    const { ExtensionKind } = vscode;
    assert.equal(extension?.extensionKind, facts.isElectron ? ExtensionKind.UI : ExtensionKind.Workspace);
  });

  it('is the remote one where the editor is a page of a server, which it is called by', () => {
    const { remoteName } = vscode.env;
    if (facts.isElectron) assert.equal(remoteName, undefined);
    else assert.match(remoteName ?? '', /^127\.0\.0\.1:\d+$/);
  });

  it('is named where the network fails, unless it goes without saying', async () => {
    const connection = await add('Far machine', { endpoint: await deadEndpoint() });
    const { reason } = (await run('testConnection', { connection })) as { reason: string };
    await run('removeConnection', { connection, confirmed: true });
    assert.match(reason, /^The server refuses connections/);
    const end = `. Requests are sent from the remote machine: ${vscode.env.remoteName}`;
    assert.equal(reason.endsWith(end), !facts.isElectron);
    assert.equal(/sent from/.test(reason), !facts.isElectron);
  });
});
