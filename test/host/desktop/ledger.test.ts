import { join } from 'node:path';
import * as vscode from 'vscode';
import { describeLedger } from '../support/ledger.ts';
import { outside } from '../support/outside.ts';

describeLedger(async () => vscode.Uri.file(join(String(await outside('storageFolder')), 'shares')));
