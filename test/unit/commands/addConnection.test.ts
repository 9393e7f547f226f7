import assert from 'node:assert/strict';
import { addConnection } from '../../../src/commands/addConnection.ts';
import { Cancelled } from '../../../src/core/errors.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { connectionNamed, PAIR } from '../../support/fakes/connectionStoreContract.ts';
import {
  back,
  dismiss,
  enter,
  type FakePrompts,
  pick,
  pickMany,
  press,
} from '../../support/fakes/prompts.ts';
import { failing, world } from './connectionSetup.ts';

const NYC3 = 'New York City (NYC3)';

function answerSpaces(prompts: FakePrompts): FakePrompts {
  return prompts
    .expect('Provider', pick('DigitalOcean'))
    .expect('Region', pickMany(NYC3))
    .expect('Access key ID', enter(' AKID '))
    .expect('Secret access key', enter('\tsecret \n'));
}

function answerOther(prompts: FakePrompts): FakePrompts {
  return prompts
    .expect('Provider', pick('Other S3-compatible'))
    .expect('Endpoint', enter('localhost:9000'))
    .expect('Region', enter())
    .expect('Addressing', pick('Path (host/bucket)'))
    .expect('Access key ID', enter('AKID'))
    .expect('Secret access key', enter('secret'));
}

describe('Add Connection', () => {
  it('asks for a DigitalOcean connection, tests it and saves it', async () => {
    const { deps, prompts, store, tester, notices, progress } = world();
    answerSpaces(prompts).expect('Name', enter());
    const id = await addConnection(deps);
    assert.deepEqual(prompts.titles, [
      'Add Connection (1/8): Provider',
      'Add Connection (2/6): Region',
      'Add Connection (3/6): Access key ID',
      'Add Connection (4/6): Secret access key',
      'Add Connection (5/5): Name',
    ]);
    assert.deepEqual(store.list(), [
      {
        id,
        name: 'DigitalOcean NYC3',
        provider: 'digitalocean',
        endpoint: 'https://nyc3.digitaloceanspaces.com',
        region: 'nyc3',
        addressing: 'virtual',
        readOnly: false,
      },
    ]);
    assert.deepEqual(await store.credentials(connectionNamed('x', { ...store.list()[0] })), {
      state: 'ok',
      credentials: { accessKeyId: 'AKID', secretAccessKey: 'secret' },
    });
    assert.deepEqual(
      tester.tested.map(({ connection, credentials }) => [connection.endpoint, credentials]),
      [['https://nyc3.digitaloceanspaces.com', { accessKeyId: 'AKID', secretAccessKey: 'secret' }]],
    );
    assert.deepEqual(progress.titles, ['Testing the connection to nyc3.digitaloceanspaces.com']);
    assert.deepEqual(notices.messages, ['Connection added: DigitalOcean NYC3']);
  });

  it('asks for another S3-compatible server', async () => {
    const { deps, prompts, store } = world();
    answerOther(prompts).expect('Name', enter('Mine'));
    const id = await addConnection(deps);
    assert.deepEqual(prompts.titles.slice(1), [
      'Add Connection (2/8): Endpoint',
      'Add Connection (3/8): Region',
      'Add Connection (4/8): Addressing',
      'Add Connection (5/8): Access key ID',
      'Add Connection (6/8): Secret access key',
      'Add Connection (7/7): Name',
    ]);
    assert.deepEqual(store.list(), [
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
  });

  it('the word Space stands only in the title of the Spaces question', async () => {
    const { deps, prompts, tester } = world();
    tester.results.push(failing('noListBuckets'));
    answerOther(prompts).expect('Spaces', enter('one')).expect('Name', enter());
    await addConnection(deps);
    assert.deepEqual(
      prompts.titles.filter((title) => title.includes('Space')),
      ['Add Connection (7/8): Spaces'],
    );
  });

  it('makes a connection of each picked region, with a name for all', async () => {
    const taken = FakeConnectionStore.with([connectionNamed('DigitalOcean AMS3'), PAIR]);
    const { deps, prompts, store, tester, notices } = world(taken);
    prompts
      .expect('Provider', pick('DigitalOcean'))
      .expect('Region', pickMany())
      .expect('Region', pickMany('Amsterdam (AMS3)', NYC3))
      .expect('Access key ID', enter('AKID'))
      .expect('Secret access key', enter('secret'))
      .expect('Name', enter('DigitalOcean'), enter());
    const id = await addConnection(deps);
    const added = store.list().slice(1);
    assert.deepEqual(
      added.map(({ name, region }) => [name, region]),
      [
        ['DigitalOcean 2 AMS3', 'ams3'],
        ['DigitalOcean 2 NYC3', 'nyc3'],
      ],
    );
    assert.equal(added[0]?.id, id);
    assert.deepEqual(prompts.last.said, ['Another connection has this name.']);
    assert.deepEqual(
      tester.tested.map(({ connection }) => connection.region),
      ['ams3', 'nyc3'],
    );
    assert.deepEqual(notices.messages, ['Connections added: DigitalOcean 2 AMS3, DigitalOcean 2 NYC3']);
  });

  it('numbers the offered name where it is taken', async () => {
    const { deps, prompts, store } = world(
      FakeConnectionStore.with([connectionNamed('DigitalOcean NYC3'), PAIR]),
    );
    answerSpaces(prompts).expect('Name', enter());
    await addConnection(deps);
    assert.equal(store.list()[1]?.name, 'DigitalOcean NYC3 2');
  });

  it('goes back with the answers kept', async () => {
    const { deps, prompts, store } = world();
    answerOther(prompts)
      .expect('Name', back)
      .expect('Secret', back)
      .expect('Access key ID', enter('AKID2'))
      .expect('Secret', back)
      .expect('Access key ID', back)
      .expect('Addressing', back)
      .expect('Region', back)
      .expect('Endpoint', back)
      .expect('Provider', pick('Other S3-compatible'))
      .expect('Endpoint', enter())
      .expect('Region', enter())
      .expect('Addressing', pick('Path (host/bucket)'))
      .expect('Access key ID', enter())
      .expect('Secret', enter())
      .expect('Name', enter());
    await addConnection(deps);
    assert.deepEqual(
      prompts.asked.slice(-6).map(({ value }) => value),
      ['http://localhost:9000', 'us-east-1', '', 'AKID2', 'secret', 'localhost:9000'],
    );
    assert.equal(prompts.asked[0]?.frame.canGoBack, false);
    assert.deepEqual(
      prompts.asked.slice(-7).map(({ title }) => title.slice(0, 20)),
      [1, 2, 3, 4, 5, 6, 7].map((step) => `Add Connection (${step}/${step === 7 ? 7 : 8}): `.slice(0, 20)),
    );
    assert.equal(store.list().length, 1);
  });

  it('does not test again what was tested and has not changed', async () => {
    const { deps, prompts, tester } = world();
    answerSpaces(prompts).expect('Name', back).expect('Secret', enter()).expect('Name', enter());
    await addConnection(deps);
    assert.equal(tester.tested.length, 1);
  });

  it('fault 1: a dismissed question is silence, at every step', async () => {
    for (let count = 0; count < 7; count++) {
      const { deps, prompts, store, notices, tester } = world();
      tester.results.push(failing('noListBuckets'));
      const script = [
        pick('Other S3-compatible'),
        enter('localhost:9000'),
        enter(),
        pick('Path (host/bucket)'),
        enter('AKID'),
        enter('secret'),
        enter('one'),
      ];
      prompts.answer(...script.slice(0, count), dismiss);
      await assert.rejects(addConnection(deps), Cancelled);
      assert.deepEqual([store.writes, notices.shown, prompts.left], [[], [], 0]);
    }
  });

  it('leads to the page where keys are made, and keeps the question open', async () => {
    const { deps, prompts } = world();
    prompts
      .expect('Provider', pick('DigitalOcean'))
      .expect('Region', pickMany(NYC3))
      .expect('Access key ID', press('keys'), enter('AKID'))
      .expect('Secret access key', press('keys'), enter('secret'))
      .expect('Name', enter());
    await addConnection(deps);
    assert.deepEqual(prompts.opened, Array(2).fill('https://cloud.digitalocean.com/spaces/access_keys'));
  });

  it('takes the secret in a password box', async () => {
    const { deps, prompts } = world();
    answerSpaces(prompts).expect('Name', enter());
    await addConnection(deps);
    assert.deepEqual(
      prompts.asked.filter(({ password }) => password).map(({ title }) => title),
      ['Add Connection (4/6): Secret access key'],
    );
  });

  it('switches read-only in the last question, and keeps the switch over Back', async () => {
    const { deps, prompts, store } = world();
    answerSpaces(prompts)
      .expect('Name', press('readOnly'), press('readOnly'), press('readOnly'), back)
      .expect('Secret', enter())
      .expect('Name', enter());
    await addConnection(deps);
    assert.deepEqual(
      prompts.last.buttons.map(({ icon, tooltip, on }) => [icon, tooltip, on]),
      [['lock', 'Read-only: on', true]],
    );
    assert.equal(store.list()[0]?.readOnly, true);
  });

  it('warns of plain http to another machine, and refuses what is no endpoint', async () => {
    const { deps, prompts } = world();
    prompts
      .expect('Provider', pick('Other S3-compatible'))
      .expect('Endpoint', enter('https://s3.example.com/bucket'), enter('http://192.168.1.4:9000'))
      .expect('Region', dismiss);
    await assert.rejects(addConnection(deps), Cancelled);
    const [, endpoint] = prompts.asked;
    assert.match(endpoint?.said[0] ?? '', /path/);
    assert.match(endpoint?.said[1] ?? '', /^With http: others on the network can read/);
  });

  it('takes a Space out of a DigitalOcean host and offers it as a Space', async () => {
    const { deps, prompts, store } = world();
    prompts
      .expect('Provider', pick('Other S3-compatible'))
      .expect('Endpoint', enter('my-space.nyc3.digitaloceanspaces.com'))
      .expect('Region', enter())
      .expect('Addressing', pick('Virtual-hosted (bucket.host)'))
      .expect('Access key ID', enter('AKID'))
      .expect('Secret access key', enter('secret'))
      .expect('Spaces', enter())
      .expect('Name', enter());
    await addConnection(deps);
    const [saved] = store.list();
    assert.equal(saved?.endpoint, 'https://nyc3.digitaloceanspaces.com');
    assert.equal(saved?.region, 'nyc3');
    assert.deepEqual(saved?.spaces, ['my-space']);
  });

  it('leaves nothing behind when saving fails half-way', async () => {
    const { deps, prompts, store } = world();
    prompts
      .expect('Provider', pick('DigitalOcean'))
      .expect('Region', pickMany(NYC3, 'Amsterdam (AMS3)'))
      .expect('Access key ID', enter('AKID'))
      .expect('Secret access key', enter('secret'))
      .expect('Name', enter());
    const save = store.save.bind(store);
    let saves = 0;
    store.save = async (...args) => {
      if (++saves === 2) throw new Error('disk full');
      await save(...args);
    };
    await assert.rejects(addConnection(deps), /disk full/);
    assert.deepEqual(store.list(), []);
  });
});
