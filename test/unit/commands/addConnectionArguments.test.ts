import assert from 'node:assert/strict';
import { addConnection } from '../../../src/commands/addConnection.ts';
import {
  CONNECTION_ARGUMENTS,
  connectionArguments,
  newId,
} from '../../../src/commands/connection/arguments.ts';
import { readArguments } from '../../../src/core/arguments.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { connectionNamed, PAIR } from '../../support/fakes/connectionStoreContract.ts';
import { enter, pick } from '../../support/fakes/prompts.ts';
import { failing, world } from './connectionSetup.ts';

const KEYS = { accessKeyId: 'AKID', secretAccessKey: 'secret' };
const OTHER = { name: 'Mine', provider: 'custom', endpoint: 'http://localhost:9000', ...KEYS };
const SPACES = { name: 'Mine', provider: 'digitalocean', region: 'nyc3', ...KEYS };

const read = (args: Record<string, unknown>) =>
  connectionArguments(readArguments(args, CONNECTION_ARGUMENTS));
const add = (args: Record<string, unknown>, at = world()) => addConnection(at.deps, read(args));

describe('addConnection with arguments', () => {
  it('saves what it is given: no question, no network, no message', async () => {
    const at = world();
    const id = await add(OTHER, at);
    assert.deepEqual(at.store.list(), [
      {
        id,
        name: 'Mine',
        provider: 'custom',
        endpoint: 'http://localhost:9000',
        region: 'us-east-1',
        addressing: 'path',
        readOnly: false,
      },
    ]);
    assert.deepEqual(
      [at.prompts.asked, at.tester.tested, at.notices.shown, at.progress.titles],
      [[], [], [], []],
    );
  });

  it('takes every field', async () => {
    const at = world();
    const more = {
      region: 'eu',
      addressing: 'virtual',
      spaces: ['one'],
      readOnly: true,
      sessionToken: 'tok',
    };
    await add({ ...OTHER, ...more, accessKeyId: ' AKID ', secretAccessKey: ' secret\n' }, at);
    const [saved] = at.store.list();
    assert.ok(saved);
    assert.deepEqual(
      [saved.region, saved.addressing, saved.spaces, saved.readOnly],
      ['eu', 'virtual', ['one'], true],
    );
    assert.deepEqual(await at.store.credentials(saved), {
      state: 'ok',
      credentials: { ...KEYS, sessionToken: 'tok' },
    });
  });

  it("makes DigitalOcean's endpoint from the region, of any slug", async () => {
    for (const region of ['nyc3', 'NYC3', 'zzz9']) {
      const at = world();
      await add({ ...SPACES, region }, at);
      const [saved] = at.store.list();
      assert.equal(saved?.endpoint, `https://${region.toLowerCase()}.digitaloceanspaces.com`);
      assert.equal(saved?.addressing, 'virtual');
      assert.equal(saved?.region, region.toLowerCase());
    }
  });

  it('takes a Space out of the host', async () => {
    const at = world();
    await add({ ...OTHER, endpoint: 'https://my-space.nyc3.digitaloceanspaces.com' }, at);
    assert.equal(at.store.list()[0]?.endpoint, 'https://nyc3.digitaloceanspaces.com');
    assert.deepEqual(at.store.list()[0]?.spaces, ['my-space']);
  });

  const refused: readonly [what: string, args: Record<string, unknown>, reason: RegExp][] = [
    ['an unknown argument', { ...OTHER, colour: 'red' }, /Unknown argument "colour"/],
    ['a misspelt argument', { ...OTHER, readonly: true }, /Unknown argument "readonly"/],
    ['an empty name', { ...OTHER, name: '' }, /"name" is empty/],
    ['a blank name', { ...OTHER, name: '  ' }, /name: Give the connection a name/],
    ['an empty key', { ...OTHER, accessKeyId: '' }, /"accessKeyId" is empty/],
    ['a blank secret', { ...OTHER, secretAccessKey: ' ' }, /secretAccessKey: Give the secret/],
    ['an unknown provider', { ...OTHER, provider: 'aws' }, /"provider" must be one of/],
    ['an endpoint without scheme', { ...OTHER, endpoint: 's3.example.com' }, /scheme/],
    ['an endpoint with a path', { ...OTHER, endpoint: 'https://s3.example.com/b' }, /path/],
    ['no endpoint', { ...OTHER, endpoint: undefined }, /endpoint is missing/],
    ['no region', { ...SPACES, region: undefined }, /region is missing/],
    ['no provider', { ...SPACES, provider: undefined }, /provider is missing/],
    ['a region that is none of theirs', { ...SPACES, region: 'us-east-1' }, /look like 'nyc3'/],
    [
      'an endpoint beside a region',
      { ...SPACES, endpoint: 'https://s3.example.com' },
      /follows from the region/,
    ],
    ['path addressing there', { ...SPACES, addressing: 'path' }, /is 'virtual'/],
    ['a name of a Space that is none', { ...SPACES, spaces: ['A_B'] }, /spaces: This is not a name/],
    ['spaces that are no list', { ...SPACES, spaces: 'one' }, /must be a list/],
    ['a token without its pair', { name: 'x', sessionToken: 'tok' }, /sessionToken/],
    ['test that is no flag', { ...OTHER, test: 'yes' }, /true or false/],
  ];
  for (const [what, args, reason] of refused) {
    it(`refuses ${what}, and saves nothing`, async () => {
      const at = world();
      await assert.rejects(
        async () => add(args, at),
        (error) =>
          error instanceof SpacesError && error.code === 'badArguments' && reason.test(error.message),
      );
      assert.deepEqual([at.store.writes, at.prompts.asked], [[], []]);
    });
  }

  it('refuses a name that is taken', async () => {
    const at = world(FakeConnectionStore.with([connectionNamed('Mine'), PAIR]));
    await assert.rejects(add(OTHER, at), /another connection has this name: Mine/);
    assert.equal(at.store.list().length, 1);
  });

  it('with test: true it tries first; a failure throws and saves nothing', async () => {
    const at = world();
    at.tester.results.push(failing('wrongSecret', 'The secret does not match.'));
    await assert.rejects(add({ ...OTHER, test: true }, at), {
      code: 'wrongSecret',
      message: 'The secret does not match.',
    });
    assert.deepEqual([at.store.writes, at.notices.shown, at.prompts.asked], [[], [], []]);
    await add({ ...OTHER, test: true }, at);
    assert.equal(at.store.list().length, 1);
  });

  it('with test: true a key that may not list needs its Spaces', async () => {
    const at = world();
    at.tester.results.push(failing('noListBuckets'));
    await assert.rejects(add({ ...OTHER, test: true }, at), { code: 'noListBuckets' });
    assert.deepEqual(at.store.writes, []);
    await add({ ...OTHER, test: true, spaces: ['one'] }, at);
    assert.deepEqual(at.store.list()[0]?.spaces, ['one']);
  });

  it('asks only for what is missing', async () => {
    const at = world();
    at.prompts.expect('Secret access key', enter('secret'));
    await add({ ...OTHER, secretAccessKey: undefined }, at);
    assert.deepEqual(at.prompts.titles, ['Add Connection (1/2): Secret access key']);
    assert.equal(at.tester.tested.length, 1);

    const unnamed = world();
    unnamed.prompts.expect('Name', enter());
    await add({ ...SPACES, name: undefined }, unnamed);
    assert.deepEqual(unnamed.prompts.titles, ['Add Connection (1/1): Name']);

    const placed = world();
    placed.prompts
      .expect('Endpoint', enter('localhost:9000'))
      .expect('Region', enter())
      .expect('Addressing', pick('Path (host/bucket)'))
      .expect('Access key ID', enter('AKID'))
      .expect('Secret access key', enter('secret'));
    await add({ name: 'Mine', provider: 'custom' }, placed);
    assert.equal(placed.store.list()[0]?.name, 'Mine');
  });

  it('asks again for what was given and is wrong', async () => {
    const at = world();
    at.tester.results.push(failing('wrongKey'));
    at.prompts
      .expect('Secret access key', enter('secret'))
      .expect('Access key ID', enter('RIGHT'))
      .expect('Secret access key', enter());
    await add({ ...OTHER, secretAccessKey: undefined }, at);
    assert.equal(at.tester.tested.at(-1)?.credentials.accessKeyId, 'RIGHT');
  });

  it('takes the id that a workspace knows it by, and refuses one that is there or is none', async () => {
    const at = world();
    const id = 'zzzzzzzzzz';
    assert.equal(await addConnection(at.deps, read(OTHER), newId(id, 'id')), id);
    assert.deepEqual(
      at.store.list().map((each) => each.id),
      [id],
    );
    await assert.rejects(addConnection(at.deps, undefined, id), /there is a connection with this id/);
    assert.deepEqual(at.prompts.asked, []);
    for (const wrong of ['', 'short', 'UPPERCASE0', 'a/bcdefghi', 7])
      assert.throws(() => newId(wrong, 'id'), SpacesError);
  });

  it('asks all but the id where that alone is given', async () => {
    const at = world();
    at.prompts
      .expect('Provider', pick('Other S3-compatible'))
      .expect('Endpoint', enter('localhost:9000'))
      .expect('Region', enter())
      .expect('Addressing', pick('Path (host/bucket)'))
      .expect('Access key ID', enter('AKID'))
      .expect('Secret access key', enter('secret'))
      .expect('Name', enter('Mine'));
    assert.equal(await addConnection(at.deps, undefined, 'zzzzzzzzzz'), 'zzzzzzzzzz');
    assert.equal(at.store.get('zzzzzzzzzz')?.name, 'Mine');
  });

  it('no argument is the whole interview', () => {
    assert.equal(read({}), undefined);
    assert.equal(read({ name: undefined }), undefined);
  });
});
