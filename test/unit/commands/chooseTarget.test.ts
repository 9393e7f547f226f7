import assert from 'node:assert/strict';
import { chooseConnection, chooseObject, chooseSpace } from '../../../src/commands/chooseTarget.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { dismiss, enter, FakePrompts, pick, typeAndPick } from '../../support/fakes/prompts.ts';
import { FakeProgress } from '../../support/fakes/small.ts';
import { FakeStore } from '../../support/fakes/store.ts';
import { CONNECTION } from './shareSetup.ts';

const NAMED = { ...CONNECTION, id: 'bbbbbbbbbb', name: 'Named $(x)', spaces: ['letters', 'photos'] };

function setup(...connections: readonly (typeof CONNECTION)[]) {
  const prompts = new FakePrompts();
  const spaces = new FakeStore().put('one', 'a').put('two', 'b');
  const progress = new FakeProgress();
  const store = FakeConnectionStore.with(...connections.map((each) => [each, undefined] as const));
  return { prompts, spaces, progress, deps: { prompts, store, spaces, progress } };
}

describe('choosing a target', () => {
  it('asks for the connection where there are several, then the Space, then the key', async () => {
    const { deps, prompts } = setup(CONNECTION, NAMED);
    prompts.answer(pick('Demo'), pick('two'), enter(''), enter(' a/../b'));
    assert.deepEqual(await chooseObject(deps, 'Title'), {
      connection: CONNECTION,
      space: 'two',
      key: ' a/../b',
    });
    assert.deepEqual(prompts.asked[0]?.labels, ['Demo', 'Named $\u200b(x)']);
    assert.deepEqual(prompts.last.said, ['Type a key.']);
    assert.ok(prompts.asked.every(({ title }) => title === 'Title'));
  });

  it('begins where the person stands', async () => {
    const { deps, prompts } = setup(CONNECTION, NAMED);
    const folder = { connection: NAMED, space: 'photos', prefix: 'cats/' };
    prompts.answer(enter('cats/one.jpg'));
    assert.equal((await chooseObject(deps, 'Title', folder)).key, 'cats/one.jpg');
    assert.equal(prompts.last.value, 'cats/');
    prompts.expect('Title', pick('letters')).expect('Title', enter('a'));
    assert.equal((await chooseObject(deps, 'Title', { connection: NAMED })).space, 'letters');
  });

  it('asks for no connection where there is one, nor where it is known', async () => {
    const { deps, prompts } = setup(CONNECTION);
    prompts.answer(pick('one'));
    assert.deepEqual(await chooseSpace(deps, 'Title'), { connection: CONNECTION, space: 'one' });
    const two = setup(CONNECTION, NAMED);
    two.prompts.answer(pick('photos'));
    assert.equal((await chooseSpace(two.deps, 'Title', NAMED)).space, 'photos');
    assert.deepEqual(two.spaces.calls, [], 'named Spaces need no request');
  });

  it('offers further named Spaces beside those that are listed, and alone where the list fails', async () => {
    const more = { ...CONNECTION, moreSpaces: ['two', 'three'] };
    const { deps, prompts, spaces } = setup(more);
    prompts.answer(pick('three'));
    assert.equal((await chooseSpace(deps, 'Title')).space, 'three');
    assert.deepEqual(prompts.last.labels, ['one', 'two', 'three']);
    spaces.failures.push(new SpacesError('timeout', 'Too slow.'));
    prompts.answer(pick('two'));
    await chooseSpace(deps, 'Title');
    assert.deepEqual(prompts.last.labels, ['two', 'three']);
  });

  it('says what to do where there is no connection', async () => {
    await assert.rejects(chooseConnection(setup().deps, 'Title'), {
      code: 'unknownConnection',
      message: /Add Connection/,
    });
  });

  it('takes a name that is typed, also where the Spaces cannot be listed', async () => {
    const { deps, prompts } = setup(CONNECTION);
    prompts.answer(typeAndPick('another-space'));
    assert.equal((await chooseSpace(deps, 'Title')).space, 'another-space');
    const failing = setup(CONNECTION);
    failing.spaces.failures.push(new SpacesError('noListBuckets', 'no'));
    failing.prompts.answer(enter(' '), enter(' typed-name '));
    assert.equal((await chooseSpace(failing.deps, 'Title')).space, 'typed-name');
  });

  it('filters the names by what is typed', async () => {
    const { deps, prompts } = setup(NAMED);
    prompts.answer(typeAndPick('phot'));
    assert.equal((await chooseSpace(deps, 'Title')).space, 'photos');
  });

  it('a listing that is cancelled is a dismissed question, and so is Escape', async () => {
    const { deps, progress, prompts } = setup(CONNECTION);
    progress.cancelNext();
    await assert.rejects(chooseObject(deps, 'Title'), { name: 'Cancelled' });
    assert.deepEqual(prompts.asked, []);
    prompts.answer(pick('one'), dismiss);
    await assert.rejects(chooseObject(deps, 'Title'), { name: 'Cancelled' });
  });
});
