// What changes objects, in the browser's extension host: its menus hide it, as the rule that Spaceport writes allows reading
// alone. Called by name it works where a Space's own rules allow it, and else says that they do not.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cephObject, cephPlace, cephSpace, setCors } from '../support/ceph.ts';
import { add, refusal, run } from '../support/contract.ts';
import { inWorkerHost } from '../support/worker.ts';

const name = 'Managed in the browser';
const space = `web-manage-${vscode.version.replaceAll('.', '-')}`;
const place = { connection: name, space };
const methods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'].map(
  (each) => `<AllowedMethod>${each}</AllowedMethod>`,
);
const all = `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>${methods.join('')}<AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader></CORSRule></CORSConfiguration>`;

describe('objects managed in the web-worker host', function () {
  this.timeout(60_000);
  inWorkerHost();

  before(async () => {
    await cephSpace({ space, keys: ['a.txt', 'dir/b', 'dir/ü c'] });
    const { endpoint, region, credentials } = await cephPlace();
    await add(name, { endpoint, region, ...credentials, spaces: [space] });
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  it('where a Space lets no page write, each says so and changes nothing', async () => {
    await setCors({ space });
    for (const [id, args] of [
      ['newFolder', { prefix: 'new/' }],
      ['rename', { key: 'a.txt', newName: 'z.txt' }],
      ['delete', { key: 'a.txt', confirmed: true }],
      ['delete', { prefix: 'dir/', confirmed: true }],
      ['totals', {}],
    ] as const)
      assert.match(await refusal(id, { ...place, ...args }), /CORS/, id);
    assert.equal(await cephObject(space, 'a.txt'), 'the content of a.txt');
  });

  it('where it does, they work by name', async () => {
    await setCors({ space, xml: all });
    assert.equal(await run('newFolder', { ...place, prefix: 'new/' }), 'new/');
    assert.equal(await run('rename', { ...place, key: 'a.txt', newName: 'z.txt' }), 'z.txt');
    assert.equal(await cephObject(space, 'z.txt'), 'the content of a.txt');
    const copy = { ...place, prefix: 'dir/', to: { space, prefix: 'copy/' }, confirmed: true };
    assert.deepEqual(await run('copyTo', copy), { done: 2, skipped: 0, failed: 0 });
    assert.deepEqual(await run('totals', { ...place, prefix: 'copy/' }), { count: 2, bytes: 43 });
    assert.deepEqual(await run('delete', { ...place, prefix: 'copy/', confirmed: true }), {
      deleted: 2,
      failed: 0,
    });
    assert.deepEqual(await run('editTags', { ...place, key: 'dir/b', tags: { a: 'b' } }), { count: 1 });
  });
});
