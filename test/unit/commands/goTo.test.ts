import assert from 'node:assert/strict';
import { askAndGoTo, goTo } from '../../../src/commands/goTo.ts';
import type { Connection } from '../../../src/core/connection.ts';
import { Cancelled, SpacesError } from '../../../src/core/errors.ts';
import type { ObjectTarget, PrefixTarget } from '../../../src/core/target.ts';
import { folder, keysBelow, LOCAL, listingOver } from '../../support/fakes/listing.ts';
import { dismiss, enter, FakePrompts, pick } from '../../support/fakes/prompts.ts';
import { FakeProgress } from '../../support/fakes/small.ts';

const OTHER: Connection = { ...LOCAL, id: 'bbbbbbbbbb', name: 'Other' };

function setUp(...connections: readonly Connection[]) {
  const made = listingOver(...connections);
  const prompts = new FakePrompts();
  const revealed: (ObjectTarget | PrefixTarget)[] = [];
  const deps = {
    ...made,
    prompts,
    progress: new FakeProgress(),
    reveal: async (target: ObjectTarget | PrefixTarget) => void revealed.push(target),
  };
  const shown = async (prefix: string) => {
    const view = await made.listing.openFolder(folder(prefix));
    return [...view.folders, ...view.objects.map(({ key }) => key)];
  };
  return { ...made, deps, prompts, revealed, shown };
}

const object = (key: string, connection = LOCAL): ObjectTarget => ({ connection, space: 'box', key });

describe('Go to Object', () => {
  it('shows an object that is many pages away, and the folders on the way', async () => {
    const { store, deps, revealed, shown } = setUp();
    store.put('box', ...keysBelow('a/', 5000), ...keysBelow('', 1500), 'z/y/far');
    await goTo(deps, object('a/004999'));
    assert.deepEqual(revealed, [object('a/004999')]);
    assert.equal((await shown('a/')).at(-1), 'a/004999');
    assert.equal((await shown('a/')).length, 1001);
    await goTo(deps, object('z/y/far'));
    assert.ok((await shown('')).includes('z/'));
    assert.deepEqual(await shown('z/y/'), ['z/y/far']);
    assert.deepEqual(deps.prompts.asked, []);
  });

  it('shows a folder, with or without its slash', async () => {
    const { store, deps, revealed } = setUp();
    store.put('box', 'photos-old', 'photos/1', 'photos.txt');
    await goTo(deps, folder('photos/'));
    await goTo(deps, object('photos'));
    await goTo(deps, folder(''));
    assert.deepEqual(revealed, [folder('photos/'), folder('photos/'), folder('')]);
  });

  it('takes the object where an object and a folder have one name', async () => {
    const { store, deps, revealed } = setUp();
    store.put('box', 'a', 'a/b');
    await goTo(deps, object('a'));
    await goTo(deps, folder('a/'));
    assert.deepEqual(revealed, [object('a'), folder('a/')]);
  });

  it('shows the folder of a prefix that is no folder, filtered', async () => {
    const { store, deps, listing, revealed, shown } = setUp();
    store.put('box', 'a/cat', 'a/dog');
    await goTo(deps, folder('a/c'));
    assert.deepEqual(revealed, [folder('a/')]);
    assert.equal(listing.filterOf(folder('a/')), 'c');
    assert.deepEqual(await shown('a/'), ['a/cat']);
  });

  it('clears a filter that would hide what was looked for', async () => {
    const { store, deps, listing } = setUp();
    store.put('box', 'a/cat', 'a/dog');
    await listing.setFilter(folder('a/'), 'd');
    await goTo(deps, object('a/cat'));
    assert.equal(listing.filterOf(folder('a/')), '');
  });

  for (const key of ['/a', 'a//b', '../x', ' a ', 'a\nb', '%2F', 'a/']) {
    it(`finds the key ${JSON.stringify(key)}`, async () => {
      const { store, deps, revealed } = setUp();
      store.put('box', key);
      await goTo(deps, object(key));
      assert.deepEqual(revealed, [object(key)]);
    });
  }

  it('says what is not there, and shows nothing', async () => {
    const { store, deps, revealed, changes } = setUp();
    store.put('box', 'a', 'nothing-else');
    const is = (code: string, text: RegExp) => (error: unknown) =>
      error instanceof SpacesError && error.code === code && text.test(error.message);
    await assert.rejects(goTo(deps, object('nothing')), is('noSuchObject', /no object.* in box: nothing/));
    await assert.rejects(goTo(deps, folder('none/')), is('noSuchObject', /box begins with this: none/));
    await assert.rejects(goTo(deps, { ...object('a'), space: 'none' }), is('noSuchSpace', /none/));
    assert.deepEqual([revealed, changes], [[], []]);
  });

  it('a cancelled search shows nothing', async () => {
    const { store, deps, revealed } = setUp();
    store.put('box', 'a');
    deps.progress.cancelNext();
    await assert.rejects(goTo(deps, object('a')), Cancelled);
    assert.deepEqual(revealed, []);
  });
});

describe('Go to Object, asked', () => {
  it('takes a key of the Space where the person stands', async () => {
    const { store, deps, prompts, revealed } = setUp();
    store.put('box', 'a/b');
    prompts.answer(enter('a/b'));
    await askAndGoTo(deps, { connection: LOCAL, space: 'box' });
    assert.deepEqual(revealed, [object('a/b')]);
    assert.equal(prompts.asked.length, 1);
  });

  it('asks for the connection and the Space where nothing says them', async () => {
    const { store, deps, prompts, revealed } = setUp(LOCAL, OTHER);
    store.put('box', 'a');
    prompts.answer(enter('a'), pick('Other'), pick('box'));
    await askAndGoTo(deps);
    assert.deepEqual(revealed, [object('a', OTHER)]);
  });

  it('takes an s3:// address where one connection has the Space, else asks which', async () => {
    const named = { ...OTHER, spaces: ['box'] };
    const { store, deps, prompts, revealed } = setUp(LOCAL, named);
    store.put('box', 'a b');
    prompts.answer(enter('s3://box/a b'));
    await askAndGoTo(deps);
    assert.deepEqual(revealed, [object('a b', named)]);

    await deps.listing.openSpaces(LOCAL);
    prompts.answer(enter('s3://box/a b'), pick('Local'));
    await askAndGoTo(deps);
    assert.deepEqual(revealed.at(-1), object('a b'));
  });

  it('takes a folder and a Space from an address', async () => {
    const { store, deps, prompts, revealed } = setUp();
    store.put('box', 'a/b');
    prompts.answer(enter('s3://box/a/'), enter('s3://box'));
    await askAndGoTo(deps);
    await askAndGoTo(deps);
    assert.deepEqual(revealed, [folder('a/'), folder('')]);
  });

  it('reads Space and key of a signed URL and nothing else', async () => {
    const { store, deps, prompts, revealed } = setUp();
    store.put('box', 'a/b c.txt');
    prompts.answer(enter('http://127.0.0.1:9000/box/a/b%20c.txt?X-Amz-Expires=60&X-Amz-Signature=5ec8e7'));
    await askAndGoTo(deps);
    assert.deepEqual(revealed, [object('a/b c.txt')]);
    assert.doesNotMatch(
      JSON.stringify([store.requests, store.calls, deps.progress.titles]),
      /5ec8e7|Expires/,
    );
  });

  it('refuses what it can not read, in the box', async () => {
    const { deps, prompts } = setUp();
    prompts.answer(enter(''), enter('https://elsewhere.example/x'), enter('s3:///x'), dismiss);
    await assert.rejects(askAndGoTo(deps), Cancelled);
    assert.deepEqual(prompts.last.said, [
      'Type or paste where to go.',
      'No connection has this address: elsewhere.example',
      'The address names no Space: s3://space/key',
    ]);
  });

  it('says that there is no connection before it asks', async () => {
    const { deps, prompts, connections } = setUp();
    await connections.remove(LOCAL.id);
    await assert.rejects(askAndGoTo(deps), /no connection yet/);
    assert.deepEqual(prompts.asked, []);
  });
});
