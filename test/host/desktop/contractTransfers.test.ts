// Uploads and downloads by their arguments, in a real extension host.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { add, connectionTo, refusal, run } from '../support/contract.ts';
import { addSpace, stored } from '../support/store.ts';

const connection = 'Contract Transfers';
// The store outlives the editor: what is made stays for the next version.
const space = `contract-transfers-${vscode.version.replaceAll('.', '-')}`;
const place = { connection, space };

const READ_ONLY = 'Contract Transfers R';

describe('uploads and downloads by arguments', () => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'spaceport-contract-'));
    await mkdir(join(folder, 'up/deep'), { recursive: true });
    await writeFile(join(folder, 'up/a.txt'), 'a');
    await writeFile(join(folder, 'up/deep/b.html'), '<b>');
    await addSpace(space);
    await add(connection);
  });
  after(async () => {
    for (const each of [connection, READ_ONLY])
      await run('removeConnection', { connection: each, confirmed: true });
    await rm(folder, { recursive: true });
  });

  it('upload: a folder with all below it, and one file as a key', async () => {
    const files = [join(folder, 'up')];
    const all = { done: 2, skipped: 0, failed: 0 };
    assert.deepEqual(await run('upload', { ...place, prefix: 'to/', files }), all);
    assert.ok(await stored(space, 'to/up/deep/b.html'));
    assert.deepEqual(await run('uploadFolder', { ...place, files }), all);
    assert.ok(await stored(space, 'up/a.txt'));
    const one = { ...place, key: 'one.bin', files: [join(folder, 'up/a.txt')] };
    assert.deepEqual(await run('upload', one), { done: 1, skipped: 0, failed: 0 });
    assert.ok(await stored(space, 'one.bin'));
  });

  it('upload: what is there is skipped, replaced or kept, as is said', async () => {
    const one = { ...place, key: 'two.txt', files: [join(folder, 'up/a.txt')] };
    assert.deepEqual(await run('upload', one), { done: 1, skipped: 0, failed: 0 });
    const skipped = await run('upload', { ...one, onConflict: 'skip' });
    assert.deepEqual(skipped, { done: 0, skipped: 1, failed: 0 });
    for (const onConflict of ['replace', 'keepBoth'])
      assert.deepEqual(await run('upload', { ...one, onConflict }), { done: 1, skipped: 0, failed: 0 });
    assert.ok(await stored(space, 'two (2).txt'));
  });

  it('download: objects, and all below a prefix', async () => {
    const to = join(folder, 'down');
    await mkdir(to);
    const keys = { ...place, keys: ['one.bin', 'two.txt'], folder: to };
    assert.deepEqual(await run('download', keys), { done: 2, skipped: 0, failed: 0 });
    const below = { ...place, prefix: 'to/', folder: to, confirmed: true };
    assert.deepEqual(await run('download', below), { done: 2, skipped: 0, failed: 0 });
    assert.equal(await readFile(join(to, 'one.bin'), 'utf8'), 'a');
    assert.equal(await readFile(join(to, 'to/up/deep/b.html'), 'utf8'), '<b>');
  });

  it('the list as a whole', async () => {
    for (const id of [
      'pauseAllTransfers',
      'resumeAllTransfers',
      'cancelAllTransfers',
      'retryFailedTransfers',
    ])
      await run(id);
    await run('clearTransfers');
  });

  it('refuses what can not be, and what it does not know', async () => {
    const files = [join(folder, 'up/a.txt')];
    assert.match(await refusal('upload', { ...place, files: [join(folder, 'none')] }), /none/);
    assert.match(await refusal('upload', { ...place, keys: ['a'], files }), /Unknown argument "keys"/);
    assert.match(await refusal('upload', { ...place, key: 'a', prefix: 'b/', files }), /exactly one/);
    assert.match(await refusal('upload', { ...place, key: 'a', files: [...files, ...files] }), /./);
    assert.match(await refusal('upload', { ...place, files, onConflict: 'overwrite' }), /must be one of/);
    assert.match(await refusal('upload', { ...place, files: [] }), /empty list/);
    assert.match(await refusal('upload', { ...place, files: ['up/a.txt'] }), /absolute path: up\/a\.txt/);
    assert.match(await refusal('download', { ...place, key: 'a', folder: 'up' }), /absolute path: up/);
    assert.match(await refusal('download', { ...place, key: 'no such', folder }), /no such/);
    assert.match(await refusal('pauseTransfer', { transfer: 'unknown000' }), /unknown000/);
  });

  it('a read-only connection takes nothing, and gives', async () => {
    await run('addConnection', connectionTo(READ_ONLY, { readOnly: true }));
    const there = { connection: READ_ONLY, space };
    const files = [join(folder, 'up/a.txt')];
    assert.match(await refusal('upload', { ...there, key: 'x', files }), /read-only: Contract Transfers R/);
    const to = join(folder, 'read');
    await mkdir(to);
    const given = await run('download', { ...there, key: 'one.bin', folder: to });
    assert.deepEqual(given, { done: 1, skipped: 0, failed: 0 });
  });
});
