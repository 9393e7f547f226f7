import assert from 'node:assert/strict';
import { folder, keysBelow, LOCAL, listingOver } from '../../support/fakes/listing.ts';

const keysOf = (view: { readonly objects: readonly { readonly key: string }[] }) =>
  view.objects.map(({ key }) => key);

describe('listing: an object looked up by name', () => {
  const entry = (key: string) => ({ key, size: 1, lastModified: 0, etag: '"e"' });

  it('is shown after what is loaded, with the folders on the way, until its page comes', async () => {
    const { store, listing } = listingOver();
    store.put('box', ...keysBelow('a/', 3), ...keysBelow('z/deep/', 1500));
    const key = 'z/deep/001499';
    store.pageSize = 1;
    await listing.openFolder(folder(''));
    store.pageSize = 1000;

    await listing.include(folder('z/deep/'), entry(key));
    assert.deepEqual((await listing.openFolder(folder(''))).folders, ['a/', 'z/']);
    assert.deepEqual((await listing.openFolder(folder('z/'))).folders, ['z/deep/']);
    const shown = await listing.openFolder(folder('z/deep/'));
    assert.deepEqual(keysOf(shown), [...keysBelow('z/deep/', 1000), key]);
    assert.equal(shown.loaded, 1000);
    assert.deepEqual(keysOf(await listing.loadMore(folder('z/deep/'))), keysBelow('z/deep/', 1500));
  });

  it('is shown where it belongs, where what comes after it is loaded', async () => {
    const { store, listing } = listingOver();
    store.put('box', 'b/1', 'd/1', 'k', 'm');
    await listing.openFolder(folder(''));
    store.put('box', 'a/', 'c/', 'e/', 'l');
    for (const each of ['c/', 'e/', 'a/']) await listing.include(folder(each));
    await listing.include(folder(''), entry('l'));
    const shown = await listing.openFolder(folder(''));
    assert.deepEqual(shown.folders, ['a/', 'b/', 'c/', 'd/', 'e/']);
    assert.deepEqual(keysOf(shown), ['k', 'l', 'm']);
  });

  it("is shown where it belongs in the server's order, which has emoji behind all else", async () => {
    const { store, listing } = listingOver();
    store.put('box', '🍎/1', '🍎1', '🍐');
    await listing.openFolder(folder(''));
    store.put('box', '\uff21/', '\uff21');
    await listing.include(folder('\uff21/'));
    await listing.include(folder(''), entry('\uff21'));
    const shown = await listing.openFolder(folder(''));
    assert.deepEqual(shown.folders, ['\uff21/', '🍎/']);
    assert.deepEqual(keysOf(shown), ['\uff21', '🍎1', '🍐']);
  });

  it('clears a filter that would hide it, and keeps one that does not', async () => {
    const { store, listing } = listingOver();
    store.put('box', 'cat', 'car', 'dog');
    await listing.setFilter(folder(''), 'ca');
    await listing.include(folder(''), entry('cat'));
    assert.equal(listing.filterOf(folder('')), 'ca');
    await listing.include(folder(''), entry('dog'));
    assert.equal(listing.filterOf(folder('')), '');
    assert.deepEqual(keysOf(await listing.openFolder(folder(''))), ['car', 'cat', 'dog']);
  });

  it('brings a Space that the connection does not name', async () => {
    const { store, listing } = listingOver({ ...LOCAL, spaces: ['box'] });
    store.put('box', 'a').put('attic', 'b');
    await listing.include(folder('', 'attic'));
    assert.deepEqual((await listing.openSpaces(LOCAL)).spaces, ['attic', 'box']);
    assert.deepEqual((await listing.refreshSpaces(LOCAL)).spaces, ['attic', 'box']);
  });
});

describe('listing: what is not shown', () => {
  /** Folders `a/`, `b/` …, each loaded to its end. */
  async function loaded(names: readonly string[], count: number) {
    const made = listingOver();
    for (const name of names) {
      made.store.put('box', ...keysBelow(name, count));
      let view = await made.listing.openFolder(folder(name));
      while (view.hasMore) view = await made.listing.loadMore(folder(name));
    }
    made.changes.length = 0;
    made.store.calls.length = 0;
    return made;
  }

  it('is kept up to 20,000 entries, the longest hidden forgotten first', async () => {
    const { store, listing, changes } = await loaded(['a/', 'b/', 'c/'], 8000);
    listing.release(folder('a/'));
    listing.release(folder('b/'));
    assert.deepEqual(changes, []);
    listing.release(folder('c/'));
    assert.deepEqual(changes, [{ what: 'folder', target: folder('a/') }]);
    await listing.openFolder(folder('b/'));
    await listing.openFolder(folder('c/'));
    assert.deepEqual(store.calls, []);
    await listing.openFolder(folder('a/'));
    assert.deepEqual(store.calls, ['listPage box a/']);
  });

  it('is not forgotten once it is shown again', async () => {
    const { listing, changes } = await loaded(['a/', 'b/'], 11_000);
    listing.release(folder('a/'));
    listing.retain(folder('a/'));
    listing.release(folder('b/'));
    assert.deepEqual(changes, []);
  });
});
