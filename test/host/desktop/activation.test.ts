import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { facts } from '../support/outside.ts';

describe('the Node extension host', () => {
  const spaceport = () => {
    const extension = vscode.extensions.getExtension('spaceport.spaceport');
    assert.ok(extension, 'the extension is there');
    return extension;
  };

  it('is the VS Code that was asked for', () => {
    assert.equal(vscode.version, facts.version);
  });

  it('runs the extension where Node is', () => {
    const { ExtensionKind, UIKind } = vscode;
    const expected = facts.isElectron
      ? { kind: ExtensionKind.UI, ui: UIKind.Desktop }
      : { kind: ExtensionKind.Workspace, ui: UIKind.Web };
    assert.deepEqual({ kind: spaceport().extensionKind, ui: vscode.env.uiKind }, expected);
    assert.equal(typeof process.versions.node, 'string');
  });

  it('activates', async () => {
    await spaceport().activate();
    assert.equal(spaceport().isActive, true);
  });

  it("reads the test's user settings", () => {
    assert.equal(vscode.workspace.getConfiguration('workbench').get('startupEditor'), 'none');
  });

  it('has a clipboard', async () => {
    await vscode.env.clipboard.writeText('from the host: ä 🚀\n');
    assert.equal(await vscode.env.clipboard.readText(), 'from the host: ä 🚀\n');
  });
});
