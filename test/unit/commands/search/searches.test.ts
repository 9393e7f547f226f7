import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/core/connection.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { MOST_FOUND } from '../../../../src/core/search/results.ts';
import { folder, keysBelow, LOCAL } from '../../../support/fakes/listing.ts';
import { searching, settled } from './searchSetup.ts';

const OTHER: Connection = { ...LOCAL, id: 'bbbbbbbbbb', name: 'Another' };

describe('a search', () => {
  it('looks below a folder, in a Space, in a connection, and everywhere', async () => {
    const { store, searches, shown } = searching(LOCAL, OTHER);
    store.put('box', 'a/sum', 'b/sum').put('yard', 'sum/x');
    const at = (...places: Parameters<typeof searches.run>[0]['places']) =>
      searches.run({ words: 'sum', places });
    assert.equal(await at(folder('a/')), 1);
    assert.deepEqual(shown(), ['box/a/sum']);
    assert.equal(await at(folder('')), 2);
    assert.equal(await at({ connection: LOCAL }), 3);
    assert.deepEqual(shown(), ['box/a/sum', 'box/b/sum', 'yard/sum/ (folder)']);
    assert.equal(await at(), 6);
    assert.deepEqual(
      [...new Set(searches.now?.results.list().map(({ connection }) => connection.name))],
      ['Another', 'Local'],
    );
    assert.equal(searches.now?.results.lookedAt, 6);
  });

  it('does not look twice where one place holds another', async () => {
    const { store, searches } = searching();
    store.put('box', 'a/sum', 'b/sum');
    const places = [folder('a/'), folder(''), { connection: LOCAL }];
    assert.equal(await searches.run({ words: 'sum', places }), 2);
    assert.equal(await searches.run({ words: 'sum', places: [folder('a/'), folder('')] }), 2);
    assert.equal(searches.now?.results.lookedAt, 2);
  });

  it('finds what the keys are, on all pages, and says so as they come', async () => {
    const { store, searches } = searching();
    store.put('box', ...keysBelow('many/', 3500), 'z.txt');
    const counts: number[] = [];
    searches.onDidChange(() => counts.push(searches.now?.results.count ?? -1));
    assert.equal(await searches.run({ words: '*5', places: [folder('')] }), 350);
    assert.ok(counts.includes(100), counts.join());
    assert.equal(searches.now?.results.ending, 'whole');
  });

  it(`ends with ${MOST_FOUND} rows where there are more, and with as many where there are no more`, async () => {
    const { store, searches } = searching();
    store.put('box', ...keysBelow('', MOST_FOUND));
    assert.equal(await searches.run({ words: '0', places: [] }), MOST_FOUND);
    assert.equal(searches.now?.results.ending, 'whole');
    store.put('box', ...keysBelow('more/', 30_000));
    assert.equal(await searches.run({ words: '0', places: [] }), MOST_FOUND);
    assert.equal(searches.now?.results.ending, 'full');
    assert.ok((searches.now?.results.lookedAt ?? 0) < 30_000, 'it did not go on');
  });

  it('a Space that can not be read is named, and the others are searched', async () => {
    const { store, searches, shown } = searching();
    store.put('box', 'sum').put('yard', 'sum').put('attic', 'sum');
    await searches.run({ words: 'nothing', places: [] });
    store.failures.push(new SpacesError('accessDenied', 'This key may not list it.'));
    assert.equal(await searches.run({ words: 'sum', places: [] }), 2);
    const [unread] = searches.now?.results.unread ?? [];
    assert.equal(unread?.error.message, 'This key may not list it.');
    assert.equal(unread && 'prefix' in unread.place && unread.place.space, 'attic');
    assert.deepEqual(shown(), ['box/sum', 'yard/sum']);
  });

  it('where nothing can be read it fails: with the reason of one, and with the names of several', async () => {
    const { store, searches } = searching();
    store.put('box', 'sum').put('yard', 'sum');
    store.failures.push(new SpacesError('timeout', 'Too slow.'));
    await assert.rejects(searches.run({ words: 'sum', places: [folder('')] }), { code: 'timeout' });
    assert.equal(searches.now?.results.ending, 'failed');
    await searches.run({ words: 'nothing', places: [] });
    store.failures.push(new SpacesError('timeout', 'Too slow.'), new SpacesError('timeout', 'Too slow.'));
    await assert.rejects(searches.run({ words: 'sum', places: [] }), /could be read: box, yard$/);
  });

  it("a connection's Spaces that can not be listed are named with it", async () => {
    const { store, searches } = searching();
    store.failures.push(new SpacesError('refused', 'Nobody listens.'));
    await assert.rejects(searches.run({ words: 'x', places: [{ connection: LOCAL }] }), { code: 'refused' });
    assert.deepEqual(searches.now?.results.unread[0]?.place, { connection: LOCAL });
  });

  it('an empty Space is no failure', async () => {
    const { store, searches } = searching();
    store.put('box');
    assert.equal(await searches.run({ words: 'x', places: [] }), 0);
    assert.equal(searches.now?.results.ending, 'whole');
  });

  it('cancelled: what was found stays, and the count is what it was', async () => {
    const { store, searches, shown } = searching();
    store.put('box', ...keysBelow('', 2500)).put('yard', 'x');
    await searches.run({ words: 'nothing', places: [] });
    const running = searches.run({ words: '*7', places: [folder('')] });
    await new Promise<void>((resolve) => {
      searches.onDidChange(() => {
        if (searches.now?.results.count === 0) return;
        store.hold();
        resolve();
      });
    });
    searches.cancel();
    assert.equal(await running, shown().length);
    assert.ok(shown().length >= 100 && shown().length < 250, `${shown().length}`);
    assert.equal(searches.now?.results.ending, 'cancelled');
  });

  it('another search takes its place, and clearing ends it: who waited hears that it was cancelled', async () => {
    const { store, searches, shown } = searching();
    store.put('box', 'one', 'two');
    const release = store.hold();
    const first = searches.run({ words: 'one', places: [folder('')] });
    const second = searches.run({ words: 'two', places: [folder('')] });
    await assert.rejects(first, { name: 'Cancelled' });
    release();
    assert.equal(await second, 1);
    assert.deepEqual(shown(), ['box/two']);
    const again = store.hold();
    const third = searches.run({ words: 'one', places: [folder('')] });
    searches.clear();
    await assert.rejects(third, { name: 'Cancelled' });
    assert.equal(searches.now, undefined);
    again();
    await settled();
    assert.deepEqual(shown(), []);
  });
});
