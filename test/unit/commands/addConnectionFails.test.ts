import assert from 'node:assert/strict';
import { addConnection } from '../../../src/commands/addConnection.ts';
import type { ErrorCode } from '../../../src/core/errors.ts';
import { dismiss, enter, type FakePrompts, pick, pickMany } from '../../support/fakes/prompts.ts';
import { failing, world } from './connectionSetup.ts';

function answerOther(prompts: FakePrompts): FakePrompts {
  return prompts
    .expect('Provider', pick('Other S3-compatible'))
    .expect('Endpoint', enter('localhost:9000'))
    .expect('Region', enter())
    .expect('Addressing', pick('Path (host/bucket)'))
    .expect('Access key ID', enter('AKID'))
    .expect('Secret access key', enter('wrong'));
}

describe('Add Connection, when the test fails', () => {
  it('says why, and a wrong secret reopens at the secret, the rest kept', async () => {
    const { deps, prompts, notices, store, tester } = world();
    tester.results.push(failing('wrongSecret', 'The secret does not match.'));
    notices.answer('Change Secret');
    answerOther(prompts).expect('Secret access key', enter('right')).expect('Name', enter());
    await addConnection(deps);
    const [said] = notices.shown;
    assert.equal(said?.message, 'Connection test failed: The secret does not match.');
    assert.deepEqual(said?.titles, ['Change Secret', 'Try Again', 'Save Anyway', 'Learn More']);
    assert.equal(prompts.asked.at(-2)?.title, 'Add Connection (6/8): Secret access key');
    assert.equal(prompts.asked.at(-2)?.value, 'wrong');
    assert.equal(tester.tested.at(-1)?.credentials.secretAccessKey, 'right');
    assert.equal(store.list()[0]?.endpoint, 'http://localhost:9000');
  });

  it('Learn More shows the page, and asks for the field at fault beside it', async () => {
    const { deps, prompts, notices, tester, opened } = world();
    tester.results.push(failing('refused'));
    notices.answer('Learn More');
    answerOther(prompts).expect(': Endpoint', dismiss);
    await assert.rejects(addConnection(deps), { name: 'Cancelled' });
    assert.deepEqual([opened, prompts.left], [['network'], 0]);
  });

  it('of an error whose words say all there is no page', async () => {
    const { deps, prompts, notices, tester } = world();
    tester.results.push(failing('slowDown'));
    answerOther(prompts).expect(': Secret access key', dismiss);
    await assert.rejects(addConnection(deps), { name: 'Cancelled' });
    assert.ok(!notices.last.titles.includes('Learn More'));
  });

  const fields: readonly [code: ErrorCode, field: string, button: string][] = [
    ['wrongSecret', 'Secret access key', 'Change Secret'],
    ['wrongKey', 'Access key ID', 'Change Access Key ID'],
    ['expiredToken', 'Access key ID', 'Change Access Key ID'],
    ['unknownHost', 'Endpoint', 'Change Endpoint'],
    ['refused', 'Endpoint', 'Change Endpoint'],
    ['tls', 'Endpoint', 'Change Endpoint'],
    ['timeout', 'Endpoint', 'Change Endpoint'],
    ['notS3', 'Endpoint', 'Change Endpoint'],
    ['wrongRegion', 'Region', 'Change Region'],
    ['clockSkew', 'Secret access key', 'Change Secret'],
    ['slowDown', 'Secret access key', 'Change Secret'],
    ['server', 'Secret access key', 'Change Secret'],
  ];
  for (const [code, field, button] of fields) {
    it(`${code} leads to ${field}, also where the message is dismissed`, async () => {
      for (const answer of [[button], []]) {
        const { deps, prompts, notices, store, tester } = world();
        tester.results.push(failing(code));
        notices.answer(...answer);
        answerOther(prompts).expect(`: ${field}`, dismiss);
        await assert.rejects(addConnection(deps), { name: 'Cancelled' });
        assert.equal(notices.last.titles[0], button);
        assert.equal(prompts.left, 0);
        assert.deepEqual(store.writes, []);
      }
    });
  }

  it('tries again when asked to', async () => {
    const { deps, prompts, notices, tester, store } = world();
    tester.results.push(failing('slowDown'), failing('timeout'));
    notices.answer('Try Again', 'Try Again');
    answerOther(prompts).expect('Name', enter());
    await addConnection(deps);
    assert.equal(tester.tested.length, 3);
    assert.equal(store.list().length, 1);
  });

  it('saves anyway, without asking for Spaces', async () => {
    const { deps, prompts, notices, store } = world();
    const tester = deps.tester as ReturnType<typeof world>['tester'];
    tester.results.push(failing('unknownHost'));
    notices.answer('Save Anyway');
    answerOther(prompts).expect('(7/7): Name', enter());
    await addConnection(deps);
    assert.equal(store.list().length, 1);
    assert.equal(tester.tested.length, 1);
  });

  it('a cancelled test goes back to the question, silently', async () => {
    const { deps, prompts, progress, notices, store } = world();
    progress.cancelNext();
    answerOther(prompts).expect('Secret access key', enter('other')).expect('Name', enter());
    await addConnection(deps);
    assert.deepEqual(notices.messages, ['Connection added: localhost:9000']);
    assert.equal(store.list().length, 1);
  });

  it('says when the clock is off, and by how much', async () => {
    for (const [clockSkewMs, words] of [
      [10 * 60_000, /: .*[^.]\. This computer's clock is 10 min slow/],
      [-125_000, /clock is 2 min fast/],
    ] as const) {
      const { deps, prompts, notices, tester } = world();
      tester.results.push({ ok: true, spaces: [], clockSkewMs });
      answerOther(prompts).expect('Name', enter());
      await addConnection(deps);
      assert.equal(notices.last.severity, 'warn');
      assert.match(notices.last.message, words);
    }
  });

  describe('a key that may not list its Spaces', () => {
    it('is asked for their names, and each is tried', async () => {
      const { deps, prompts, tester, notices, store } = world();
      tester.results.push(failing('noListBuckets'), { ok: true }, failing('noSuchSpace', 'No Space two.'));
      notices.answer('Change Spaces');
      answerOther(prompts)
        .expect('(7/8): Spaces', enter(''), enter('a/b'), enter('one, two'))
        .expect('(7/8): Spaces', enter('one, three'))
        .expect('(8/8): Name', enter());
      await addConnection(deps);
      assert.deepEqual(
        tester.tested.map(({ connection }) => connection.spaces),
        [undefined, ['one'], ['two'], ['one'], ['three']],
      );
      assert.deepEqual(prompts.asked[6]?.said, [
        'Give at least one name.',
        'This is not a name that a Space can have: a/b',
      ]);
      assert.equal(notices.shown[0]?.message, 'Connection test failed: No Space two.');
      assert.deepEqual(store.list()[0]?.spaces, ['one', 'three']);
    });

    it('goes without the question once a key that may list is entered', async () => {
      const { deps, prompts, tester, store } = world();
      tester.results.push(failing('accessDenied'));
      answerOther(prompts)
        .expect('Spaces', { do: 'back' })
        .expect('Secret', enter('full'))
        .expect('(7/7): Name', enter());
      await addConnection(deps);
      assert.equal(store.list()[0]?.spaces, undefined);
    });

    it('keeps each Space for the region where it is', async () => {
      const { deps, prompts, tester, store } = world();
      tester.results.push(failing('noListBuckets'), failing('noListBuckets'));
      tester.results.push({ ok: true }, failing('noSuchSpace'), failing('noSuchSpace'), { ok: true });
      prompts
        .expect('Provider', pick('DigitalOcean'))
        .expect('Region', pickMany('New York City (NYC3)', 'Amsterdam (AMS3)'))
        .expect('Access key ID', enter('AKID'))
        .expect('Secret access key', enter('secret'))
        .expect('Spaces', enter('one two'))
        .expect('Name', enter());
      await addConnection(deps);
      assert.deepEqual(
        store.list().map(({ region, spaces }) => [region, spaces]),
        [
          ['nyc3', ['one']],
          ['ams3', ['two']],
        ],
      );
    });

    it('says which region failed', async () => {
      const { deps, prompts, tester, notices } = world();
      tester.results.push({ ok: true }, failing('timeout', 'No answer.'));
      prompts
        .expect('Provider', pick('DigitalOcean'))
        .expect('Region', pickMany('New York City (NYC3)', 'Amsterdam (AMS3)'))
        .expect('Access key ID', enter('AKID'))
        .expect('Secret access key', enter('secret'))
        .expect('Region', dismiss);
      await assert.rejects(addConnection(deps), { name: 'Cancelled' });
      assert.equal(notices.last.message, 'Connection test failed: AMS3: No answer.');
    });
  });

  it('asks for Spaces without trying to list them where that is not possible, in the browser', async () => {
    const { deps, prompts, progress, tester, store } = world();
    answerOther(prompts).expect('Spaces', enter(''), enter('one')).expect('Name', enter());
    await addConnection({ ...deps, canListSpaces: false });
    const spaces = prompts.asked.find(({ title }) => title.endsWith('Spaces'));
    assert.match(spaces?.prompt ?? '', /^A browser can't read the list of them: name those/);
    assert.deepEqual(spaces?.said, ['Give at least one name.']);
    assert.deepEqual(
      tester.tested.map(({ connection }) => connection.spaces),
      [['one']],
    );
    assert.equal(progress.titles.length, 1, 'nothing seems to be tested where nothing can be');
    // On a desktop that it syncs to, the others are listed too.
    assert.deepEqual([store.list()[0]?.spaces, store.list()[0]?.moreSpaces], [undefined, ['one']]);
  });

  it('in the browser, where CORS alone forbids a test, to save is the first way on, and says why', async () => {
    const { deps, prompts, notices, tester, store } = world();
    tester.results.push(failing('cors', 'Forbidden by CORS.'));
    notices.answer('Save Anyway');
    answerOther(prompts).expect('Spaces', enter('one')).expect('Name', enter());
    await addConnection({ ...deps, canListSpaces: false });
    assert.equal(notices.shown[0]?.message, 'Connection test failed: Forbidden by CORS.');
    assert.deepEqual(notices.shown[0]?.titles, ['Save Anyway', 'Change Spaces', 'Try Again', 'Learn More']);
    assert.match(
      notices.shown[0]?.detail ?? '',
      /kept\. Signed URLs and upload commands .* work all the same\.$/,
    );
    assert.deepEqual(store.list()[0]?.moreSpaces, ['one']);
  });
});
