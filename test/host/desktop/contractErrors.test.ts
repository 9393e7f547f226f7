// What a caller's mistakes give: an error to act on, the clipboard as it was.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FILENAME } from '../../../src/core/policy.ts';
import { add, clipboard, refusal, run } from '../support/contract.ts';
import { put } from '../support/store.ts';

const connection = 'Contract errors';
const space = 'contract-errors';
const place = { connection, space };
const object = { ...place, key: 'a' };
const soon = { expiresIn: 60 };

type Case = readonly [what: string, command: string, args: object, message: RegExp];

const mistakes: readonly Case[] = [
  ['an unknown property', 'copySignedUrl', { ...object, ...soon, expires: 5 }, /Unknown argument "expires"/],
  ['an unknown property', 'copySignedUrlQuick', { ...object, expiresIn: 5 }, /"expiresIn"/],
  ['an unknown property', 'copyUploadCommand', { ...object, ...soon, keyy: 'b' }, /"keyy"/],
  ['an unknown property', 'copyKey', { ...object, as: 'url' }, /"as"/],
  ['an unknown property', 'removeConnection', { connection, confirm: true }, /"confirm"/],
  ['an unknown property', 'testConnection', { connection, space }, /"space"/],
  ['an unknown property', 'goTo', { ...object, select: true }, /"select"/],
  ['an inherited name', 'copySignedUrl', { ...object, constructor: 1 }, /"constructor"/],
  ['both ends', 'copySignedUrl', { ...object, ...soon, expiresAt: '2027-01-01T00:00:00Z' }, /not both/],
  ['both ends', 'copyUploadCommand', { ...object, ...soon, expiresAt: '2027-01-01T00:00:00Z' }, /not both/],
  ['an empty key', 'copySignedUrl', { ...place, ...soon, key: '' }, /"key" is empty/],
  ['an empty key among several', 'copySignedUrl', { ...place, ...soon, keys: ['a', ''] }, /"keys" is empty/],
  ['an empty Space', 'copySignedUrl', { ...object, ...soon, space: '' }, /"space" is empty/],
  ['an empty connection', 'copySignedUrl', { ...object, ...soon, connection: '' }, /"connection" is empty/],
  ['an empty prefix', 'copyKey', { ...place, prefix: '' }, /"prefix" is empty/],
  ['an empty end', 'copySignedUrl', { ...object, expiresIn: '' }, /Not understood\. Examples/],
  ['an empty end', 'copySignedUrl', { ...object, expiresAt: '' }, /"expiresAt" is empty/],
  ['an empty file', 'copyUploadCommand', { ...object, ...soon, file: '' }, /"file" is empty/],
  ['no keys', 'copySignedUrl', { ...place, ...soon, keys: [] }, /"keys" is an empty list/],
  ['a key of another type', 'copySignedUrl', { ...place, ...soon, key: 7 }, /"key" must be text/],
  ['null', 'copySignedUrl', { ...place, ...soon, key: null }, /"key" must be text/],
  ['keys that are no list', 'copySignedUrl', { ...place, ...soon, keys: 'a' }, /"keys" must be a list/],
  ['key and keys', 'copySignedUrl', { ...object, ...soon, keys: ['b'] }, /exactly one of/],
  ['key and prefix', 'copyUploadCommand', { ...object, ...soon, prefix: 'b/' }, /exactly one of/],
  ['no key', 'copySignedUrl', { ...place, ...soon }, /exactly one of "key", "keys" and "prefix"/],
  ['no key', 'copyUploadCommand', { ...place, ...soon }, /exactly one of/],
  ['no key', 'copyKey', place, /exactly one of/],
  ['no Space', 'copySignedUrl', { connection, key: 'a', ...soon }, /Space is missing: give "space"/],
  ['a connection alone', 'copySignedUrlQuick', { connection }, /Space is missing/],
  ['an unknown connection', 'copySignedUrl', { ...object, ...soon, connection: 'x' }, /id or name: x/],
  ['an unknown connection', 'copyUploadCommand', { ...object, ...soon, connection: 'x' }, /id or name: x/],
  ['an unknown connection', 'testConnection', { connection: 'x' }, /id or name: x/],
  ['an unknown connection', 'removeConnection', { connection: 'x', confirmed: true }, /id or name: x/],
  ['an unknown connection', 'editConnection', { connection: 'x', name: 'y' }, /id or name: x/],
  ['an unknown connection', 'duplicateConnection', { connection: 'x', name: 'y' }, /id or name: x/],
  ['an unknown connection', 'refresh', { connection: 'x' }, /id or name: x/],
  [
    'a hostile name',
    'refresh',
    { connection: '[x](command:y)\u202e' },
    /\]\u200b\(command\u200b:y\)⟨U\+202E⟩/,
  ],
  ['several keys', 'copyUploadCommand', { ...place, ...soon, keys: ['a'] }, /one object or folder/],
  ['white space at an edge', 'copyUploadCommand', { ...place, ...soon, key: ' a' }, /white space/],
  ['a drop box in a key', 'copyUploadCommand', { ...place, ...soon, key: `a/${FILENAME}` }, /\$\{filename\}/],
  ['zero', 'copySignedUrl', { ...object, expiresIn: 0 }, /future/],
  ['less than zero', 'copySignedUrl', { ...object, expiresIn: -5 }, /future/],
  ['half a second', 'copySignedUrl', { ...object, expiresIn: 1.5 }, /whole seconds/],
  ['half a second as text', 'copySignedUrl', { ...object, expiresIn: '1.5' }, /whole seconds/],
  ['no number', 'copySignedUrl', { ...object, expiresIn: Number.NaN }, /Not a length of time/],
  ['no length', 'copySignedUrl', { ...object, expiresIn: 'soon' }, /Not understood. Examples/],
  ['no type of a length', 'copySignedUrl', { ...object, expiresIn: true }, /number of seconds or text/],
  ['over seven days', 'copySignedUrl', { ...object, expiresIn: 604_801 }, /7 days/],
  ['over seven days', 'copyUploadCommand', { ...object, expiresIn: '8 days' }, /7 days/],
  ['the past', 'copySignedUrl', { ...object, expiresAt: '2020-01-01T00:00:00Z' }, /has passed/],
  ['a moment without a zone', 'copySignedUrl', { ...object, expiresAt: '2027-01-01T00:00:00' }, /zone/],
  ['no moment', 'copySignedUrl', { ...object, expiresAt: '2026-11-31T00:00:00Z' }, /expiresAt must be/],
  ['an unknown value', 'copySignedUrl', { ...object, ...soon, as: 'pdf' }, /"as" must be one of: 'url'/],
  ['an unknown value', 'copyUploadCommand', { ...object, ...soon, shell: 'csh' }, /must be one of: 'unix'/],
];

const later: readonly (readonly [command: string, args: object])[] = [['copyKey', { versionId: 'x' }]];

describe('the contract of errors', () => {
  before(async () => {
    await put({ space, keys: ['a'] });
    await add(connection);
    await add('Contract errors, read-only', { readOnly: true });
  });
  after(async () => {
    await run('removeConnection', { connection, confirmed: true });
    await run('removeConnection', { connection: 'Contract errors, read-only', confirmed: true });
  });

  for (const [what, command, args, message] of mistakes) {
    it(`${command}, ${what}: ${JSON.stringify(args)}`, async () => {
      assert.match(await refusal(command, args), message);
    });
  }

  for (const [command, args] of later) {
    it(`${command} ${JSON.stringify(args)} is not available yet`, async () => {
      assert.match(await refusal(command, { ...object, ...args }), /not available yet/i);
    });
  }

  it('the connection left out while there are several', async () => {
    assert.match(await refusal('copySignedUrl', { space, key: 'a', ...soon }), /\d connections: say which/);
  });

  it('an upload over a read-only connection; its links work', async () => {
    const args = { ...object, ...soon, connection: 'Contract errors, read-only' };
    assert.match(await refusal('copyUploadCommand', args), /read-only: Contract errors, read-only/);
    await run('copySignedUrl', args);
    assert.match(await clipboard(), /^http/);
  });

  it('an argument that is undefined is absent', async () => {
    const result = await run('copySignedUrl', { ...object, ...soon, keys: undefined, expiresAt: undefined });
    assert.equal((result as { count: number }).count, 1);
  });

  it('showLog takes no arguments; without a target the call resolves to undefined', async () => {
    assert.equal(await run('showLog'), undefined);
    await vscode.env.clipboard.writeText('untouched');
    assert.equal(await run('copySignedUrl', { expiresIn: 0 }), undefined);
    assert.equal(await run('copyUploadCommand', { nonsense: 1 }), undefined);
    assert.equal(await clipboard(), 'untouched');
  });
});
