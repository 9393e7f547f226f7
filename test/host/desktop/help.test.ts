import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { testHelpPages } from '../support/helpPages.ts';
import { facts, outside } from '../support/outside.ts';

describe('Learn More in the Node host', () => testHelpPages());

describe('the log', () => {
  it('begins with what a report needs, without a name of this computer', async () => {
    const log = String(await outside('readLogs', 'Spaceport\\.log$'));
    const [first = ''] = log.split('\n');
    assert.ok(first.includes(`${vscode.env.appName} ${facts.version} (`), first);
    assert.match(
      first,
      /\[info\] Spaceport \d+\.\d+\.\d+, .*, runs on: (?:local|remote), \w+ \w+, Node [\d.]+, language: en/,
    );
    assert.doesNotMatch(first, /127\.0\.0\.1|localhost/);
  });
});
