// Test Link and Revoke Access… by their arguments, in a real extension host.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, clipboard, refusal, run } from '../support/contract.ts';
import { fetchUrl, put, requests, stored } from '../support/store.ts';

const name = 'Contract revoke';
// The store outlives the editor: what is renamed stays for the next version.
const space = `contract-revoke-${vscode.version.replaceAll('.', '-')}`;
const target = (key: string) => ({ connection: name, space, key });

describe('Test Link and Revoke Access by arguments', () => {
  before(async () => {
    await put({ space, keys: ['a b.txt', 'renamed.txt', 'deleted.txt', 'dir/ü'], body: 'hello' });
    await add(name);
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  const link = async (key: string) => {
    await run('copySignedUrl', { ...target(key), expiresIn: 90 });
    return clipboard();
  };

  it('testLink: what the receiver gets, with its options', async () => {
    const plainly = (await run('testLink', target('a b.txt'))) as Record<string, unknown>;
    assert.deepEqual([plainly.ok, plainly.status, plainly.size, plainly.filename], [true, 206, 5, 'a b.txt']);
    const options = { filename: 'für dich.pdf', contentType: 'application/pdf' };
    const named = (await run('testLink', { ...target('a b.txt'), ...options })) as Record<string, unknown>;
    assert.deepEqual([named.contentType, named.filename], ['application/pdf', 'für dich.pdf']);
  });

  it('testLink: a refusal is a result, with its reason', async () => {
    const result = (await run('testLink', target('none'))) as Record<string, unknown>;
    assert.deepEqual([result.ok, result.status], [false, 404]);
    assert.match(String(result.reason), /no object with this key: none/);
  });

  it('testLink: asks as a receiver would, for one byte', async () => {
    const before = (await requests()).length;
    await run('testLink', target('dir/ü'));
    const made = (await requests()).slice(before).filter(({ space: asked }) => asked === space);
    assert.deepEqual(
      made.map(({ method, key }) => [method, key]),
      [['GET', 'dir/ü']],
    );
  });

  it('revoke by rename: the link ends, the object is whole under its new key', async () => {
    const url = await link('renamed.txt');
    const how = { how: 'rename', newKey: 'elsewhere.txt', confirmed: true };
    assert.deepEqual(await run('revoke', { ...target('renamed.txt'), ...how }), { how: 'rename' });
    assert.equal((await fetchUrl(url)).status, 404);
    assert.ok(await stored(space, 'elsewhere.txt'));
  });

  it('revoke by deletion: the link ends', async () => {
    const url = await link('deleted.txt');
    assert.equal((await fetchUrl(url)).status, 200);
    await run('revoke', { ...target('deleted.txt'), how: 'delete', confirmed: true });
    assert.equal((await fetchUrl(url)).status, 404);
  });

  it('refuses what can not be, and changes nothing', async () => {
    const taken = { ...target('a b.txt'), how: 'rename', confirmed: true };
    assert.match(await refusal('revoke', { ...taken, newKey: 'elsewhere.txt' }), /with this key already/);
    assert.match(await refusal('revoke', { ...taken, newKey: 'a b.txt' }), /the key it has/);
    assert.match(await refusal('revoke', { ...taken, newKey: '../x' }), /"\.\."/);
    assert.match(await refusal('revoke', { ...target('a b.txt'), how: 'wish' }), /must be one of/);
    assert.match(await refusal('revoke', { share: 'nothing000', how: 'key' }), /No share in Active Shares/);
    assert.match(await refusal('testLink', { connection: name, space, prefix: 'dir/' }), /for objects/);
    assert.ok(await stored(space, 'a b.txt'));
  });
});
