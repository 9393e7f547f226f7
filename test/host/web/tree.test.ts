// The tree in the browser's extension host against a real Ceph: what a Space's CORS rules allow, and what is said where
// they don't. Two Spaces stay as they are, `web-loop` begins without rules in each run.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { webHashing } from '../../../src/platform/web.ts';
import { createDiagnosis } from '../../../src/s3/browser.ts';
import { type CephPlace, cephPlace, cephRequests, cephSpace, cephUser, setCors } from '../support/ceph.ts';
import { add, clipboard, refusal, run } from '../support/contract.ts';
import { deadEndpoint } from '../support/store.ts';
import { openTree } from '../support/tree.ts';
import { inWorkerHost } from '../support/worker.ts';

const open = 'web-open';
const closed = 'web-closed';
const loop = 'web-loop';
const many = Array.from({ length: 1_003 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
/** As a store's owner would write it who thinks of the web in general. */
const anyOrigin = `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>
<AllowedMethod>HEAD</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>
<ExposeHeader>Date</ExposeHeader></CORSRule></CORSConfiguration>`;

interface Report {
  readonly ok: boolean;
  readonly spaces?: readonly string[];
  readonly clockSkewMs?: number;
  readonly reason?: string;
}

/** The rows of a connection that names one Space, as the extension's own tree has them here. */
function rowsOf(place: CephPlace, space: string, aheadMs = 0) {
  const tree = openTree(
    { ...place, spaces: [space] },
    {
      hashing: webHashing(crypto.subtle),
      canListSpaces: false,
      diagnosis: createDiagnosis,
      aheadMs,
    },
  );
  const { provider, listing, connection, itemOf, rowsIn } = tree;
  const first = async (label: string) => {
    const row = (await rowsIn(space)).find((each) => itemOf(each).label === label);
    assert.ok(row, `there is no row ${label}`);
    return row;
  };
  return {
    labels: async (...path: string[]) =>
      (await rowsIn(space, ...path)).map((row) => String(itemOf(row).label)),
    contextOf: async (label: string) => String(itemOf(await first(label)).contextValue),
    tooltip: async (label: string) => {
      const row = await first(label);
      const { token } = new vscode.CancellationTokenSource();
      const { tooltip } = await provider.resolveTreeItem(itemOf(row), row, token);
      return tooltip instanceof vscode.MarkdownString ? tooltip.value : String(tooltip);
    },
    /** As Load More… and Retry do. */
    loadMore: (prefix = '') => listing.loadMore({ connection, space, prefix }),
  };
}

describe('the tree in the web-worker host', () => {
  inWorkerHost();

  let place: CephPlace;
  before(async function () {
    this.timeout(60_000);
    place = await cephPlace();
    await cephSpace({ space: open, keys: ['cat.jpg', 'deep/er/dog.png', ...many] });
    await cephSpace({ space: closed, keys: ['hidden.txt'] });
    await cephSpace({ space: loop, keys: ['a.txt', 'folder/b.txt'] });
    await setCors({ space: open, xml: anyOrigin });
    await setCors({ space: loop });
    await connect('Open', { spaces: [open] });
    await connect('Closed', { spaces: [closed] });
  });
  after(async () => {
    for (const connection of ['Open', 'Closed']) await remove(connection);
  });

  const connect = (name: string, more: object = {}) =>
    add(name, { endpoint: place.endpoint, region: place.region, ...place.credentials, ...more });
  const remove = (connection: string) => run('removeConnection', { connection, confirmed: true });
  const test = async (connection: string) => (await run('testConnection', { connection })) as Report;
  /** What a connection made with these fields says in a test and in a listing, as its row would. */
  const saidBy = async (more: object, space = open) => {
    await connect('Said', { spaces: [space], ...more });
    try {
      const { ok, reason = '' } = await test('Said');
      assert.equal(ok, false);
      assert.equal(await refusal('refresh', { connection: 'Said', space }), reason);
      return reason;
    } finally {
      await remove('Said');
    }
  };
  /**
   * What `Copy Key` copies of the row that is selected in the extension's own tree. While the editor draws it anew none is, and the
   * command asks.
   */
  const selectedKey = async () => {
    let key = '';
    for (let tries = 0; key === '' && tries < 5; tries++) {
      await vscode.env.clipboard.writeText('');
      const close = setTimeout(
        () => void vscode.commands.executeCommand('workbench.action.closeQuickOpen'),
        1_500,
      );
      await run('copyKey');
      clearTimeout(close);
      key = await clipboard();
    }
    return key;
  };

  describe('where CORS allows', () => {
    it('Test Connection finds the named Space and the clock', async () => {
      const { clockSkewMs = Number.NaN, ...report } = await test('Open');
      assert.deepEqual(report, { ok: true, spaces: [open] });
      assert.ok(Math.abs(clockSkewMs) < 5_000);
    });

    it('refreshes, loads more, filters and goes to objects a page away', async () => {
      const target = { connection: 'Open', space: open };
      await run('refresh', target);
      await run('refresh', { ...target, prefix: 'many/' });
      await run('goTo', { ...target, key: 'many/1002' });
      assert.equal(await selectedKey(), 'many/1002');
      await run('loadMore', { ...target, prefix: 'many/' });
      await run('goTo', { ...target, prefix: 'deep/' });
      assert.equal(await selectedKey(), 'deep/');
      await run('filter', { ...target, prefix: 'many/10' });
      await run('goTo', { ...target, key: 'deep/er/dog.png' });
      assert.equal(await selectedKey(), 'deep/er/dog.png');
      assert.match(await refusal('goTo', { ...target, key: 'none' }), /no object or folder/);
    });

    it('rows page to the end, and a tooltip asks with HEAD', async () => {
      const { labels, tooltip, loadMore } = rowsOf(place, open);
      assert.deepEqual(await labels(), ['deep', 'many', 'cat.jpg']);
      assert.equal((await labels('many')).length, 1_001);
      assert.equal((await labels('many')).at(-1), 'Load More…');
      await loadMore('many/');
      assert.deepEqual((await labels('many')).slice(-2), ['1001', '1002']);
      const before = (await cephRequests()).length;
      assert.match(await tooltip('cat.jpg'), /text\/plain/);
      assert.ok((await cephRequests()).slice(before).includes(`HEAD /${open}/cat.jpg`));
    });

    it("goes by the server's clock where the rules show it", async () => {
      const { labels } = rowsOf(place, open, 3_600_000);
      assert.deepEqual(await labels(), ['deep', 'many', 'cat.jpg']);
    });

    it('says that it may be the clock where they do not', async () => {
      await setCors({ space: loop, xml: anyOrigin.replace('<ExposeHeader>Date</ExposeHeader>', '') });
      const { labels } = rowsOf(place, loop, 3_600_000);
      assert.match((await labels()).join(), /refuses this key pair, or this computer's clock is wrong/);
      await setCors({ space: loop });
    });

    it('a wrong key ID and a wrong secret are not taken for CORS', async () => {
      assert.match(await saidBy({ secretAccessKey: 'wrong-wrong-wrong' }), /refuses this key pair/);
      assert.match(await saidBy({ accessKeyId: 'NOBODYKNOWSTHIS' }), /refuses this key pair/);
    });

    it('a key without the right to list is told so by the server itself', async () => {
      assert.match(await saidBy(await cephUser()), new RegExp(`may not list the Space: ${open}`));
    });
  });

  describe('where it does not', () => {
    it('the test, the commands and the row say that it is CORS, and of which Space', async () => {
      const { ok, reason = '' } = await test('Closed');
      assert.equal(ok, false);
      assert.match(reason, new RegExp(`CORS rules.*${closed}`));
      const target = { connection: 'Closed', space: closed };
      assert.equal(await refusal('refresh', target), reason);
      assert.equal(await refusal('goTo', { ...target, key: 'hidden.txt' }), reason);
      const { labels, contextOf } = rowsOf(place, closed);
      assert.deepEqual(await labels(), [reason]);
      assert.match(await contextOf(reason), /^error;(.*;)?cors(;|$)/);
    });

    it('the rule that Copy CORS Rule gives makes the very same listing work', async () => {
      await connect('Loop', { spaces: [loop] });
      const target = { connection: 'Loop', space: loop };
      const tree = rowsOf(place, loop);
      assert.match((await tree.labels()).join(), /CORS/);
      assert.match(await refusal('refresh', target), /CORS/);
      const xml = String(await run('copyCorsRule', { as: 'xml' }));
      assert.equal(await clipboard(), xml);
      await setCors({ space: loop, xml });
      await run('refresh', target);
      await tree.loadMore();
      assert.deepEqual(await tree.labels(), ['folder', 'a.txt']);
      assert.match(await tree.tooltip('a.txt'), /text\/plain/);
      const { ok, clockSkewMs } = await test('Loop');
      assert.deepEqual([ok, typeof clockSkewMs], [true, 'number']);
      await remove('Loop');
    });

    it("Allow This Editor in the Browser can't work here, and says so", async () => {
      const said = await refusal('allowBrowser', { connection: 'Closed', space: closed, confirmed: true });
      assert.match(said, /browser/i);
    });
  });

  it('a Space that is not there', async () => {
    assert.match(await saidBy({}, 'no-such-space-at-all'), /no such Space.*no-such-space-at-all/);
  });

  it('nobody at the endpoint, or no such host: said as what it is, not as CORS', async () => {
    const endpoint = await deadEndpoint();
    const said = await saidBy({ endpoint });
    assert.ok(said.includes("can't reach the server") && said.includes(new URL(endpoint).host), said);
    assert.match(await saidBy({ endpoint: 'https://nowhere.invalid' }), /reach the server.*nowhere\.invalid/);
  });

  it("an http: endpoint on another machine can't be asked, says the editor", async () => {
    assert.match(await saidBy({ endpoint: 'http://192.0.2.1:9000' }), /https:.*192\.0\.2\.1:9000/);
  });

  it('a connection that names no Spaces asks nothing, and says that they have to be named', async () => {
    await connect('Unnamed');
    const before = (await cephRequests()).length;
    const { ok, reason = '' } = await test('Unnamed');
    assert.equal(ok, false);
    assert.match(reason, /Add a Space/);
    assert.equal(await refusal('refresh', { connection: 'Unnamed' }), reason);
    assert.equal((await cephRequests()).length, before);
    await run('addSpace', { connection: 'Unnamed', space: open });
    assert.deepEqual((await test('Unnamed')).spaces, [open]);
    await run('goTo', { connection: 'Unnamed', space: open, key: 'cat.jpg' });
    assert.equal(await selectedKey(), 'cat.jpg');
    await remove('Unnamed');
  });

  it('has the context key that hides what does not work here', async () => {
    const manifest = vscode.extensions.getExtension('spaceport.spaceport')?.packageJSON;
    const items: { command: string; when?: string }[] = Object.values(
      manifest.contributes.menus,
    ).flat() as never;
    const offered = items.filter(({ command }) => command === 'spaceport.allowBrowser');
    assert.ok(offered.length > 0 && offered.every(({ when = '' }) => when.includes('!spaceport.webHost')));
  });
});
