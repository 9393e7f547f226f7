import assert from 'node:assert/strict';
import type { Connection } from '../../../src/core/connection.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import { createStore } from '../../../src/s3/client.ts';
import type { Fetch } from '../../../src/s3/exchange.ts';
import { createSpaceLocations } from '../../../src/s3/locations.ts';
import { errorXml, keys, never, requestDeps } from './serve.ts';

const page = '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>';

const connection: Connection = {
  id: 'abcdefghij',
  name: 'Test',
  provider: 'digitalocean',
  endpoint: 'https://nyc3.digitaloceanspaces.com',
  region: 'nyc3',
  addressing: 'virtual',
  readOnly: false,
};

type Reply = readonly [status: number, body: string, headers?: Record<string, string>];

/** A store over a scripted fetch that answers by host (and signing region). */
function storeWhere(reply: (host: string, region: string) => Reply) {
  const hosts: string[] = [];
  const fetch: Fetch = async (url, init) => {
    const { host } = new URL(url);
    hosts.push(host);
    const authorization = new Headers(init.headers).get('authorization') ?? '';
    const [status, body, headers = {}] = reply(host, authorization.split('/')[2] ?? '');
    return new Response(init.method === 'HEAD' ? null : body, { status, headers });
  };
  const locations = createSpaceLocations();
  const connections = { credentials: async () => ({ state: 'ok', credentials: keys }) as const };
  return { hosts, locations, store: createStore({ ...requestDeps({ fetch }), connections, locations }) };
}

async function refusal(work: Promise<unknown>): Promise<SpacesError> {
  const error = await work.catch((reason: unknown) => reason);
  assert.ok(error instanceof SpacesError, `${error}`);
  return error;
}

describe('a Space in another region', () => {
  it('of DigitalOcean is looked for in all of its regions, opened, and remembered', async () => {
    const { store, hosts, locations } = storeWhere((host, region) =>
      host === 'photos.fra1.digitaloceanspaces.com' && region === 'fra1'
        ? [200, page]
        : [404, errorXml('NoSuchBucket')],
    );
    await store.listPage(connection, 'photos', { prefix: '' }, never);
    assert.ok(hosts.every((host) => /^photos\.[a-z]{3}\d\.digitaloceanspaces\.com$/.test(host)));
    const found = locations.of(connection, 'photos');
    assert.deepEqual(
      [found.endpoint, found.region, found.id],
      ['https://fra1.digitaloceanspaces.com', 'fra1', connection.id],
    );
    assert.equal(
      locations.of(connection, 'docs').endpoint,
      connection.endpoint,
      'other Spaces are not moved',
    );
    hosts.length = 0;
    await store.listPage(connection, 'photos', { prefix: '' }, never);
    assert.deepEqual(hosts, ['photos.fra1.digitaloceanspaces.com']);
  });

  it("of DigitalOcean that is nowhere, or another's, is not there", async () => {
    const { store } = storeWhere((host) =>
      host.includes('sfo3') ? [403, errorXml('AccessDenied')] : [404, errorXml('NoSuchBucket')],
    );
    const error = await refusal(store.listPage(connection, 'photos', { prefix: '' }, never));
    assert.equal(error.code, 'noSuchSpace');
    assert.match(error.message, /photos$/);
  });

  it('is remembered for its own connection: the Space of that name of another key pair may be here', async () => {
    let isOwned = false;
    const { store, hosts, locations } = storeWhere((host) =>
      host === `photos.${isOwned ? 'nyc3' : 'fra1'}.digitaloceanspaces.com`
        ? [200, page]
        : [404, errorXml('NoSuchBucket')],
    );
    await store.listPage(connection, 'photos', { prefix: '' }, never);
    isOwned = true;
    const other = { ...connection, id: 'bbbbbbbbbb' };
    assert.equal(locations.of(other, 'photos').endpoint, connection.endpoint);
    hosts.length = 0;
    await store.listPage(other, 'photos', { prefix: '' }, never);
    assert.deepEqual(hosts, ['photos.nyc3.digitaloceanspaces.com']);
  });

  it('of DigitalOcean opens where the server points, within DigitalOcean', async () => {
    const { store, hosts } = storeWhere((host) =>
      host.includes('ric1')
        ? [200, page]
        : [301, errorXml('PermanentRedirect', '<Endpoint>photos.ric1.digitaloceanspaces.com</Endpoint>')],
    );
    await store.listPage(connection, 'photos', { prefix: '' }, never);
    assert.deepEqual(
      hosts.map((host) => host.split('.')[1]),
      ['nyc3', 'ric1'],
    );
  });

  it('is found for a HEAD too, which is told nothing', async () => {
    const { store } = storeWhere((host) => {
      if (!host.includes('ams3')) return [404, errorXml('NoSuchBucket')];
      return [200, page, { 'content-length': '3', etag: '"e"' }];
    });
    assert.equal((await store.headObject(connection, 'photos', 'a', never)).size, 3);
  });

  const aws = { ...connection, endpoint: 'https://s3.us-east-1.amazonaws.com', region: 'us-east-1' };
  const awsReplies: readonly (readonly [name: string, reply: Reply])[] = [
    ['a 301 with its region', [301, errorXml('PermanentRedirect'), { 'x-amz-bucket-region': 'eu-west-1' }]],
    ['a 400 with its region', [400, errorXml('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>')]],
    [
      'a 301 with its endpoint',
      [301, errorXml('PermanentRedirect', '<Endpoint>photos.s3-eu-west-1.amazonaws.com</Endpoint>')],
    ],
    [
      'a 307 with its address',
      [
        307,
        errorXml('TemporaryRedirect'),
        { location: 'https://photos.s3.eu-west-1.amazonaws.com/?list-type=2' },
      ],
    ],
  ];
  for (const [name, reply] of awsReplies) {
    it(`of AWS opens after ${name}`, async () => {
      const { store, hosts } = storeWhere((host, region) =>
        host === 'photos.s3.eu-west-1.amazonaws.com' && region === 'eu-west-1' ? [200, page] : reply,
      );
      await store.listPage(aws, 'photos', { prefix: '' }, never);
      assert.equal(hosts.length, 2);
    });
  }

  it('of AWS that points back and forth ends', async () => {
    const { store, hosts } = storeWhere((host) => [
      301,
      errorXml(
        'PermanentRedirect',
        `<Region>${host.includes('eu-west-1') ? 'us-east-1' : 'eu-west-1'}</Region>`,
      ),
    ]);
    assert.equal((await refusal(store.listPage(aws, 'photos', { prefix: '' }, never))).code, 'wrongRegion');
    assert.equal(hosts.length, 2);
  });

  const custom = {
    ...connection,
    provider: 'custom',
    endpoint: 'https://s3.example.com',
    region: 'us-east-1',
  } as const;

  it('of any other store opens with the region that it names, at the same endpoint', async () => {
    const { store, hosts } = storeWhere((_host, region) =>
      region === 'zone-b'
        ? [200, page]
        : [400, errorXml('AuthorizationHeaderMalformed', '<Region>zone-b</Region>')],
    );
    await store.listPage(custom, 'photos', { prefix: '' }, never);
    assert.deepEqual(hosts, ['photos.s3.example.com', 'photos.s3.example.com']);
  });

  it('never takes the keys to a host that an answer names', async () => {
    const hostile = [
      '<Endpoint>evil.example.net</Endpoint>',
      '<Endpoint>photos.s3.example.com.evil.net</Endpoint><Region>x</Region>',
      '<Endpoint>evil.net/.digitaloceanspaces.com</Endpoint>',
      '<Endpoint>evil.s3.evil.net#.amazonaws.com</Endpoint>',
      '<Region>evil.net/</Region>',
      '<Region>a@evil.net#</Region>',
    ];
    for (const from of [connection, aws, custom]) {
      for (const hint of hostile) {
        const { store, hosts } = storeWhere(() => [301, errorXml('PermanentRedirect', hint)]);
        const error = await refusal(store.listPage(from, 'photos', { prefix: '' }, never));
        assert.equal(error.code, 'wrongRegion');
        // AWS's and DigitalOcean's hosts are theirs whatever the region's name.
        const provider = new URL(from.endpoint).host.split('.').slice(-2).join('.');
        assert.ok(
          hosts.every((host) => host.endsWith(`.${provider}`)),
          `${hint}: ${hosts}`,
        );
      }
    }
  });
});
