import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inWorkerHost } from '../support/worker.ts';

describe('the web-worker extension host', () => {
  inWorkerHost();

  it('activates', async () => {
    const extension = vscode.extensions.getExtension('spaceport.spaceport');
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });
});
