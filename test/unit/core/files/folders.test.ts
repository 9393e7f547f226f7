import assert from 'node:assert/strict';
import { EmptyFolders } from '../../../../src/core/files/folders.ts';

const BOX = 'abcdefghij/box';

function folders(...names: readonly string[]): EmptyFolders {
  const made = new EmptyFolders();
  for (const name of names) made.add(`${BOX}/${name}`);
  return made;
}

describe('folders that nothing is in', () => {
  it('are there, and so is what they are in', () => {
    const made = folders('a/b/c');
    for (const name of ['a', 'a/b', 'a/b/c']) assert.ok(made.has(`${BOX}/${name}`), name);
    assert.deepEqual([made.namesIn(BOX), made.namesIn(`${BOX}/a/b`)], [['a'], ['c']]);
    for (const name of ['a/b/c/d', 'a/bc', 'b', 'a/b/']) assert.ok(!made.has(`${BOX}/${name}`), name);
    assert.ok(!made.has('another/box/a'));
  });

  it('are named once each', () => {
    assert.deepEqual(folders('a', 'a/b', 'a/c', 'd').namesIn(BOX).toSorted(), ['a', 'd']);
  });

  it('are forgotten once something is in them, those around them too; those beside them stay', () => {
    const made = folders('a', 'a/b', 'a/b/c', 'a/d');
    made.filled(`${BOX}/a/b/file`);
    assert.deepEqual(made.namesIn(`${BOX}/a`).toSorted(), ['b', 'd']);
    made.removed(`${BOX}/a/d`);
    made.removed(`${BOX}/a/b/c`);
    for (const name of ['a', 'a/b']) assert.ok(!made.has(`${BOX}/${name}`), name);
  });

  it('go with all below; what is around them stays, and so does what is named alike', () => {
    const made = folders('a', 'a/b', 'a/b/c', 'a/bc');
    made.removed(`${BOX}/a/b`);
    assert.deepEqual(made.namesIn(`${BOX}/a`), ['bc']);
    made.removed(`${BOX}/a/bc`);
    assert.ok(made.has(`${BOX}/a`));
  });

  it('are moved with all below', () => {
    const made = folders('a/b', 'a/b/c', 'x');
    made.moved(`${BOX}/a`, `${BOX}/n`);
    assert.deepEqual(made.namesIn(BOX).toSorted(), ['n', 'x']);
    assert.ok(made.has(`${BOX}/n/b/c`));
    made.moved(`${BOX}/not there`, `${BOX}/m`);
    assert.ok(!made.has(`${BOX}/m`));
  });

  it('are not more than a thousand: the oldest goes', () => {
    const made = folders(...Array.from({ length: 1_000 }, (_, index) => `f${index}`));
    made.add(`${BOX}/f0`);
    made.add(`${BOX}/one more`);
    assert.deepEqual(
      [made.has(`${BOX}/f0`), made.has(`${BOX}/f1`), made.namesIn(BOX).length],
      [true, false, 1_000],
    );
  });
});
