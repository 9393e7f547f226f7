import assert from 'node:assert/strict';
import { addSpace } from '../../../src/commands/addSpace.ts';
import { enterKey } from '../../../src/commands/enterKey.ts';
import { removeConnection } from '../../../src/commands/removeConnection.ts';
import { chooseNamedSpace, removeSpaces, removeSpacesAndTell } from '../../../src/commands/removeSpace.ts';
import { testConnection, testConnectionAndTell } from '../../../src/commands/testConnection.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { connectionNamed, PAIR } from '../../support/fakes/connectionStoreContract.ts';
import { back, dismiss, enter, pick, run } from '../../support/fakes/prompts.ts';
import { failing, world } from './connectionSetup.ts';

const ONE = connectionNamed('One');
const TWO = connectionNamed('Two');
const HOSTILE = connectionNamed('Bad', { name: '[x](command:workbench.action.quit) $(trash)' });
const stored = () => world(FakeConnectionStore.with([ONE, PAIR], [TWO, PAIR], [HOSTILE, PAIR]));
const MARKUP = /\]\(|\$\(/;

const none = () => [];

describe('Remove Connection', () => {
  it('asks once, naming it, and removes it with its key pair', async () => {
    const { deps, store, notices } = stored();
    notices.answer('Remove');
    assert.equal(await removeConnection(deps, [ONE]), ONE.id);
    assert.deepEqual(notices.messages, ['Remove this connection? One']);
    assert.deepEqual(store.list(), [TWO, HOSTILE]);
    assert.equal((await store.credentials(ONE)).state, 'missing');
  });

  it('does nothing when dismissed', async () => {
    const { deps, store } = stored();
    await assert.rejects(removeConnection(deps, [ONE]), { name: 'Cancelled' });
    assert.deepEqual(store.writes, []);
  });

  it('asks nothing when confirmed', async () => {
    const { deps, store, notices } = stored();
    await removeConnection(deps, [ONE], { confirmed: true });
    assert.deepEqual([notices.shown, store.list().length], [[], 2]);
  });

  it('asks once for several, with their number and names', async () => {
    const { deps, store, notices } = stored();
    notices.answer('Remove');
    await removeConnection(deps, [ONE, TWO]);
    assert.equal(notices.shown.length, 1);
    assert.equal(notices.last.message, 'Remove connections? Count: 2');
    assert.match(notices.last.detail, /^One\nTwo\n/);
    assert.deepEqual(store.list(), [HOSTILE]);
  });

  it('shows a hostile name as text', async () => {
    const { deps, notices } = stored();
    await assert.rejects(removeConnection(deps, [HOSTILE]), { name: 'Cancelled' });
    await assert.rejects(removeConnection(deps, [HOSTILE, ONE]), { name: 'Cancelled' });
    for (const { message, detail } of notices.shown) assert.doesNotMatch(message + detail, MARKUP);
  });
});

describe('Test Connection', () => {
  const { signal } = new AbortController();

  it('resolves to what was found', async () => {
    const { deps, tester } = stored();
    tester.results.push({ ok: true, spaces: ['a'], clockSkewMs: 5 }, failing('wrongKey', 'No such key.'));
    assert.deepEqual(await testConnection(deps, ONE, signal), { ok: true, spaces: ['a'], clockSkewMs: 5 });
    assert.deepEqual(await testConnection(deps, ONE, signal), { ok: false, reason: 'No such key.' });
    assert.deepEqual(tester.tested[0]?.credentials, PAIR);
  });

  it('a lost secret, or one for another endpoint, is a result, and nothing is sent', async () => {
    const { deps, store, tester } = stored();
    const moved = { ...ONE, endpoint: 'https://other.example' };
    const other = await testConnection(deps, moved, signal);
    assert.match(other.reason ?? '', /entered for another endpoint/);
    store.loseSecret(ONE.id);
    const lost = await testConnection(deps, ONE, signal);
    assert.match(lost.reason ?? '', /None is stored on this computer/);
    assert.deepEqual([lost.ok, other.ok, tester.tested], [false, false, []]);
  });

  it('tells a person that it works, how many Spaces, and how far the clock is off', async () => {
    const { deps, notices, tester } = stored();
    tester.results.push({ ok: true, spaces: ['a', 'b'], clockSkewMs: 600_000 }, { ok: true });
    await testConnectionAndTell(deps, HOSTILE, none);
    assert.match(notices.last.message, /works: .* Spaces it may use: 2\. .* clock is 10 min slow/);
    assert.doesNotMatch(notices.last.message, MARKUP);
    await testConnectionAndTell(deps, ONE, none);
    assert.deepEqual([notices.last.severity, notices.last.message], ['info', 'The connection works: One.']);
  });

  it('tells a person why not, with ways on', async () => {
    const { deps, notices, tester } = stored();
    tester.results.push(failing('refused', 'Refused.'));
    let pressed = 0;
    await testConnectionAndTell(deps, ONE, (code) => [{ title: `Mend ${code}`, run: () => pressed++ }]);
    assert.deepEqual(
      [notices.last.severity, notices.last.message],
      ['error', 'The test of the connection One failed: Refused.'],
    );
    await notices.press('Mend refused');
    assert.equal(pressed, 1);
  });

  it('a cancelled test is silence', async () => {
    const { deps, notices, progress } = stored();
    progress.cancelNext();
    await assert.rejects(testConnectionAndTell(deps, ONE, none), { name: 'Cancelled' });
    assert.deepEqual(notices.shown, []);
  });
});

describe('Enter Key', () => {
  it('begins at the secret where the key ID is known; Back leads to the key ID', async () => {
    const { deps, prompts, store, tester } = stored();
    prompts
      .expect('Enter Key (2/2): Secret access key', back)
      .expect('Enter Key (1/2): Access key ID', enter('NEW'))
      .expect('Enter Key (2/2): Secret access key', enter('new'));
    await enterKey(deps, ONE);
    assert.equal(prompts.asked[1]?.value, PAIR.accessKeyId);
    assert.equal(prompts.asked[0]?.value, '');
    const pair = { accessKeyId: 'NEW', secretAccessKey: 'new' };
    assert.deepEqual(await store.credentials(ONE), { state: 'ok', credentials: pair });
    assert.deepEqual(tester.tested[0]?.credentials, pair);
  });

  it('asks for both where nothing is stored, or for another endpoint', async () => {
    const moved = { ...ONE, endpoint: 'https://other.example' };
    const { deps, prompts, store } = stored();
    await store.save(moved);
    prompts.expect('(1/2): Access key ID', enter('A')).expect('(2/2): Secret', enter('s'));
    await enterKey(deps, moved);
    assert.deepEqual(store.list()[0], moved);
    assert.equal((await store.credentials(moved)).state, 'ok');
  });

  it('a wrong secret is asked for again, and nothing is saved before it works or is wanted', async () => {
    const { deps, prompts, store, tester, notices } = stored();
    tester.results.push(failing('wrongSecret'), failing('unknownHost'));
    notices.answer('Change Secret', 'Save Anyway');
    prompts.expect('Secret', enter('bad')).expect('Secret', enter('good'));
    await enterKey(deps, ONE);
    assert.deepEqual(store.writes, [`save ${ONE.id} with keys`]);
    // An unknown host is no reason to ask for another field here: only the pair is asked.
    assert.equal(notices.shown[1]?.titles[0], 'Change Secret');
  });

  it('tries the named Spaces of a connection that has some', async () => {
    const limited = { ...ONE, spaces: ['one'] };
    const { deps, prompts, tester } = world(FakeConnectionStore.with([limited, PAIR]));
    prompts.expect('Secret', enter('x'));
    await enterKey(deps, limited);
    assert.deepEqual(tester.tested[0]?.connection.spaces, ['one']);
  });

  it('saves nothing when dismissed, or when another window moved the connection meanwhile', async () => {
    const { deps, prompts, store } = stored();
    prompts.expect('Secret', dismiss);
    await assert.rejects(enterKey(deps, ONE), { name: 'Cancelled' });
    assert.deepEqual(store.writes, []);
    const move = () => store.save({ ...ONE, endpoint: 'https://other.example' });
    prompts.expect('Secret', run(move), enter('x'));
    await assert.rejects(enterKey(deps, ONE), { code: 'credentialsForOtherEndpoint' });
    assert.equal(store.get(ONE.id)?.endpoint, 'https://other.example');
  });
});

describe('Add a Space', () => {
  it('tries it and adds it to the named ones', async () => {
    const limited = { ...ONE, spaces: ['one'] };
    const { deps, prompts, store, tester } = world(FakeConnectionStore.with([limited, PAIR]));
    prompts.expect('Add a Space: One', enter(''), enter('one'), enter('a/b'), enter(' two '));
    assert.equal(await addSpace(deps, limited), 'two');
    assert.deepEqual(store.get(ONE.id)?.spaces, ['one', 'two']);
    assert.deepEqual(tester.tested[0]?.connection.spaces, ['two']);
    assert.equal(prompts.last.said.length, 3);
  });

  it('leaves the list of the server as it is: the named ones are shown beside it', async () => {
    const { deps, prompts, store, tester } = stored();
    prompts.answer(enter('more'));
    await addSpace(deps, ONE);
    assert.deepEqual(store.get(ONE.id), { ...ONE, moreSpaces: ['more'] });
    assert.equal(tester.tested.length, 1, 'the list is not asked for');
    await addSpace(deps, ONE, 'another');
    assert.deepEqual(store.get(ONE.id)?.moreSpaces, ['more', 'another']);
    assert.equal(tester.tested.length, 1, 'one that is given is saved untried');
  });

  it('where the browser alone forbids, to add it is the first way on', async () => {
    const { deps, prompts, store, tester, notices } = stored();
    tester.results.push(failing('cors'));
    notices.answer('Add Anyway');
    prompts.answer(enter('more'));
    await addSpace(deps, ONE);
    assert.deepEqual(notices.shown[0]?.titles, ['Add Anyway', 'Change Name']);
    assert.deepEqual(store.get(ONE.id)?.moreSpaces, ['more']);
  });

  it('says why it could not be opened: another name, or added anyway', async () => {
    const { deps, prompts, store, tester, notices } = world(
      FakeConnectionStore.with([{ ...ONE, spaces: ['a-b'] }, PAIR]),
    );
    tester.results.push(failing('noSuchSpace', 'There is none.'), failing('timeout'), failing('timeout'));
    notices.answer('Change Name', 'Add Anyway');
    prompts.answer(enter('twoo'), enter('two'));
    await addSpace(deps, { ...ONE, spaces: ['a-b'] });
    assert.equal(notices.shown[0]?.message, 'The Space twoo could not be opened: There is none.');
    assert.equal(prompts.last.value, 'twoo');
    assert.deepEqual(store.get(ONE.id)?.spaces, ['a-b', 'two']);
  });

  it('saves nothing when dismissed or cancelled', async () => {
    const { deps, prompts, store, progress } = stored();
    prompts.answer(dismiss, enter('two'));
    await assert.rejects(addSpace(deps, ONE), { name: 'Cancelled' });
    progress.cancelNext();
    await assert.rejects(addSpace(deps, ONE), { name: 'Cancelled' });
    assert.deepEqual(store.writes, []);
  });
});

describe('Remove Space from Connection', () => {
  const LIMITED = { ...ONE, spaces: ['one', 'two'] };
  const MORE = { ...TWO, moreSpaces: ['ark', 'zoo'] };
  const named = () => world(FakeConnectionStore.with([LIMITED, PAIR], [MORE, PAIR]));

  it('takes the names out of their lists; the last one takes the list along', async () => {
    const { deps, store, tester, notices } = named();
    assert.equal(await removeSpaces(deps, [{ connection: LIMITED, space: 'two' }]), 'two');
    assert.deepEqual(store.get(ONE.id), { ...ONE, spaces: ['one'] });
    await removeSpaces(deps, [
      { connection: LIMITED, space: 'one' },
      { connection: MORE, space: 'ark' },
      { connection: MORE, space: 'zoo' },
    ]);
    assert.deepEqual(store.list(), [ONE, TWO]);
    assert.deepEqual([tester.tested, notices.shown], [[], []], 'nothing is asked of the server');
  });

  it('refuses one that the connection does not name', async () => {
    const { deps, store } = named();
    const listed = { connection: MORE, space: 'listed' };
    await assert.rejects(removeSpaces(deps, [listed]), {
      code: 'badArguments',
      message: /not name it: listed/,
    });
    assert.deepEqual(store.writes, []);
  });

  it('takes none out where one of several is not named, or its connection is gone', async () => {
    const { deps, store } = named();
    const one = { connection: LIMITED, space: 'one' };
    await assert.rejects(removeSpaces(deps, [one, { connection: MORE, space: 'listed' }]), {
      code: 'badArguments',
    });
    await assert.rejects(removeSpaces(deps, [one, { connection: HOSTILE, space: 'x' }]), {
      code: 'unknownConnection',
    });
    assert.deepEqual(store.writes, []);
  });

  it('tells a person that nothing was deleted', async () => {
    const { deps, notices } = named();
    await removeSpacesAndTell(deps, [{ connection: MORE, space: 'ark' }]);
    assert.match(notices.last.message, /^Removed from the connection, not from the store: ark$/);
  });

  it('asks which one, where there is one', async () => {
    const { prompts } = named();
    prompts.expect('Remove Space from Connection: Two', pick('zoo'));
    assert.deepEqual(await chooseNamedSpace(prompts, MORE), { connection: MORE, space: 'zoo' });
    await assert.rejects(chooseNamedSpace(prompts, ONE), {
      code: 'badArguments',
      message: /names no Space: One/,
    });
  });
});
