import assert from 'node:assert/strict';
import { CONNECTION_ARGUMENTS, connectionArguments } from '../../../src/commands/connection/arguments.ts';
import { duplicateConnection } from '../../../src/commands/duplicateConnection.ts';
import { editConnection } from '../../../src/commands/editConnection.ts';
import { readArguments } from '../../../src/core/arguments.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { connectionNamed, PAIR } from '../../support/fakes/connectionStoreContract.ts';
import { dismiss, enter, pick, press, run } from '../../support/fakes/prompts.ts';
import { failing, world } from './connectionSetup.ts';

const ONE = connectionNamed('One');
const SPACES = connectionNamed('Spaces', {
  provider: 'digitalocean',
  endpoint: 'https://nyc3.digitaloceanspaces.com',
  region: 'nyc3',
  addressing: 'virtual',
});
const stored = () => world(FakeConnectionStore.with([ONE, { ...PAIR, sessionToken: 'tok' }], [SPACES, PAIR]));
const changes = (args: Record<string, unknown>) =>
  connectionArguments(readArguments(args, CONNECTION_ARGUMENTS));

describe('Edit Connection', () => {
  it('asks the same questions, filled in; an empty secret keeps the stored one', async () => {
    const { deps, prompts, store, tester, notices } = stored();
    prompts
      .expect('Edit Connection (1/8): Provider', pick('Other S3-compatible'))
      .expect('Endpoint', enter())
      .expect('Region', enter('eu'))
      .expect('Addressing', pick('Path (host/bucket)'))
      .expect('Access key ID', enter())
      .expect('Secret access key', enter(''))
      .expect('Edit Connection (7/7): Name', press('readOnly'), enter('Uno'));
    assert.equal(await editConnection(deps, ONE), ONE.id);
    assert.deepEqual(store.get(ONE.id), { ...ONE, region: 'eu', name: 'Uno', readOnly: true });
    assert.deepEqual(
      prompts.asked.map(({ value, frame }) => value || 'active' in frame),
      [true, 'https://s3.example.com', 'us-east-1', true, 'AKIDCANARY', false, 'One'],
    );
    assert.equal(prompts.asked[5]?.placeholder, 'Leave empty to keep the current one');
    assert.deepEqual(tester.tested[0]?.credentials, { ...PAIR, sessionToken: 'tok' });
    assert.deepEqual(store.writes, [`save ${ONE.id}`]);
    assert.deepEqual(notices.messages, ['Connection saved: Uno']);
  });

  it('never shows the stored secret in a box', async () => {
    const { deps, prompts } = stored();
    prompts.answer(
      pick('Other S3-compatible'),
      enter(),
      enter(),
      pick('Path (host/bucket)'),
      enter(),
      dismiss,
    );
    await assert.rejects(editConnection(deps, ONE), { name: 'Cancelled' });
    assert.doesNotMatch(JSON.stringify(prompts.asked), /secret\/CANARY/);
  });

  it('asks for the secret again where the endpoint changes, and never sends it elsewhere', async () => {
    const { deps, prompts, store, tester } = stored();
    prompts
      .expect('Provider', pick('Other S3-compatible'))
      .expect('Endpoint', enter('https://other.example'))
      .expect('Region', enter())
      .expect('Addressing', pick('Path (host/bucket)'))
      .expect('Access key ID', enter())
      .expect('Secret access key', enter(''), enter('newsecret'))
      .expect('Name', enter());
    await editConnection(deps, ONE);
    const [secret] = prompts.asked.filter(({ password }) => password);
    assert.deepEqual([secret?.placeholder, secret?.said], ['', ['Give the secret access key.']]);
    const sent = { accessKeyId: PAIR.accessKeyId, secretAccessKey: 'newsecret', sessionToken: undefined };
    assert.deepEqual(
      tester.tested.map(({ credentials }) => ({ sessionToken: undefined, ...credentials })),
      [sent],
    );
    assert.equal((await store.credentials({ ...ONE, endpoint: 'https://other.example' })).state, 'ok');
  });

  it('takes the very same secret for a new endpoint, once it was entered there', async () => {
    const { deps, prompts, store } = world(FakeConnectionStore.with([ONE, PAIR]));
    prompts.answer(
      pick('Other S3-compatible'),
      enter('https://other.example'),
      enter(),
      pick('Path (host/bucket)'),
      enter(),
      enter(PAIR.secretAccessKey),
      enter(),
    );
    await editConnection(deps, ONE);
    assert.equal((await store.credentials({ ...ONE, endpoint: 'https://other.example' })).state, 'ok');
  });

  it('a stored secret that was kept does not fill the box when Back leads to another endpoint', async () => {
    const { deps, prompts, tester, store } = stored();
    tester.results.push(failing('refused'));
    prompts.answer(pick('Other S3-compatible'), enter(), enter(), pick('Path (host/bucket)'), enter());
    prompts
      .expect('Secret access key', enter(''))
      .expect('Endpoint', enter('https://other.example'))
      .expect('Region', enter())
      .expect('Addressing', pick('Path (host/bucket)'))
      .expect('Access key ID', enter())
      .expect('Secret access key', enter(), enter('newsecret'))
      .expect('Name', enter());
    await editConnection(deps, ONE);
    const elsewhere = tester.tested.filter(({ connection }) => connection.endpoint !== ONE.endpoint);
    assert.deepEqual(
      elsewhere.map(({ credentials }) => credentials.secretAccessKey),
      ['newsecret'],
    );
    assert.doesNotMatch(JSON.stringify(prompts.asked), /secret\/CANARY/);
    assert.equal((await store.credentials({ ...ONE, endpoint: 'https://other.example' })).state, 'ok');
  });

  it('does not bring back a connection that was removed while the questions were open', async () => {
    const { deps, prompts, store } = stored();
    prompts.answer(pick('Other S3-compatible'), enter(), enter(), pick('Path (host/bucket)'), enter());
    prompts.expect('Secret access key', enter('')).expect(
      'Name',
      run(() => store.remove(ONE.id)),
      enter('Uno'),
    );
    await assert.rejects(editConnection(deps, ONE), { code: 'unknownConnection' });
    assert.equal(store.get(ONE.id), undefined);
  });

  it('picks one region of DigitalOcean, and the new endpoint asks for the secret', async () => {
    const { deps, prompts, store } = stored();
    prompts
      .expect('Provider', pick('DigitalOcean'))
      .expect('Region', pick('Amsterdam (AMS3)'))
      .expect('Access key ID', enter())
      .expect('Secret access key', enter(''), enter('same'))
      .expect('Name', enter());
    await editConnection(deps, SPACES);
    assert.equal(store.get(SPACES.id)?.endpoint, 'https://ams3.digitaloceanspaces.com');
    assert.equal(prompts.asked[1]?.kind, 'pick');
  });

  it('asks for the key pair where none is stored', async () => {
    const { deps, prompts, store } = world(FakeConnectionStore.with([ONE, undefined]));
    prompts.answer(pick('Other S3-compatible'), enter(), enter(), pick('Path (host/bucket)'));
    prompts
      .expect('Access key ID', enter('AKID'))
      .expect('Secret', enter(''), enter('s'))
      .expect('Name', enter());
    await editConnection(deps, ONE);
    assert.equal((await store.credentials(ONE)).state, 'ok');
  });

  it('lets the named Spaces be changed, and asks for names where there must be some', async () => {
    const limited = { ...ONE, spaces: ['one'] };
    const { deps, prompts, store, tester } = world(FakeConnectionStore.with([limited, PAIR]));
    tester.results.push({ ok: true }, failing('noListBuckets'));
    prompts.answer(
      pick('Other S3-compatible'),
      enter(),
      enter(),
      pick('Path (host/bucket)'),
      enter(),
      enter(''),
    );
    prompts.expect('Spaces', enter('')).expect('Spaces', enter(''), enter('two')).expect('Name', enter());
    await editConnection(deps, limited);
    assert.deepEqual(store.get(ONE.id)?.spaces, ['two']);
  });

  it('shows the Spaces that are named beside the list, to be changed or taken away; a copy has them too', async () => {
    const more = { ...ONE, moreSpaces: ['one', 'tvo'] };
    const { deps, prompts, store } = world(FakeConnectionStore.with([more, PAIR]));
    const upToSpaces = () =>
      prompts.answer(
        ...[pick('Other S3-compatible'), enter(), enter(), pick('Path (host/bucket)'), enter(), enter('')],
      );
    upToSpaces();
    prompts.expect('Spaces', enter('one, two')).expect('Name', enter());
    await editConnection(deps, more);
    const asked = prompts.asked.find(({ title }) => title.endsWith('Spaces'));
    assert.equal(asked?.value, 'one, tvo');
    assert.match(asked?.prompt ?? '', /beside those that the server lists/);
    const changed = { ...ONE, moreSpaces: ['one', 'two'] };
    assert.deepEqual(store.get(ONE.id), changed);
    await editConnection(deps, changed, changes({ readOnly: true }));
    assert.deepEqual(store.get(ONE.id)?.moreSpaces, ['one', 'two']);
    const copy = await duplicateConnection(deps, changed, changes({ name: 'Copy' }));
    assert.deepEqual(store.get(copy)?.moreSpaces, ['one', 'two']);
    await editConnection(deps, changed, changes({ spaces: ['a-b'] }));
    assert.deepEqual([store.get(ONE.id)?.spaces, store.get(ONE.id)?.moreSpaces], [['a-b'], undefined]);
    upToSpaces();
    prompts.expect('Spaces', enter('')).expect('Name', enter());
    await editConnection(deps, changed);
    assert.deepEqual(store.get(ONE.id), ONE);
  });

  describe('with arguments', () => {
    it('changes the fields given, asks nothing and uses no network', async () => {
      const { deps, prompts, store, tester, notices } = stored();
      const id = await editConnection(deps, ONE, changes({ name: 'Uno', readOnly: true, spaces: ['a-b'] }));
      assert.equal(id, ONE.id);
      assert.deepEqual(store.get(ONE.id), { ...ONE, name: 'Uno', readOnly: true, spaces: ['a-b'] });
      assert.deepEqual([prompts.asked, tester.tested, notices.shown], [[], [], []]);
      await editConnection(deps, { ...ONE, spaces: ['a-b'] }, changes({ spaces: [] }));
      assert.equal(store.get(ONE.id)?.spaces, undefined);
    });

    it('a new endpoint without a secret leaves the connection without one', async () => {
      const { deps, store } = stored();
      await editConnection(deps, ONE, changes({ endpoint: 'https://other.example' }));
      const now = store.get(ONE.id);
      assert.ok(now);
      assert.deepEqual(await store.credentials(now), { state: 'otherEndpoint', endpoint: ONE.endpoint });
    });

    it('a new secret goes with the stored key ID', async () => {
      const { deps, store } = stored();
      await editConnection(deps, ONE, changes({ secretAccessKey: 'new' }));
      assert.deepEqual(await store.credentials(ONE), {
        state: 'ok',
        credentials: { accessKeyId: PAIR.accessKeyId, secretAccessKey: 'new' },
      });
    });

    it('tests on request, with the stored pair at its own endpoint alone', async () => {
      const { deps, store, tester } = stored();
      await editConnection(deps, ONE, changes({ region: 'eu', test: true }));
      assert.deepEqual(tester.tested[0]?.credentials, { ...PAIR, sessionToken: 'tok' });
      tester.results.push(failing('wrongRegion'));
      await assert.rejects(editConnection(deps, ONE, changes({ region: 'us', test: true })), {
        code: 'wrongRegion',
      });
      assert.equal(store.get(ONE.id)?.region, 'eu');
      const elsewhere = changes({ endpoint: 'https://other.example', test: true });
      await assert.rejects(editConnection(deps, ONE, elsewhere), { code: 'noCredentials' });
      assert.equal(tester.tested.length, 2);
    });

    const refused: readonly [what: string, args: Record<string, unknown>, reason: RegExp][] = [
      ['a name that is taken', { name: 'Spaces' }, /another connection has this name/],
      ['a key ID alone', { accessKeyId: 'x' }, /secretAccessKey is missing/],
      ['a token alone', { sessionToken: 'x' }, /accessKeyId and secretAccessKey/],
      ['DigitalOcean in no region of theirs', { provider: 'digitalocean' }, /look like 'nyc3'/],
      ['Spaces that the addressing can not hold', { addressing: 'virtual', spaces: ['A_B'] }, /not a name/],
    ];
    for (const [what, args, reason] of refused) {
      it(`refuses ${what}`, async () => {
        const { deps, store } = stored();
        await assert.rejects(async () => editConnection(deps, ONE, changes(args)), reason);
        assert.deepEqual(store.writes, []);
      });
    }
  });
});

describe('Duplicate Connection', () => {
  it('asks, offering a numbered name, and takes the key pair along', async () => {
    const { deps, prompts, store } = stored();
    prompts.answer(
      pick('Other S3-compatible'),
      enter(),
      enter(),
      pick('Path (host/bucket)'),
      enter(),
      enter(''),
    );
    prompts.expect('Duplicate Connection (7/7): Name', enter('One'), enter());
    const id = await duplicateConnection(deps, ONE);
    const copy = store.get(id);
    assert.ok(copy && id !== ONE.id);
    assert.deepEqual(copy, { ...ONE, id, name: 'One 2' });
    assert.equal((await store.credentials(copy)).state, 'ok');
    assert.equal(prompts.last.said[0], 'Another connection has this name.');
  });

  it('with arguments asks nothing; another endpoint gets no key pair', async () => {
    const { deps, store, prompts } = stored();
    const same = await duplicateConnection(deps, ONE, changes({ readOnly: true }));
    assert.deepEqual(store.get(same), { ...ONE, id: same, name: 'One 2', readOnly: true });
    assert.equal((await store.credentials({ ...ONE, id: same })).state, 'ok');
    const other = await duplicateConnection(deps, SPACES, changes({ name: 'Ams', region: 'ams3' }));
    const copy = store.get(other);
    assert.equal(copy?.endpoint, 'https://ams3.digitaloceanspaces.com');
    assert.deepEqual(copy && (await store.credentials(copy)), { state: 'missing' });
    assert.deepEqual(prompts.asked, []);
    await assert.rejects(duplicateConnection(deps, ONE, changes({ name: 'One' })), /has this name/);
  });
});
