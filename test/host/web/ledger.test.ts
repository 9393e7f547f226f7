import * as vscode from 'vscode';
import { describeLedger } from '../support/ledger.ts';
import { inWorkerHost } from '../support/worker.ts';

describe('Active Shares in the web-worker host', () => {
  inWorkerHost();

  // In the browser's IndexedDB.
  const path = '/User/globalStorage/spaceport.spaceport/shares';
  describeLedger(async () => vscode.Uri.from({ scheme: 'vscode-userdata', path }));
});
