import * as vscode from 'vscode';
import { describeLedger } from '../support/ledger.ts';
import { outside } from '../support/outside.ts';
import { inWorkerHost } from '../support/worker.ts';

describe('Active Shares in the web-worker host', () => {
  inWorkerHost();

  // A page of a server keeps a profile's files there; one without a server has them in its IndexedDB.
  describeLedger(async () => {
    const path = `${String(await outside('storageFolder'))}/shares`;
    return vscode.Uri.from({ scheme: 'vscode-remote', path });
  });
});
