// What Copy As gives, alike in both hosts and without the network.
import assert from 'node:assert/strict';
import { add, clipboard, refusal, run } from './contract.ts';

const SPACES = {
  provider: 'digitalocean',
  region: 'nyc3',
  accessKeyId: 'DO00COPY',
  secretAccessKey: 'copy-as-secret',
};

/** `offline` runs the calls, and may look that nothing is asked meanwhile. */
export function describeCopyAs(offline: (calls: () => Promise<void>) => Promise<void>): void {
  const name = 'Copy as';
  const box = { connection: name, space: 'box' };
  const host = 'box.nyc3.digitaloceanspaces.com';
  const cdn = 'box.nyc3.cdn.digitaloceanspaces.com';
  const elsewhere = { connection: 'Copy as elsewhere', space: 'box' };

  before(async () => {
    await run('addConnection', { name, ...SPACES });
    await add(elsewhere.connection, { endpoint: 'https://s3.example.com' });
  });
  after(async () => {
    for (const connection of [name, elsewhere.connection])
      await run('removeConnection', { connection, confirmed: true });
  });

  it('gives the text that it copies', () =>
    offline(async () => {
      for (const [command, args, text] of [
        ['copyName', { ...box, key: 'a/b c.txt' }, 'b c.txt'],
        ['copyName', { ...box, keys: ['x/1', '2'] }, '1\n2'],
        ['copyName', { ...box, prefix: 'a/docs/' }, 'docs'],
        ['copyCdnUrl', { ...box, key: 'a b/ä#?' }, `https://${cdn}/a%20b/%C3%A4%23%3F`],
        ['copyCdnUrl', { ...box, keys: ['1', '2'] }, `https://${cdn}/1\nhttps://${cdn}/2`],
      ] as const) {
        assert.equal(await run(command, args), text);
        assert.equal(await clipboard(), text);
      }
    }));

  it('a public URL is that of the connection, encoded', async () => {
    const url = `https://${host}/a%20b/%C3%A4%23%3F`;
    assert.equal(await run('copyPublicUrl', { ...box, key: 'a b/ä#?' }), url);
    assert.equal(await clipboard(), url);
    assert.equal(await run('copyPublicUrl', { ...elsewhere, key: 'k' }), 'https://s3.example.com/box/k');
  });

  it('refuses what can not be, and leaves the clipboard alone', async () => {
    assert.match(await refusal('copyCdnUrl', { ...elsewhere, key: 'k' }), /addressed by path/);
    assert.match(await refusal('copyPublicUrl', { ...box, prefix: 'a/' }), /folder/);
    assert.match(await refusal('copyPublicUrl', { ...box, key: 'a/../b' }), /"\.\."/);
    assert.match(await refusal('copyName', { ...box, key: 'k', as: 'url' }), /"as"/);
  });
}
