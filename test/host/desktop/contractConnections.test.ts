// Connections by arguments alone: nothing is asked, and nothing is sent unless it is to be tested.
import assert from 'node:assert/strict';
import { add, clipboard, connectionTo, refusal, run } from '../support/contract.ts';
import { addSpace, deadEndpoint, failNext, put, requests, storeFacts } from '../support/store.ts';

interface Report {
  readonly ok: boolean;
  readonly spaces?: readonly string[];
  readonly clockSkewMs?: number;
  readonly reason?: string;
}

const space = 'contract-connections';
const name = 'Contract connections';
const test = async (connection: string) => (await run('testConnection', { connection })) as Report;
const hostOfLink = async (connection: string, inSpace = space) => {
  await run('copySignedUrl', { connection, space: inSpace, key: 'a', expiresIn: 5 });
  return new URL(await clipboard()).host;
};

describe('the contract of connections', () => {
  let id = '';
  before(async () => {
    await put({ space, keys: ['a'] });
    id = await add(name);
  });
  after(() => run('removeConnection', { connection: id, confirmed: true }));

  it('addConnection: given fields are saved without network', async () => {
    const before = (await requests()).length;
    const copy = await add('No network');
    assert.equal((await requests()).length, before);
    assert.equal(await run('removeConnection', { connection: copy, confirmed: true }), copy);
  });

  it("addConnection: DigitalOcean's endpoint, addressing and signing region follow from its region", async () => {
    const keys = { accessKeyId: 'DO00EXAMPLE', secretAccessKey: 'not-a-real-secret-of-anyone' };
    const made = await run('addConnection', {
      name: 'DO',
      provider: 'digitalocean',
      region: 'nyc3',
      ...keys,
    });
    assert.equal(await hostOfLink('DO', 'example-bucket'), 'example-bucket.nyc3.digitaloceanspaces.com');
    assert.match(await clipboard(), /%2Fnyc3%2Fs3%2Faws4_request/);
    assert.equal(await run('removeConnection', { connection: 'DO', confirmed: true }), made);
  });

  it('addConnection: another provider has the defaults us-east-1 and path', async () => {
    const made = await add('Defaults', { region: undefined, addressing: undefined });
    assert.equal(`http://${await hostOfLink(made)}`, storeFacts().endpoint);
    assert.match(await clipboard(), /%2Fus-east-1%2Fs3/);
    await run('removeConnection', { connection: made, confirmed: true });
  });

  it('addConnection with test: true sends a request; a failure throws and saves nothing', async () => {
    const made = await add('Tested', { test: true });
    await run('removeConnection', { connection: made, confirmed: true });
    const wrong = connectionTo('Wrong', { test: true, secretAccessKey: 'wrong-wrong-wrong-wrong' });
    assert.match(await refusal('addConnection', wrong), /secret/i);
    const endpoint = await deadEndpoint();
    assert.match(
      await refusal('addConnection', connectionTo('Dead', { test: true, endpoint })),
      /refuses connections/,
    );
    for (const connection of ['Wrong', 'Dead'])
      assert.match(await refusal('testConnection', { connection }), /no connection/);
  });

  for (const [what, args, message] of [
    ['an unknown property', { secret: 'x' }, /Unknown argument "secret"/],
    ['a name that is taken', { name }, /another connection has this name/],
    ['an empty name', { name: '' }, /"name" is empty/],
    ['an endpoint without a scheme', { endpoint: 's3.example.com' }, /https:\/\//],
    ['no endpoint', { endpoint: undefined }, /endpoint is missing/],
    ['no provider', { provider: undefined, endpoint: undefined }, /provider is missing/],
    ['an unknown provider', { provider: 'aws' }, /"provider" must be one of/],
    ['an unknown addressing', { addressing: 'dns' }, /"addressing" must be one of/],
    ['no region of DigitalOcean', { provider: 'digitalocean', region: 'x y' }, /region/],
    ['a type that is not meant', { readOnly: 'yes' }, /"readOnly" must be true or false/],
    ['a Space that no server has', { spaces: ['a/b'] }, /spaces: /],
  ] as const) {
    it(`addConnection refuses ${what}`, async () => {
      assert.match(await refusal('addConnection', connectionTo('Refused', args)), message);
    });
  }

  it('editConnection changes what is named and resolves to the id', async () => {
    assert.equal(await run('editConnection', { connection: name, readOnly: true, name: 'Renamed' }), id);
    const upload = { connection: 'Renamed', space, key: 'a', expiresIn: 5 };
    assert.match(await refusal('copyUploadCommand', upload), /read-only/);
    assert.equal(await run('editConnection', { connection: id, readOnly: false, name }), id);
    assert.match(await refusal('editConnection', { connection: id, colour: 'red' }), /"colour"/);
    await run('copyUploadCommand', { ...upload, connection: id });
  });

  it('editConnection to another endpoint takes the secret away rather than send it there', async () => {
    const moved = await add('Moved');
    await run('editConnection', { connection: moved, endpoint: await deadEndpoint() });
    const link = { connection: moved, space, key: 'a', expiresIn: 5 };
    assert.match(await refusal('copySignedUrl', link), /entered for another endpoint/);
    await run('removeConnection', { connection: moved, confirmed: true });
  });

  it('duplicateConnection makes another one with its key pair, and resolves to its id', async () => {
    const copy = String(await run('duplicateConnection', { connection: name, name: 'A copy' }));
    assert.match(copy, /^[a-z0-9]{10}$/);
    assert.ok(copy !== id);
    assert.equal((await test('A copy')).ok, true);
    await run('removeConnection', { connection: copy, confirmed: true });
  });

  it('testConnection: what it found', async () => {
    const report = await test(id);
    assert.equal(report.ok, true);
    assert.ok(report.spaces?.includes(space));
    assert.ok(Math.abs(report.clockSkewMs ?? Number.NaN) < 5_000);
    assert.equal(report.reason, undefined);
  });

  it('testConnection: a failure is a result, with a reason and nothing secret', async () => {
    const bad = await add('Bad', { secretAccessKey: 'wrong-wrong-wrong-wrong' });
    const { ok, reason = '' } = await test('Bad');
    assert.equal(ok, false);
    assert.match(reason, /secret/i);
    assert.ok(!reason.includes('wrong-wrong'));
    await run('removeConnection', { connection: bad, confirmed: true });
  });

  it('addSpace names one more Space without a question', async () => {
    await addSpace('contract-more');
    const limited = await add('Limited', { spaces: [space] });
    assert.equal(await run('addSpace', { connection: limited, space: 'contract-more' }), 'contract-more');
    assert.deepEqual((await test(limited)).spaces, [space, 'contract-more']);
    assert.match(await refusal('addSpace', { connection: limited, space: '' }), /"space" is empty/);
    assert.match(await refusal('addSpace', { connection: limited, space }), /in the list already/);
    assert.match(await refusal('addSpace', { connection: limited, name: 'x' }), /"name"/);
    await run('removeConnection', { connection: limited, confirmed: true });
  });

  it('addSpace leaves the list of the server as it is; removeSpace takes the name away, not the Space', async () => {
    await addSpace('contract-named');
    const listing = await add('Listing');
    const named = { connection: listing, space: 'contract-elsewhere' };
    await run('addSpace', named);
    assert.match((await test(listing)).reason ?? '', /no such Space at this endpoint: contract-elsewhere$/);
    const before = (await requests()).length;
    assert.equal(await run('removeSpace', named), named.space);
    assert.match(await refusal('removeSpace', named), /does not name it: contract-elsewhere/);
    assert.equal((await requests()).length, before);
    assert.ok((await test(listing)).spaces?.includes('contract-named'));
    await run('removeConnection', { connection: listing, confirmed: true });
  });

  it('removeConnection, confirmed, asks nothing, and the connection is gone', async () => {
    const gone = await add('Gone');
    assert.equal(await run('removeConnection', { connection: 'Gone', confirmed: true }), gone);
    assert.match(await refusal('removeConnection', { connection: gone, confirmed: true }), /no connection/);
    assert.match(await refusal('removeConnection', { connection: id, confirmed: 'yes' }), /true or false/);
  });

  it('refresh, loadMore, filter and goTo say what the server said', async () => {
    await failNext({ space, status: 403, code: 'AccessDenied' });
    assert.match(await refusal('refresh', { connection: id, space, prefix: 'x/' }), /may not list/);
    assert.match(await refusal('goTo', { connection: id, space, key: 'nowhere' }), /no object or folder/);
    assert.match(
      await refusal('filter', { connection: id, space: 'no-such-space', prefix: 'x' }),
      /no such Space|no Space/i,
    );
    assert.match(await refusal('loadMore', { connection: id, key: 'x' }), /Space is missing/);
  });
});
