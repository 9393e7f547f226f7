import assert from 'node:assert/strict';
import { SpacesError } from '../../../src/core/errors.ts';
import { folder, KEYS, keysBelow, LOCAL, listingOver } from '../../support/fakes/listing.ts';

const keysOf = (view: { readonly objects: readonly { readonly key: string }[] }) =>
  view.objects.map(({ key }) => key);

describe('listing', () => {
  it('fault 13: a folder of 2,500 objects pages to the end', async () => {
    const { store, listing } = listingOver();
    store.put('box', ...keysBelow('a/', 2500));

    const first = await listing.openFolder(folder('a/'));
    assert.deepEqual([first.loaded, first.hasMore], [1000, true]);
    const second = await listing.loadMore(folder('a/'));
    assert.deepEqual([second.loaded, second.hasMore], [2000, true]);
    const last = await listing.loadMore(folder('a/'));
    assert.deepEqual([last.loaded, last.hasMore], [2500, false]);
    assert.deepEqual(keysOf(last), keysBelow('a/', 2500));

    await listing.loadMore(folder('a/'));
    assert.equal(store.calls.length, 3, 'nothing is asked after the end');
  });

  it('fault 9: the token goes back as it came, as a token, and a failed page is an error with the entries', async () => {
    const { store, listing } = listingOver();
    store.put('box', ...keysBelow('a/', 1500));
    await listing.openFolder(folder('a/'));
    store.failures.push(new SpacesError('slowDown', 'busy'));

    const failed = await listing.loadMore(folder('a/'));
    assert.equal(failed.error?.message, 'busy');
    assert.equal(failed.loaded, 1000);
    const retried = await listing.loadMore(folder('a/'));
    assert.equal(retried.error, undefined);
    assert.equal(retried.loaded, 1500);
    assert.deepEqual(store.requests.at(-1), {
      prefix: 'a/',
      delimiter: '/',
      maxKeys: 1000,
      token: '~rs~',
    });
  });

  it('fault 9: a first page that fails is an error, not an empty folder', async () => {
    const { store, listing } = listingOver();
    store.put('box', 'a');
    store.failures.push(new SpacesError('accessDenied', 'no'));
    const view = await listing.openFolder(folder(''));
    assert.equal(view.error?.message, 'no');
    assert.equal((await listing.openFolder(folder(''))).error?.message, 'no', 'reading again asks nothing');
    assert.equal(store.calls.length, 1);
    assert.deepEqual(keysOf(await listing.refreshFolder(folder(''))), ['a']);
  });

  it('fault 17: an object `a` and a folder `a/` are both there and both open', async () => {
    const { store, listing } = listingOver();
    store.put('box', 'a', 'a/b', 'a ');
    const top = await listing.openFolder(folder(''));
    assert.deepEqual([top.folders, keysOf(top)], [['a/'], ['a', 'a ']]);
    assert.deepEqual(keysOf(await listing.openFolder(folder('a/'))), ['a/b']);
  });

  it('opens keys of odd shapes level by level', async () => {
    const { store, listing } = listingOver();
    store.put('box', 'a//b', '/c', 'd/', './e');
    const top = await listing.openFolder(folder(''));
    assert.deepEqual(top.folders, ['./', '/', 'a/', 'd/']);
    assert.deepEqual((await listing.openFolder(folder('a/'))).folders, ['a//']);
    assert.deepEqual(keysOf(await listing.openFolder(folder('a//'))), ['a//b']);
    assert.deepEqual(keysOf(await listing.openFolder(folder('/'))), ['/c']);
    assert.deepEqual(keysOf(await listing.openFolder(folder('d/'))), ['d/'], 'the marker of its own folder');
  });

  it('shares one request among all who open a folder', async () => {
    const { store, listing } = listingOver();
    store.put('box', ...keysBelow('', 1500));
    const release = store.hold();
    const views = [
      listing.openFolder(folder('')),
      listing.openFolder(folder('')),
      listing.loadMore(folder('')),
    ];
    release();
    const loaded = (await Promise.all(views)).map((view) => view.loaded);
    assert.deepEqual(loaded, [1000, 1000, 1000]);
    assert.equal(store.calls.length, 1);
  });

  it('does not skip a page at a second click on Load More', async () => {
    const { store, listing } = listingOver();
    store.put('box', ...keysBelow('', 3500));
    await listing.openFolder(folder(''));
    const [one, two] = await Promise.all([listing.loadMore(folder('')), listing.loadMore(folder(''))]);
    assert.deepEqual([one.loaded, two.loaded], [2000, 2000]);
  });

  it('drops a late answer: after a refresh only the new one counts', async () => {
    const { store, listing } = listingOver();
    store.put('box', 'old');
    const release = store.hold();
    const before = listing.openFolder(folder(''));
    await Promise.resolve();
    store.put('box', 'new');
    const after = listing.refreshFolder(folder(''));
    release();
    assert.deepEqual(keysOf(await after), ['new', 'old']);
    assert.deepEqual(keysOf(await before), ['new', 'old'], 'who waited for the old one gets the new one');
  });

  it('announces a refresh, a filter, a further page, and not the first page that is waited for', async () => {
    const { store, listing, changes } = listingOver();
    store.put('box', ...keysBelow('a', 1500));
    await listing.openFolder(folder(''));
    assert.deepEqual(changes, []);
    await listing.loadMore(folder(''));
    await listing.setFilter(folder(''), 'a1');
    await listing.refreshFolder(folder(''));
    await listing.refreshSpaces(LOCAL);
    listing.refreshAll();
    assert.deepEqual(
      changes.map(({ what }) => what),
      ['more', 'folder', 'folder', 'folder', 'spaces', 'all'],
    );
  });

  it('filters on the server, below the folder, and keeps the filter over a refresh', async () => {
    const { store, listing } = listingOver();
    store.put('box', 'a/cat', 'a/car/x', 'a/dog', 'cab');
    const view = await listing.setFilter(folder('a/'), 'ca');
    assert.deepEqual([view.folders, keysOf(view)], [['a/car/'], ['a/cat']]);
    assert.equal(store.requests.at(-1)?.prefix, 'a/ca');
    await listing.refreshFolder(folder('a/'));
    listing.refreshAll();
    assert.equal(listing.filterOf(folder('a/')), 'ca');
    assert.deepEqual(keysOf(await listing.openFolder(folder('a/'))), ['a/cat']);
    assert.deepEqual(keysOf(await listing.setFilter(folder('a/'), '')), ['a/cat', 'a/dog']);
  });

  it('sorts what is loaded by size and date, and by name as the server does', async () => {
    const { store, listing } = listingOver();
    store.putObject('box', { key: 'a', size: 1, lastModified: 20 });
    store.putObject('box', { key: 'b', size: 3, lastModified: 10 });
    store.putObject('box', { key: 'c', size: 2, lastModified: 30 });
    const names = async () => keysOf(await listing.openFolder(folder(''))).join('');
    assert.equal(await names(), 'abc');
    listing.setOrder('size');
    assert.equal(await names(), 'bca');
    listing.setOrder('date');
    assert.equal(await names(), 'cab');
    listing.setOrder('name');
    assert.equal(await names(), 'abc');
    assert.equal(store.calls.length, 1);
  });

  it('shows what two pages both hold once', async () => {
    const { store, listing } = listingOver();
    store.put('box', 'a', 'b', 'c');
    store.pageSize = 2;
    await listing.openFolder(folder(''));
    store.put('box', '0');
    const view = await listing.loadMore(folder(''));
    assert.deepEqual(keysOf(view), ['a', 'b', 'c'], '`b` moved to the second page');
  });

  it('refuses a server that repeats its page without end', async () => {
    const { store, listing } = listingOver();
    store.put('box', 'a', 'b', 'c');
    store.pageSize = 1;
    await listing.openFolder(folder(''));
    const listPage = store.listPage.bind(store);
    store.listPage = async (connection, space, request, signal) => ({
      ...(await listPage(connection, space, request, signal)),
      ...(request.token === undefined ? {} : { nextToken: request.token }),
    });
    const view = await listing.loadMore(folder(''));
    assert.match(view.error?.message ?? '', /repeats/);
  });
});

describe('listing of Spaces', () => {
  it('asks the server, sorted; a connection that names its Spaces asks nothing', async () => {
    const named = { ...LOCAL, id: 'bbbbbbbbbb', spaces: ['zoo', 'ark'] };
    const { store, listing } = listingOver(LOCAL, named);
    store.put('two', 'k').put('one', 'k');
    assert.deepEqual((await listing.openSpaces(LOCAL)).spaces, ['one', 'two']);
    assert.deepEqual((await listing.openSpaces(named)).spaces, ['ark', 'zoo']);
    assert.deepEqual(store.calls, ['listSpaces']);
  });

  it('shows further named Spaces beside those that the server lists, each once', async () => {
    const more = { ...LOCAL, moreSpaces: ['zoo', 'two', 'ark'] };
    const { store, listing } = listingOver(more);
    store.put('two', 'k').put('one', 'k');
    assert.deepEqual(await listing.openSpaces(more), {
      spaces: ['ark', 'one', 'two', 'zoo'],
      error: undefined,
    });
    assert.deepEqual(
      ['zoo', 'two', 'one', 'x'].map((space) => listing.isOnlyNamed({ connection: more, space })),
      [true, false, false, false],
      'what is listed too stays without its name',
    );
    const frozen = listingOver({ ...more, spaces: ['box'] }).listing;
    assert.deepEqual((await frozen.openSpaces(LOCAL)).spaces, ['box']);
    assert.equal(frozen.isOnlyNamed({ connection: LOCAL, space: 'box' }), true);
  });

  it('shows further named Spaces also where the list is refused, with the reason; with a wrong key only that', async () => {
    const more = { ...LOCAL, moreSpaces: ['zoo', 'ark'] };
    const { store, listing } = listingOver(more);
    store.failures.push(new SpacesError('noListBuckets', 'refused'), new SpacesError('wrongKey', 'wrong'));
    const refused = await listing.openSpaces(more);
    assert.deepEqual([refused.spaces, refused.error?.message], [['ark', 'zoo'], 'refused']);
    assert.deepEqual(listing.knownSpaces(more), ['ark', 'zoo']);
    const wrong = await listing.refreshSpaces(more);
    assert.deepEqual([wrong.spaces, wrong.error?.message], [[], 'wrong']);
    assert.deepEqual(listing.knownSpaces(more), ['zoo', 'ark']);
  });

  it('says what is missing where there is no key pair, also where the Spaces are named', async () => {
    const { connections, listing, store } = listingOver({ ...LOCAL, spaces: ['box'] });
    connections.loseSecret(LOCAL.id);
    const view = await listing.openSpaces(LOCAL);
    assert.deepEqual(view.spaces, []);
    assert.equal(view.error instanceof SpacesError && view.error.code, 'noCredentials');

    await connections.save({ ...LOCAL, spaces: ['box'] }, KEYS);
    assert.deepEqual((await listing.openSpaces(LOCAL)).spaces, ['box']);
    assert.deepEqual(store.calls, []);
  });

  it('reads a connection anew when it changes, and tries again what failed when keys change', async () => {
    const other = { ...LOCAL, id: 'bbbbbbbbbb', name: 'Other' };
    const { store, connections, listing, changes } = listingOver(LOCAL, other);
    store.put('box', 'a');
    await listing.openFolder(folder(''));
    await listing.openFolder({ connection: other, space: 'box', prefix: '' });
    store.calls.length = 0;

    await connections.save({ ...other, endpoint: 'http://127.0.0.1:9001' }, KEYS);
    assert.deepEqual(changes, [{ what: 'all' }]);
    await listing.openFolder(folder(''));
    assert.deepEqual(store.calls, [], 'the one that stayed is kept');
    await listing.openFolder({ connection: other, space: 'box', prefix: '' });
    assert.equal(store.calls.length, 1);

    store.failures.push(new SpacesError('wrongSecret', 'wrong'));
    await listing.refreshFolder(folder(''));
    await connections.save(LOCAL, KEYS);
    assert.equal((await listing.openFolder(folder(''))).error, undefined);
  });
});
