import assert from 'node:assert/strict';
import { add, clipboard, run } from '../support/contract.ts';
import { describeLinks } from '../support/links.ts';
import { put } from '../support/store.ts';

describeLinks({
  space: 'links-space',
  fill: async (keys) => {
    for (const key of keys) await put({ space: 'links-space', keys: [key], body: `the content of ${key}` });
  },
});

describe('a link through another host', () => {
  const name = 'CDN';
  before(() => add(name, { endpoint: 'https://nyc3.digitaloceanspaces.com', addressing: 'virtual' }));
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  it('is the same link but for the host', async () => {
    const host = 'links-space.nyc3.cdn.digitaloceanspaces.com';
    await run('copySignedUrl', {
      connection: name,
      space: 'links-space',
      key: 'a b',
      expiresIn: 60,
      host: `https://${host}/`,
    });
    const url = new URL(await clipboard());
    assert.deepEqual([url.host, url.pathname], [host, '/a%20b']);
    assert.equal(url.searchParams.get('X-Amz-SignedHeaders'), 'host');
  });
});
