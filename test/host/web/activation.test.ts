import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TRANSFER_COMMANDS } from '../../../src/contributions.ts';
import { refusal } from '../support/contract.ts';
import { inWorkerHost } from '../support/worker.ts';

describe('the web-worker extension host', () => {
  inWorkerHost();

  it('activates', async () => {
    const extension = vscode.extensions.getExtension('spaceport.spaceport');
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it('refuses what only the desktop has', async () => {
    for (const id of TRANSFER_COMMANDS)
      assert.match(
        await refusal(id.replace('spaceport.', ''), { transfer: 'aaaaaaaaaa' }),
        /browser lets no extension read or write files/,
        id,
      );
  });
});
