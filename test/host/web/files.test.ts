// Spaces as files in the browser's extension host, where the Space's own rules let a page write.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cephObject, cephPlace, cephSpace, setCors } from '../support/ceph.ts';
import { add, run } from '../support/contract.ts';
import { closeAll, failure, fileTests, open, type, uriAt, uriIn, write } from '../support/files.ts';
import { inWorkerHost } from '../support/worker.ts';

const name = 'Files in the browser';
const space = `web-files-${vscode.version.replaceAll('.', '-')}`;
const methods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'].map(
  (each) => `<AllowedMethod>${each}</AllowedMethod>`,
);
const rule = (exposed: string) =>
  `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>${methods.join('')}<AllowedHeader>*</AllowedHeader><ExposeHeader>${exposed}</ExposeHeader></CORSRule></CORSConfiguration>`;

describe('Spaces as files in the web-worker host', function () {
  this.timeout(60_000);
  inWorkerHost();
  let id = '';

  before(async () => {
    await cephSpace({ space, keys: ['a.txt', 'dir/b', 'dir/ü c', 'dir/deep/d'] });
    await setCors({ space, xml: rule('*') });
    const { endpoint, region, credentials } = await cephPlace();
    id = await add(name, { endpoint, region, ...credentials, spaces: [space] });
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  fileTests(() => ({ id, space }));

  it('a Space that is not there is told as one whose rules do not allow it: the browser shows no answer', async () => {
    const { code, message } = await failure(vscode.workspace.fs.stat(uriAt(id, '/no-such-space')));
    assert.equal(code, 'Unavailable');
    assert.ok(/or there is no such Space/.test(message), message);
  });

  it('where not all headers are shown nothing is written over, and nothing lost; new ones can be made', async () => {
    const at = uriIn(id, space);
    await setCors({ space, xml: rule('ETag') });
    await write(at('made.txt'), 'new');
    const document = await open(at('a.txt'));
    await type(document, 'mine');
    assert.equal(await document.save(), false);
    assert.equal(await cephObject(space, 'a.txt'), 'the content of a.txt');
    assert.equal(await cephObject(space, 'made.txt'), 'new');
    const { message } = await failure(write(at('a.txt'), 'mine'));
    assert.ok(/shows not all headers/.test(message), message);
    await closeAll();
  });
});
