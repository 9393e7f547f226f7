import * as vscode from 'vscode';
import { describeLedger } from '../support/ledger.ts';
import { outside } from '../support/outside.ts';
import { inWorkerHost } from '../support/worker.ts';

describe('Active Shares in the web-worker host', () => {
  inWorkerHost();

  // A server's page keeps a profile's files on the server; one without a server in its IndexedDB.
  describeLedger(async () => {
    const path = `${String(await outside('storageFolder'))}/shares`;
    return vscode.Uri.from({ scheme: 'vscode-userdata', path });
  });
});
