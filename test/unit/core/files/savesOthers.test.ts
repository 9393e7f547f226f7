import assert from 'node:assert/strict';
import { Saves } from '../../../../src/core/files/saves.ts';

const X = { etag: 'x', size: 10 };
const Y = { etag: 'y', size: 10 };

/** A document of the window. */
function opened(isDirty: boolean) {
  const world = { now: 1_000_000 };
  const saves = new Saves(() => world.now);
  const stat = (seen: typeof X) => saves.stated('a', { ...seen, lastModified: 5_000 });
  stat(X);
  saves.read('a', X);
  saves.opened('a', false);
  if (isDirty) saves.edited('a');
  return { saves, world, stat };
}

describe('a file that another extension, or another kind of editor, of the same window writes', () => {
  it('is not replaced by a document that knows nothing of it, though it is as long', () => {
    for (const isDirty of [true, false]) {
      const { saves, world, stat } = opened(isDirty);
      assert.deepEqual(saves.baseToSave('a'), { etag: 'x' });
      saves.wrote('a', Y);
      stat(Y);
      if (!isDirty) saves.edited('a');
      saves.becameClean('a');
      saves.edited('a');
      const known = stat(Y);
      assert.deepEqual(saves.baseToSave('a'), { etag: 'x' });
      // It was refused by the store; from now on the editor asks.
      const told = stat(Y);
      assert.ok(told.mtime > known.mtime && told.size > 2 ** 42);
      world.now += 900;
      stat(Y);
      assert.deepEqual(saves.baseToSave('a'), { etag: 'y' });
    }
  });

  it('what is told of while it is clean is told anew once it is typed in: the editor may have read it again since', () => {
    const { saves, world, stat } = opened(true);
    saves.becameClean('a');
    const readAgain = stat(Y);
    saves.edited('a');
    const checked = stat(Y);
    assert.ok(checked.mtime > readAgain.mtime && checked.size !== readAgain.size);
    world.now += 499;
    assert.deepEqual(saves.baseToSave('a'), { etag: 'x' });
  });

  it('a document that is saved is made of what was written, typed in meanwhile or not', () => {
    for (const isTypedIn of [true, false]) {
      const { saves, stat } = opened(true);
      saves.baseToSave('a');
      saves.wrote('a', Y);
      assert.equal(stat(Y).size, 10);
      if (isTypedIn) saves.edited('a');
      saves.becameClean('a');
      saves.saved('a');
      saves.edited('a');
      assert.equal(stat(Y).size, 10);
      assert.deepEqual(saves.baseToSave('a'), { etag: 'y' });
    }
  });

  it('is read by a document that is not changed, which is told of it', () => {
    const { saves, stat } = opened(false);
    assert.equal(saves.wrote('a', Y), false);
    stat(Y);
    saves.read('a', Y);
    saves.refreshed('a');
    saves.edited('a');
    assert.deepEqual(saves.baseToSave('a'), { etag: 'y' });
    assert.equal(saves.wrote('a', X), true);
    assert.equal(saves.wrote('nobody has it', X), true);
  });
});
