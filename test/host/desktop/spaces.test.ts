// Spaces and rights by their arguments, in a real extension host.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, connectionTo, refusal, run } from '../support/contract.ts';
import { put, requests, stored } from '../support/store.ts';

const connection = 'Contract Spaces';
// The store outlives the editor: what is made stays for the next version.
const version = vscode.version.replaceAll('.', '-');
const full = `contract-spaces-${version}`;
const made = `contract-made-${version}`;

describe('Spaces and rights by arguments', () => {
  before(async () => {
    await put({ space: full, keys: ['a', 'dir/b', 'dir/c'], body: 'hello' });
    await add(connection);
  });
  after(() => run('removeConnection', { connection, confirmed: true }));

  it('createSpace, setVersioning and deleteSpace', async () => {
    assert.equal(await run('createSpace', { connection, space: made }), made);
    assert.deepEqual(await run('setVersioning', { connection, space: made, enabled: true }), {
      enabled: true,
    });
    assert.match(await refusal('createSpace', { connection, space: made }), /have a Space with this name/);
    assert.equal(await run('deleteSpace', { connection, space: made, confirmed: true }), made);
    assert.match(await refusal('totals', { connection, space: made }), /no such Space/);
  });

  it('deleteSpace: one with something in it goes only where that is said', async () => {
    const target = { connection, space: full, confirmed: true };
    assert.match(await refusal('deleteSpace', target), /not empty \(objects: 3 .*"withContent"/);
    assert.ok(await stored(full, 'a'));
  });

  it('totals, unfinishedUploads and checkAccess change nothing', async () => {
    const space = { connection, space: full };
    const before = (await requests()).length;
    assert.deepEqual(await run('totals', space), { count: 3, bytes: 15 });
    assert.deepEqual(await run('totals', { ...space, prefix: 'dir/' }), { count: 2, bytes: 10 });
    assert.deepEqual(await run('unfinishedUploads', space), { count: 0, bytes: 0 });
    assert.deepEqual(await run('checkAccess', space), {
      listSpaces: true,
      spaces: { [full]: { list: true, read: true, write: true, delete: true } },
    });
    const own = (await requests()).slice(before).filter(({ space: asked }) => asked === full);
    const writes = own.filter(({ method }) => method !== 'GET' && method !== 'HEAD');
    // An upload that never was is completed, and a key deleted that is not there: the Space never kept versions.
    assert.deepEqual(
      writes.map(({ method, status }) => [method, status]),
      [
        ['POST', 400],
        ['DELETE', 204],
      ],
    );
    assert.deepEqual(await run('totals', space), { count: 3, bytes: 15 });
  });

  it('refuses what can not be, and what it does not know', async () => {
    const space = { connection, space: full };
    assert.match(await refusal('createSpace', { connection, space: 'Not_This' }), /small letters/);
    assert.match(await refusal('createSpace', { connection }), /The Space is missing/);
    assert.match(await refusal('createSpace', { ...space, acl: 'public' }), /must be one of/);
    assert.match(await refusal('setVersioning', { ...space, enabled: 'yes' }), /true or false/);
    assert.match(await refusal('unfinishedUploads', { ...space, abort: 'some' }), /must be one of/);
    assert.match(await refusal('totals', { ...space, key: 'a' }), /"prefix"/);
    assert.match(await refusal('checkAccess', { ...space, prefix: 'a' }), /Unknown argument "prefix"/);
  });

  it('a read-only connection changes no Space', async () => {
    await run('addConnection', connectionTo('Contract Spaces R', { readOnly: true }));
    const target = { connection: 'Contract Spaces R', space: full };
    for (const [id, more] of [
      ['createSpace', { space: made }],
      ['deleteSpace', { confirmed: true }],
      ['setVersioning', { enabled: true }],
      ['unfinishedUploads', { abort: 'all', confirmed: true }],
    ] as const)
      assert.match(await refusal(id, { ...target, ...more }), /read-only: Contract Spaces R/);
    await run('removeConnection', { connection: 'Contract Spaces R', confirmed: true });
  });
});
