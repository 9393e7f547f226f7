import assert from 'node:assert/strict';
import { SpacesError } from '../../../../src/core/errors.ts';
import { folder, KEYS, keysBelow, LOCAL } from '../../../support/fakes/listing.ts';
import { searching, settled } from './searchSetup.ts';

const object = (key: string, space = 'box') => ({ connection: LOCAL, space, key });
const box = { connection: LOCAL, space: 'box' };

async function found(words: string, ...keys: readonly string[]) {
  const made = searching();
  made.store.put('box', ...keys);
  await made.searches.run({ words, places: [folder('')] });
  made.store.calls.length = 0;
  return made;
}

describe('what was found follows what this window does', () => {
  it('what was deleted goes, what was only changed stays, with its new size', async () => {
    const { store, listing, searches, shown } = await found('sum', 'sum1', 'sum2', 'sum3');
    store.take('box', 'sum1').putObject('box', { key: 'sum2', size: 77 });
    listing.touched(box, ['sum1', 'sum2', 'other']);
    await settled();
    assert.deepEqual(shown(), ['box/sum2', 'box/sum3']);
    assert.deepEqual(
      searches.now?.results.list().map((each) => 'key' in each && each.entry.size),
      [77, 4],
    );
    assert.equal(store.calls.length, 2, 'what was not touched is not asked for');
  });

  it('what was moved is shown where it is now, soon, and goes on being followed', async () => {
    const { store, listing, shown } = await found('sum', 'a/sum', 'b/sum');
    store.take('box', 'a/sum').put('box', 'c/total');
    listing.moved(object('a/sum'), object('c/total'));
    await settled();
    assert.deepEqual(shown(), ['box/c/total', 'box/b/sum']);
    store.take('box', 'c/total').put('yard', 'total');
    listing.moved(object('c/total'), object('total', 'yard'));
    listing.touched(box, ['c/total', 'a/sum']);
    await settled();
    assert.deepEqual(shown(), ['yard/total', 'box/b/sum']);
  });

  it('found over two connections it stays two, each of its own; moved onto another result it is that one', async () => {
    const { connections, store, searches, listing } = searching();
    const reader = { ...LOCAL, id: 'reader0000', name: 'Reader' };
    await connections.save(reader, KEYS);
    store.put('box', 'a/sum').put('yard', 'sum');
    await searches.run({ words: 'sum', places: [] });
    const shownBy = () =>
      (searches.now?.results.list() ?? []).map((each) => [
        each.connection.id,
        each.space,
        'key' in each && each.key,
      ]);
    listing.moved(object('a/sum'), object('b/sum'));
    const all = (key: string) =>
      [LOCAL.id, reader.id].flatMap((id) => [
        [id, 'box', key],
        [id, 'yard', 'sum'],
      ]);
    await settled();
    assert.deepEqual(shownBy(), all('b/sum'));
    listing.moved(object('sum', 'yard'), object('b/sum'));
    await settled();
    assert.deepEqual(
      new Set(shownBy().map(String)).size,
      shownBy().length,
      'of two rows of one id none is drawn',
    );
  });

  it('many moves are one change, each after the one before', async () => {
    const keys = Array.from({ length: 500 }, (_, index) => `sum${index}`);
    const { listing, searches, shown } = await found('sum', ...keys);
    let changes = 0;
    searches.now?.results.onDidChange(() => changes++);
    for (const key of keys) listing.moved(object(key), object(`to/${key}`));
    for (const key of keys) listing.moved(object(`to/${key}`), object(`there/${key}`));
    await settled();
    assert.equal(changes, 1);
    assert.deepEqual(new Set(shown()), new Set(keys.map((key) => `box/there/${key}`)));
  });

  it('a folder that was renamed is followed; one that lost some of its objects stays', async () => {
    const { store, listing, shown } = await found('sum', 'sum/1', 'sum/x/2', 'sums/1', 'sums/2');
    store.take('box', 'sum/1', 'sum/x/2', 'sums/1').put('box', 'total/1', 'total/x/2', 'away/1');
    listing.moved(object('sum/1'), object('total/1'));
    listing.moved(object('sum/x/2'), object('total/x/2'));
    listing.moved(object('sums/1'), object('away/1'));
    listing.touched(box, ['sum/1', 'sum/x/2', 'sums/1']);
    await settled();
    assert.deepEqual(shown(), ['box/total/ (folder)', 'box/sums/ (folder)']);
  });

  it('a folder in which nothing is left goes', async () => {
    const { store, listing, shown } = await found('sum', 'sum/1', 'sum/2');
    store.take('box', 'sum/1');
    listing.touched(box, ['sum/1']);
    await settled();
    assert.deepEqual(shown(), ['box/sum/ (folder)']);
    store.take('box', 'sum/2');
    listing.touched(box, ['sum/2']);
    await settled();
    assert.deepEqual(shown(), []);
  });

  it('another connection to the same Space is heard of, another Space of the same name is not', async () => {
    const { store, listing, shown } = await found('sum', 'sum');
    store.take('box', 'sum');
    listing.touched({ connection: { ...LOCAL, id: 'x', endpoint: 'http://else' }, space: 'box' }, ['sum']);
    await settled();
    assert.deepEqual(shown(), ['box/sum']);
    listing.touched({ connection: { ...LOCAL, id: 'x' }, space: 'box' }, ['sum']);
    await settled();
    assert.deepEqual(shown(), []);
  });

  it('what can not be asked for stays; what was in a Space that is no more goes', async () => {
    const { store, listing, shown } = await found('sum', 'sum1', 'sum2');
    store.failures.push(new SpacesError('timeout', 'Too slow.'));
    listing.touched(box, ['sum1']);
    await settled();
    assert.deepEqual(shown(), ['box/sum1', 'box/sum2']);
    store.failures.push(new SpacesError('noSuchSpace', 'Gone.'));
    listing.touched(box, ['sum1', 'sum2']);
    await settled();
    assert.deepEqual(shown(), []);
  });

  it('many are asked for by pages: 3,000 that were deleted take few requests', async () => {
    const keys = keysBelow('sum-', 3000);
    const { store, listing, shown } = await found('sum', ...keys);
    const [kept = ''] = keys.splice(1234, 1);
    store.take('box', ...keys);
    listing.touched(box, keys);
    await settled();
    assert.deepEqual(shown(), [`box/${kept}`]);
    assert.ok(store.calls.length < 5, `${store.calls.length}`);
  });

  it('a connection that was renamed takes its results with it; removed, or led elsewhere, they go', async () => {
    const { connections, searches, shown } = await found('sum', 'sum');
    const renamed = { ...LOCAL, name: 'Renamed', readOnly: true };
    await connections.save(renamed, KEYS);
    assert.equal(searches.now?.results.list()[0]?.connection, connections.get(LOCAL.id));
    assert.deepEqual(shown(), ['box/sum']);
    await connections.save({ ...renamed, endpoint: 'http://else.where' }, KEYS);
    assert.deepEqual(shown(), []);
  });

  it('after the search was cleared nothing is asked for', async () => {
    const { store, listing, searches } = await found('sum', 'sum');
    searches.clear();
    listing.touched(box, ['sum']);
    await settled();
    assert.deepEqual(store.calls, []);
  });
});
