import assert from 'node:assert/strict';
import { cephPlace, cephSpace, setCors } from '../support/ceph.ts';
import { add, refusal, run } from '../support/contract.ts';
import { inWorkerHost } from '../support/worker.ts';

const READING =
  '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>' +
  '<AllowedHeader>*</AllowedHeader></CORSRule></CORSConfiguration>';

describe('Search in the web-worker host', function () {
  this.timeout(60_000);
  inWorkerHost();
  const name = 'Web search';
  const open = 'web-search';
  const closed = 'web-search-closed';
  const keys = Array.from({ length: 1203 }, (_, index) => `many/${index}.txt`);

  before(async () => {
    await cephSpace({ space: open, keys });
    await cephSpace({ space: closed, keys: ['1200.txt'] });
    await setCors({ space: open, xml: READING });
    const { endpoint, region, credentials } = await cephPlace();
    await add(name, { endpoint, region, ...credentials, spaces: [open, closed] });
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  it('finds names on all pages, beside a Space that no page may read', async () => {
    assert.equal(await run('search', { connection: name, words: '120?.txt' }), 3);
    assert.match(await refusal('search', { connection: name, space: closed, words: 'x' }), /CORS/);
  });
});
