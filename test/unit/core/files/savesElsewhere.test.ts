import assert from 'node:assert/strict';
import { Saves } from '../../../../src/core/files/saves.ts';

const X = { etag: 'x', size: 10 };
const Y = { etag: 'y', size: 10 };

/** A changed document made of `X`, whose connection is then edited to go elsewhere. */
function moved() {
  const world = { now: 1_000_000, endpoint: 'https://here' };
  const saves = new Saves(
    () => world.now,
    () => world.endpoint,
  );
  const stat = (seen: typeof X) => saves.stated('a', { ...seen, lastModified: 5_000 });
  const known = stat(X);
  saves.read('a', X);
  saves.opened('a', false);
  saves.edited('a');
  world.endpoint = 'https://there';
  return { saves, world, stat, known, base: () => saves.baseToSave('a') };
}

describe('a save where the connection has another endpoint than when the document was read', () => {
  it('makes nothing, where nothing is', () => {
    const { saves, world, base } = moved();
    saves.gone('a');
    for (let times = 0; times < 3; times++) {
      assert.equal(base(), 'elsewhere');
      world.now += 900;
    }
    world.endpoint = 'https://here';
    assert.equal(base(), 'new');
  });

  for (const there of [X, Y]) {
    it(`replaces nothing without the editor having asked: ${there === X ? 'the same' : 'another'} content`, () => {
      const { saves, world, stat, known, base } = moved();
      const { size, mtime } = stat(there);
      assert.ok(mtime > known.mtime && size > 2 ** 42, `${size}`);
      assert.equal(base(), 'elsewhere');
      world.now += 900;
      stat(there);
      assert.deepEqual(base(), { etag: there.etag });
      saves.wrote('a', { etag: 'w', size: 3 });
      saves.saved('a');
      assert.deepEqual(base(), { etag: 'w' });
    });
  }

  it('is made as any other once the document is read there', () => {
    for (const there of [X, Y]) {
      const { saves, stat, base } = moved();
      stat(there);
      saves.read('a', there);
      saves.refreshed('a');
      saves.edited('a');
      assert.deepEqual(stat(there).size, 10);
      assert.deepEqual(base(), { etag: there.etag });
    }
  });

  it('is none without a document either', () => {
    const { saves, world } = moved();
    saves.read('b', X);
    world.endpoint = 'https://here';
    saves.gone('b');
    assert.equal(saves.baseToSave('b'), 'elsewhere');
    saves.gone('new');
    assert.equal(saves.baseToSave('new'), 'new');
  });

  it('is remembered over a reload, and under another name', () => {
    const { saves, world } = moved();
    const kept = JSON.parse(JSON.stringify(saves.kept()));
    const later = new Saves(
      () => world.now,
      () => world.endpoint,
    );
    later.restore(kept);
    later.opened('a', true);
    later.gone('a');
    assert.equal(later.baseToSave('a'), 'elsewhere');
    saves.moved('a', 'b', { was: 'z', is: 'z' });
    saves.opened('b', true);
    assert.equal(saves.baseToSave('b'), 'elsewhere');
    const { saves: other } = moved();
    other.moved('a', 'b', { was: 'x', is: 'x' });
    other.opened('b', true);
    assert.deepEqual(other.baseToSave('b'), { etag: 'x' });
  });
});
