// What is known of an object, in the browser's extension host: all that CORS rules let through, and nothing that changes.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { cephPlace, cephSpace, setCors } from '../support/ceph.ts';
import { add, refusal, run } from '../support/contract.ts';
import { tabShown } from '../support/tabs.ts';
import { inWorkerHost } from '../support/worker.ts';

const name = 'Properties in the browser';
const space = 'web-properties';
const target = { connection: name, space, key: 'a b/ä.txt' };
const methods = ['GET', 'HEAD'].map((method) => `<AllowedMethod>${method}</AllowedMethod>`).join('');
const rule = `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>${methods}<AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader></CORSRule></CORSConfiguration>`;

describe('properties in the web-worker host', () => {
  inWorkerHost();

  before(async function () {
    this.timeout(30_000);
    await cephSpace({ space, keys: [target.key] });
    const { endpoint, region, credentials } = await cephPlace();
    await add(name, { endpoint, region, ...credentials, spaces: [space] });
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  it('opens a tab, also where the Space lets no page read anything', async () => {
    for (const xml of [undefined, rule]) {
      await setCors({ space, ...(xml === undefined ? {} : { xml }) });
      await run('properties', target);
      await vscode.window.tabGroups.close(await tabShown('Properties: ä.txt'));
    }
  });

  it('the versions of an object that is not there are none', async () => {
    await setCors({ space, xml: rule });
    const restore = { ...target, key: 'none', versionId: 'null', restore: true };
    assert.match(await refusal('versions', restore), /no object with this key: none/);
  });
});
