import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { SpacesError } from '../../../src/core/errors.ts';
import { folder, keysBelow, LOCAL, listingOver } from '../../support/fakes/listing.ts';

const BOX = { connection: LOCAL, space: 'box' };

/** A listing whose folders are open, and what it asks and announces from then on. */
async function opened(keys: readonly string[], ...folders: readonly string[]) {
  const setup = listingOver();
  setup.store.put('box', ...keys);
  for (const each of folders) await setup.listing.openFolder(folder(each));
  const since = setup.store.calls.length;
  return {
    ...setup,
    asked: () => setup.store.calls.slice(since).map((call) => call.replace('listPage box', '').trim()),
    announced: () => setup.changes.map((change) => ('target' in change ? change.target.prefix : change.what)),
    /** Lets the time pass that the reading waits for. */
    pass: async () => {
      for (const { run } of setup.waiting.splice(0)) run();
      for (let turn = 0; turn < 50; turn++) await setImmediate();
    },
  };
}

describe('what was touched is read again', () => {
  it('once for many keys, and what is shown stays until the answer is there', async () => {
    const { store, listing, asked, announced, pass } = await opened(['a/1', 'b/1'], '', 'a/', 'b/');
    store.put('box', ...keysBelow('a/x', 500));
    for (const key of keysBelow('a/x', 500)) listing.touched(BOX, [key]);
    assert.equal((await listing.openFolder(folder('a/'))).loaded, 1);
    assert.deepEqual(asked(), []);
    await pass();
    assert.deepEqual([asked(), announced()], [['a/'], ['a/']]);
    assert.equal((await listing.openFolder(folder('a/'))).loaded, 501);
  });

  it('shows a folder that came with a key, and drops one that went, at every level above', async () => {
    const { store, listing, asked, pass } = await opened(['a/b/c/1', 'z'], '', 'a/', 'a/b/', 'a/b/c/');
    store.put('box', 'n/e/w');
    listing.touched(BOX, ['n/e/w']);
    await pass();
    assert.deepEqual((await listing.openFolder(folder(''))).folders, ['a/', 'n/']);
    store.take('box', 'a/b/c/1');
    listing.touched(BOX, ['a/b/c/1']);
    await pass();
    assert.deepEqual(asked(), ['', 'a/b/c/', 'a/b/', 'a/', '']);
    assert.deepEqual((await listing.openFolder(folder(''))).folders, ['n/']);
  });

  it('who shows an object hears of it at once, whatever folders are loaded, and where it went', () => {
    const { listing } = listingOver();
    const heard: unknown[] = [];
    const heeding = listing.onDidTouch((touch) => heard.push(touch));
    const to = { ...BOX, key: 'b' };
    listing.touched(BOX, ['a', 'dir/']);
    listing.moved({ ...BOX, key: 'a' }, to);
    heeding.dispose();
    listing.touched(BOX, ['c']);
    assert.deepEqual(heard, [
      { space: BOX, keys: ['a', 'dir/'] },
      { from: { ...BOX, key: 'a' }, to },
    ]);
  });

  it('asks nothing for a folder that stays, or that nobody opened', async () => {
    const { listing, asked, pass } = await opened(['a/1', 'a/2', 'c/d/1'], '', 'a/');
    listing.touched(BOX, ['a/1']);
    await pass();
    assert.deepEqual(asked(), ['a/']);
    listing.touched({ ...BOX, space: 'other' }, ['a/1']);
    await pass();
    assert.deepEqual(asked(), ['a/']);
  });

  it('reads as many pages as were loaded', async () => {
    const { store, listing, asked, pass, waiting } = await opened(keysBelow('', 3500), '');
    await listing.loadMore(folder(''));
    store.put('box', '000000a');
    listing.touched(BOX, ['000000a']);
    await pass();
    assert.equal(asked().length, 1 + 2);
    const view = await listing.openFolder(folder(''));
    assert.deepEqual([view.loaded, view.hasMore], [2000, true]);
    assert.equal(waiting.length, 0);
  });

  it('rests longer the more it asked, while changes go on', async () => {
    const { listing, pass, waiting, store } = await opened(keysBelow('', 1500), '');
    await listing.loadMore(folder(''));
    const release = store.hold();
    listing.touched(BOX, ['0']);
    await pass();
    listing.touched(BOX, ['1']);
    assert.equal(waiting.length, 0, 'the reading still runs');
    release();
    await pass();
    assert.deepEqual(
      waiting.map(({ ms }) => ms),
      [2150],
    );
  });

  it('forgets a folder that is not shown any more, without a request', async () => {
    const { store, listing, asked, pass } = await opened(['a/1', 'a/2'], '', 'a/');
    listing.release(folder('a/'));
    store.put('box', 'a/3');
    listing.touched(BOX, ['a/3']);
    await pass();
    assert.deepEqual(asked(), ['']);
    assert.equal((await listing.openFolder(folder('a/'))).loaded, 3);
  });

  it('keeps what was looked up by name while it is there', async () => {
    const { store, listing, pass } = await opened(keysBelow('', 1500), '');
    const found = { key: '001499', size: 1, lastModified: 0, etag: 'e' };
    await listing.include(folder(''), found);
    await listing.include(folder(''), { ...found, key: '00149' });
    listing.touched(BOX, ['001499', '00149']);
    await pass();
    const keys = (await listing.openFolder(folder(''))).objects.map(({ key }) => key);
    assert.deepEqual([keys.includes('001499'), keys.includes('00149')], [true, false]);
    store.take('box', '001499');
    listing.touched(BOX, ['001499']);
    await pass();
    assert.equal((await listing.openFolder(folder(''))).objects.length, 1000);
  });

  it('says why where it fails, and keeps what is known', async () => {
    const { store, listing, pass } = await opened(['a', 'b'], '');
    store.failures.push(new SpacesError('slowDown', 'busy'));
    listing.touched(BOX, ['c']);
    await pass();
    const view = await listing.openFolder(folder(''));
    assert.deepEqual([view.error?.message, view.loaded], ['busy', 2]);
  });

  it('reads a Space in every connection that leads to it, and heeds filters', async () => {
    const other = { ...LOCAL, id: 'bbbbbbbbbb', name: 'Other' };
    const { store, listing, waiting } = listingOver(LOCAL, other);
    store.put('box', 'a', 'b');
    await listing.openFolder(folder(''));
    await listing.setFilter({ ...folder(''), connection: other }, 'b');
    const since = store.calls.length;
    listing.touched(BOX, ['a']);
    for (const { run } of waiting.splice(0)) run();
    for (let turn = 0; turn < 50; turn++) await setImmediate();
    assert.deepEqual(store.calls.slice(since), ['listPage box']);
    listing.touched(BOX, ['bb']);
    for (const { run } of waiting.splice(0)) run();
    for (let turn = 0; turn < 50; turn++) await setImmediate();
    assert.deepEqual(store.calls.slice(since + 1), ['listPage box', 'listPage box b']);
  });
});
