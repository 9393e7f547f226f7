import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { facts } from '../support/outside.ts';

describe('the web-worker extension host', () => {
  const spaceport = () => {
    const extension = vscode.extensions.getExtension('spaceport.spaceport');
    assert.ok(extension, 'the extension is there');
    return extension;
  };

  it('is the VS Code that was asked for', () => {
    assert.equal(vscode.version, facts.version);
  });

  it('runs the extension in a worker', () => {
    assert.equal(spaceport().extensionKind, vscode.ExtensionKind.UI);
    assert.equal(typeof Reflect.get(globalThis, 'importScripts'), 'function');
  });

  it('activates', async () => {
    await spaceport().activate();
    assert.equal(spaceport().isActive, true);
  });
});
