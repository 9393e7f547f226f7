import assert from 'node:assert/strict';
import { filter } from '../../../src/commands/filter.ts';
import { loadMore, loadNext } from '../../../src/commands/loadMore.ts';
import { refresh, retry } from '../../../src/commands/refresh.ts';
import { rememberedOrder, sort } from '../../../src/commands/sort.ts';
import { Cancelled, SpacesError } from '../../../src/core/errors.ts';
import type { PrefixTarget } from '../../../src/core/target.ts';
import { folder, keysBelow, LOCAL, listingOver } from '../../support/fakes/listing.ts';
import { dismiss, enter, FakePrompts, pick } from '../../support/fakes/prompts.ts';
import { FakeMemory } from '../../support/fakes/small.ts';

function setUp() {
  const made = listingOver();
  const prompts = new FakePrompts();
  const memory = new FakeMemory();
  const revealed: PrefixTarget[] = [];
  const reveal = async (target: PrefixTarget) => void revealed.push(target);
  return { ...made, prompts, memory, revealed, deps: { ...made, prompts, memory, reveal } };
}

describe('Filter by Prefix', () => {
  it('asks with the filter in force in the box; an empty one clears it', async () => {
    const { store, listing, prompts, deps, revealed } = setUp();
    store.put('box', 'a/cat', 'a/dog');
    prompts.answer(enter('ca'), enter(''));
    await filter(deps, folder('a/'));
    assert.equal(listing.filterOf(folder('a/')), 'ca');
    assert.deepEqual(revealed, [folder('a/')], 'opened, so that what was found is seen');
    await filter(deps, folder('a/'));
    assert.equal(prompts.last.value, 'ca');
    assert.equal(listing.filterOf(folder('a/')), '');
  });

  it('keeps a filter further up that shows the folder', async () => {
    const { store, listing, deps } = setUp();
    store.put('box', 'a/bc/cat', 'a/bc/dog', 'a/x');
    await filter(deps, folder(''), 'a/b');
    assert.deepEqual((await listing.openFolder(folder(''))).folders, ['a/bc/']);
    await filter(deps, folder('a/bc/'), 'c');
    assert.equal(listing.filterOf(folder('')), 'a/b');
    assert.equal(listing.holderOf(folder('a/bc/')), '');
  });

  it('asks nothing that it is given', async () => {
    const { store, listing, prompts, deps } = setUp();
    store.put('box', 'cat');
    await filter(deps, folder(''), 'c');
    assert.equal(listing.filterOf(folder('')), 'c');
    assert.deepEqual(prompts.asked, []);
  });

  it('a dismissed question leaves the filter', async () => {
    const { store, listing, prompts, deps, changes } = setUp();
    store.put('box', 'x');
    await listing.setFilter(folder(''), 'x');
    changes.length = 0;
    prompts.answer(dismiss);
    await assert.rejects(filter(deps, folder('')), Cancelled);
    assert.equal(listing.filterOf(folder('')), 'x');
    assert.deepEqual(changes, []);
  });
});

describe('Sort', () => {
  it('sorts the tree and remembers how', async () => {
    const { listing, prompts, deps, memory, changes } = setUp();
    assert.equal(rememberedOrder(memory), 'name');
    prompts.answer(pick('Date'), pick('Size'));
    await sort(deps);
    assert.deepEqual([listing.order, rememberedOrder(memory)], ['date', 'date']);
    assert.deepEqual(changes, [{ what: 'all' }]);
    await sort(deps);
    assert.equal(prompts.last.frame.title, 'Sort');
    assert.equal(listing.order, 'size');
  });

  it('forgets what it does not know', async () => {
    const { memory } = setUp();
    await memory.set('sort', 'colour');
    assert.equal(rememberedOrder(memory), 'name');
  });
});

describe('Load More and Refresh', () => {
  it('load a page, and say why not', async () => {
    const { store, listing } = setUp();
    store.put('box', ...keysBelow('', 2500));
    await listing.openFolder(folder(''));
    await loadMore(listing, folder(''));
    store.failures.push(new SpacesError('slowDown', 'Busy.'));
    await assert.rejects(loadMore(listing, folder('')), /Busy/);
    await loadMore(listing, folder(''));
    assert.equal((await listing.openFolder(folder(''))).loaded, 2500);
  });

  it('Load More from its row says where to go on, where rows stand by name', async () => {
    const { store, listing } = setUp();
    store.put('box', ...keysBelow('', 2500));
    const { objects } = await listing.openFolder(folder(''));
    assert.equal(objects.length, 1000);
    const [next] = await Promise.all([loadNext(listing, folder('')), loadNext(listing, folder(''))]);
    const view = await listing.openFolder(folder(''));
    assert.equal(view.loaded, 2000, 'pressed twice it is one page');
    const { connection, space } = folder('');
    assert.deepEqual(next, { connection, space, key: view.objects[1000]?.key });
    await loadNext(listing, folder(''));
    assert.equal(await loadNext(listing, folder('')), undefined, 'nothing follows the last page');
  });

  it('and of folders, too', async () => {
    const { store, listing } = setUp();
    store.put('box', ...keysBelow('', 1500).map((key) => `${key}/x`));
    const { folders } = await listing.openFolder(folder(''));
    assert.equal(folders.length, 1000);
    const next = await loadNext(listing, folder(''));
    const after = await listing.openFolder(folder(''));
    assert.deepEqual(next, folder(after.folders[1000] ?? ''));
  });

  it('Retry gets the page that is missing, and keeps those that are there', async () => {
    const { store, listing } = setUp();
    store.put('box', ...keysBelow('', 2500));
    await listing.openFolder(folder(''));
    store.failures.push(new SpacesError('slowDown', 'Busy.'));
    await assert.rejects(loadMore(listing, folder('')), /Busy/);
    store.calls.length = 0;
    await retry(listing, folder(''));
    assert.equal(store.calls.length, 1);
    assert.equal((await listing.openFolder(folder(''))).loaded, 2000);
  });

  it('Refresh reads a folder, a connection or everything again, and says why it can not', async () => {
    const { store, listing } = setUp();
    store.put('box', 'a/1');
    await listing.openSpaces(LOCAL);
    await listing.openFolder(folder('a/'));
    store.put('box', 'a/2').put('new', 'x');
    await refresh(listing, folder('a/'));
    assert.equal((await listing.openFolder(folder('a/'))).loaded, 2);
    await refresh(listing, { connection: LOCAL });
    assert.deepEqual((await listing.openSpaces(LOCAL)).spaces, ['box', 'new']);
    store.put('box', 'a/3');
    await refresh(listing);
    assert.equal((await listing.openFolder(folder('a/'))).loaded, 3);

    store.failures.push(new SpacesError('timeout', 'Late.'), new SpacesError('timeout', 'Late.'));
    await assert.rejects(refresh(listing, { connection: LOCAL }), /Late/);
    await assert.rejects(refresh(listing, folder('a/')), /Late/);
    await retry(listing, { connection: LOCAL });
    assert.equal((await listing.openSpaces(LOCAL)).error, undefined);
  });
});
