import assert from 'node:assert/strict';
import { Saves } from '../../../../src/core/files/saves.ts';

const X = { etag: 'x', size: 10 };
const Y = { etag: 'y', size: 11 };
const Y_AS_LONG = { etag: 'y', size: 10 };

/** One file whose document was opened with `X`, at a time of its own. */
function opened() {
  const clock = { now: 1_000_000 };
  const saves = new Saves(() => clock.now);
  const stat = (seen: typeof X, lastModified = 5_000) => saves.stated('a', { ...seen, lastModified });
  stat(X);
  saves.read('a', X);
  saves.opened('a', false);
  saves.edited('a');
  const after = (ms: number) => {
    clock.now += ms;
  };
  return { saves, stat, after, base: () => saves.baseToSave('a') };
}

describe('what a save may overwrite', () => {
  it('the content that the document is made of, and no other', () => {
    const { saves, stat, base } = opened();
    stat(X);
    assert.deepEqual(base(), { etag: 'x' });
    stat(Y);
    assert.deepEqual(base(), { etag: 'x' });
    saves.wrote('a', { etag: 'w', size: 12 });
    saves.saved('a');
    assert.deepEqual(base(), { etag: 'w' });
  });

  it('what another reads, or read long ago, is not what a document is made of; what it is filled with anew is', () => {
    const { saves, after, base } = opened();
    saves.read('a', Y);
    assert.deepEqual(base(), { etag: 'x' });
    saves.becameClean('a');
    assert.deepEqual(base(), { etag: 'x' });
    after(30_001);
    saves.refreshed('a');
    assert.deepEqual(base(), { etag: 'x' });
    saves.read('a', Y);
    saves.refreshed('a');
    assert.deepEqual(base(), { etag: 'y' });
  });

  it('without a document what was read last, or else told last, or else nothing', () => {
    const { saves } = opened();
    saves.read('b', X);
    saves.read('b', Y);
    assert.deepEqual(saves.baseToSave('b'), { etag: 'y' });
    assert.equal(saves.baseToSave('c'), 'new');
    saves.stated('c', { ...X, lastModified: 0 });
    assert.deepEqual(saves.baseToSave('c'), { etag: 'x' });
  });

  it('nothing where nothing is there any more', () => {
    const { saves, stat, base } = opened();
    saves.gone('a');
    assert.equal(base(), 'new');
    stat(X);
    assert.deepEqual(base(), { etag: 'x' });
  });

  it('what the editor itself would not overwrite unless told to: told of before a save was announced, and again', () => {
    const { saves, stat, base } = opened();
    saves.saving('a');
    for (let times = 0; times < 3; times++) stat(Y);
    assert.deepEqual(base(), { etag: 'x' });
    saves.saving('a');
    assert.deepEqual(base(), { etag: 'x' });
    stat(Y);
    assert.deepEqual(base(), { etag: 'y' });
    stat({ etag: 'z', size: 10 });
    assert.deepEqual(base(), { etag: 'x' });
  });

  it('where none was announced, told of twice, half a second apart', () => {
    const { stat, after, base } = opened();
    stat(Y);
    after(499);
    stat(Y);
    assert.deepEqual(base(), { etag: 'x' });
    after(1);
    assert.deepEqual(base(), { etag: 'y' });
  });

  it('one that was told of before the document was filled is told of anew: the editor may compare with that', () => {
    const { saves, stat, after, base } = opened();
    saves.read('a', X);
    const before = stat(Y);
    saves.refreshed('a');
    saves.edited('a');
    after(900);
    const told = stat(Y);
    assert.ok(told.mtime > before.mtime && told.size !== before.size);
    assert.deepEqual(base(), { etag: 'x' });
    stat({ etag: 'z', size: 10 });
    assert.deepEqual(base(), { etag: 'x' });
    after(900);
    stat({ etag: 'z', size: 10 });
    assert.deepEqual(base(), { etag: 'z' });
  });

  it('without a document nobody compared, so nothing is taken for meant', () => {
    const { saves, after } = opened();
    saves.read('b', X);
    for (let times = 0; times < 3; times++) {
      saves.stated('b', { ...Y, lastModified: 9_000 });
      after(900);
    }
    assert.deepEqual(saves.baseToSave('b'), { etag: 'x' });
  });

  it('of several that were read together the earliest: at worst it is refused', () => {
    const { saves, base, after } = opened();
    saves.read('a', X);
    saves.read('a', Y);
    saves.refreshed('a');
    assert.deepEqual(base(), { etag: 'x' });
    saves.read('a', X);
    after(30_001);
    saves.read('a', Y);
    saves.refreshed('a');
    assert.deepEqual(base(), { etag: 'y' });
  });
});

describe('what is reported of what a save may not replace', () => {
  it('is a size that nothing has, so that the editor does not take it for what it knows', () => {
    const { saves, stat, base } = opened();
    const known = stat(X);
    for (const there of [Y_AS_LONG, Y, { etag: 'y2', size: 10 }]) {
      const { size, mtime } = stat(there);
      assert.ok(mtime > known.mtime && size > 2 ** 42, `${size}`);
      assert.deepEqual(stat(there), { size, mtime });
    }
    assert.deepEqual(base(), { etag: 'x' });
    saves.wrote('a', Y);
    assert.equal(stat(Y).size, 11);
  });

  it('is another one of each content, and each time that the document is filled', () => {
    const { saves, stat } = opened();
    const sizes = [stat(Y).size, stat({ etag: 'z', size: 11 }).size];
    saves.becameClean('a');
    sizes.push(stat({ etag: 'z', size: 11 }).size);
    assert.equal(new Set(sizes).size, 3);
  });

  it('is the truth where the document is not changed, and once it is made of it', () => {
    const { saves, stat } = opened();
    const told = stat(Y);
    saves.read('a', Y);
    saves.refreshed('a');
    assert.deepEqual(stat(Y), { size: 11, mtime: told.mtime });
    assert.equal(stat({ etag: 'z', size: 7 }).size, 7);
    saves.closed('a');
    assert.equal(stat(X).size, 10);
  });
});

describe('times that are reported', () => {
  it('are whole seconds, and the same for the same content', () => {
    const { stat } = opened();
    assert.deepEqual(stat(X, 5_999), { size: 10, mtime: 5_000 });
    assert.deepEqual(stat(X, 60_000), { size: 10, mtime: 5_000 });
  });

  it('go forward with each other content, by a millisecond if need be', () => {
    const { saves, stat } = opened();
    assert.equal(stat(Y, 5_700).mtime, 5_001);
    assert.equal(stat({ etag: 'z', size: 1 }, 3_000).mtime, 5_002);
    assert.equal(stat(X, 5_000).mtime, 5_003);
    saves.gone('a');
    assert.equal(stat({ etag: 'n', size: 1 }, 5_000).mtime, 5_004);
    assert.equal(stat(Y, 7_500).mtime, 7_000);
  });
});

describe('bases that outlive the window', () => {
  const later = (kept: unknown) => {
    const clock = { now: 2_000_000 };
    const saves = new Saves(() => clock.now);
    saves.restore(JSON.parse(JSON.stringify(kept)));
    return { saves, clock };
  };

  it('are those of documents that may be changed', () => {
    const { saves, stat } = opened();
    saves.read('b', Y);
    saves.opened('c', false);
    saves.edited('c');
    stat(Y, 4_000);
    assert.deepEqual(saves.kept(), { a: { ...X, endpoint: '', mtime: 5_001 } });
    saves.refreshed('a');
    assert.deepEqual(saves.kept(), {});
  });

  it('hold until the document is there again, whatever is read meanwhile', () => {
    const { saves, clock } = later(opened().saves.kept());
    saves.read('a', Y);
    assert.deepEqual(saves.kept(), { a: { ...X, endpoint: '', mtime: 5_000 } });
    const stat = () => saves.stated('a', { ...Y, lastModified: 1_000 });
    assert.equal(stat().mtime, 5_001);
    saves.opened('a', true);
    assert.equal(stat().mtime, 5_002);
    assert.deepEqual(saves.baseToSave('a'), { etag: 'x' });
    clock.now += 500;
    stat();
    assert.deepEqual(saves.baseToSave('a'), { etag: 'y' });
  });

  it('count for nothing where the document comes unchanged', () => {
    const { saves } = later(opened().saves.kept());
    saves.read('a', Y);
    saves.opened('a', false);
    assert.deepEqual(saves.baseToSave('a'), { etag: 'y' });
    assert.deepEqual(saves.kept(), {});
  });

  it('a changed document that nobody remembers: it is refused, and then the editor asks', () => {
    const { saves, clock } = later({});
    const stat = () => saves.stated('a', { ...X, lastModified: 0 });
    saves.read('a', X);
    saves.opened('a', true);
    for (let times = 0; times < 3; times++) {
      assert.deepEqual(stat(), { size: 10, mtime: 0 });
      clock.now += 900;
    }
    assert.equal(saves.baseToSave('a'), 'unknown');
    const { size, mtime } = stat();
    assert.ok(size > 2 ** 42 && mtime === clock.now);
    assert.equal(saves.baseToSave('a'), 'unknown');
    clock.now += 500;
    stat();
    assert.deepEqual(saves.baseToSave('a'), { etag: 'x' });
  });

  it('what is none is left out', () => {
    const wrong = [null, 'text', 1, [], { a: null }, { a: 'x' }, { a: { etag: '', size: 1, mtime: 1 } }];
    for (const each of wrong) {
      assert.deepEqual(later(each).saves.kept(), {});
    }
    const base = { etag: 'x', size: 1, endpoint: '', mtime: 1 };
    const odd = {
      a: { ...base, etag: 'x'.repeat(201) },
      b: { ...base, mtime: '1' },
      c: { ...base, more: 's3cret' },
    };
    assert.deepEqual(later(odd).saves.kept(), { c: base });
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, index) => [`f${index}`, base]));
    const kept = later(many).saves.kept();
    assert.deepEqual([Object.keys(kept).length, 'f0' in kept, 'f1000' in kept], [1_000, false, true]);
  });
});

describe('files with another name, and many files', () => {
  it('a changed document is made of the same under its new name', () => {
    for (const [was, is, expected] of [
      ['x', 'x-2', 'x-2'],
      ['another', 'another', 'x'],
    ] as const) {
      const { saves, stat } = opened();
      stat(Y);
      saves.moved('a', 'b', { was, is });
      saves.read('b', Y);
      saves.opened('b', true);
      assert.deepEqual(saves.baseToSave('b'), { etag: expected });
      assert.equal(saves.stated('b', { ...Y, lastModified: 0 }).mtime, 5_002);
      assert.deepEqual(Object.keys(saves.kept()), ['b']);
      saves.moved('nobody knows', 'c', { was, is });
      assert.equal(saves.baseToSave('c'), 'new');
    }
  });

  it('what was moved without a document, or whose document does not come, is made of what is read', () => {
    const { saves } = opened();
    saves.read('plain', X);
    saves.moved('plain', 'b', { was: 'x', is: 'x' });
    assert.equal(saves.baseToSave('b'), 'new');
    saves.moved('a', 'c', { was: 'x', is: 'x' });
    assert.deepEqual(saves.baseToSave('c'), { etag: 'x' });
    saves.read('c', X);
    saves.read('c', Y);
    assert.deepEqual(saves.baseToSave('c'), { etag: 'y' });
  });

  it('of more than five thousand the one that was not asked for longest is forgotten, no open one', () => {
    const { saves, base } = opened();
    for (let index = 0; index < 5_001; index++) saves.read(`f${index}`, Y);
    assert.deepEqual(base(), { etag: 'x' });
    assert.equal(saves.baseToSave('f0'), 'new');
    assert.deepEqual(saves.baseToSave('f5000'), { etag: 'y' });
  });
});
