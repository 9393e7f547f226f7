import assert from 'node:assert/strict';
import { deleteObjects } from '../../../../src/commands/manage/deleteObjects.ts';
import { previewDelete } from '../../../../src/commands/manage/previewDelete.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { at, below, setUp } from './setup.ts';

describe('deleting', () => {
  it('asks once, naming what and how many, and Escape keeps all', async () => {
    const { deps, done, notices } = setUp('a/1', 'a/2', 'b');
    const targets = [below('a/'), { ...at('b'), entry: { size: 1 } }];
    await assert.rejects(deleteObjects(deps, { targets }), { name: 'Cancelled' });
    assert.deepEqual(notices.messages, ['Delete a/, b? Objects: 3 (7 bytes).']);
    assert.equal(notices.last.detail, "This can't be undone.");
    assert.deepEqual(done, []);
    notices.answer('Delete');
    assert.deepEqual(await deleteObjects(deps, { targets }), { deleted: 3, failed: 0 });
    assert.equal(notices.last.message, 'Deleted: 3');
    assert.deepEqual(notices.last.titles, []);
  });

  it('deletes what was counted, and nothing that came since', async () => {
    const { deps, done, notices, store } = setUp('a/1');
    notices.answer('Delete');
    const { confirm } = notices;
    notices.confirm = (...args) => {
      store.put('box', 'a/2');
      return confirm.apply(notices, args);
    };
    await deleteObjects(deps, { targets: [below('a/')] });
    assert.deepEqual(done, ['delete a/1']);
  });

  it('of a row that is older than what is there: what was replaced is said, what is gone is not deleted', async () => {
    const { deps, done, notices, store, touched } = setUp('same', 'other', 'unknown');
    const row = (key: string, etag = '"e"') => ({ ...at(key), entry: { size: 1, etag } });
    const targets = [row('same'), row('other', '"before"'), row('gone'), row('unknown', '')];
    notices.answer('Delete');
    assert.deepEqual(await deleteObjects(deps, { targets }), { deleted: 3, failed: 0 });
    assert.deepEqual(notices.shown[0]?.message, 'Delete same, other, gone, …? Objects: 3 (16 bytes).');
    assert.equal(notices.shown[0]?.detail, "Changed since it was listed: other. This can't be undone.");
    assert.deepEqual(done.sort(), ['delete other', 'delete same', 'delete unknown']);
    assert.deepEqual(touched.slice(0, 2).sort(), ['gone', 'other']);
    await assert.rejects(deleteObjects(deps, { targets: [row('gone')] }), { code: 'noSuchObject' });
    assert.equal(store.calls.filter((call) => call === 'headObject box gone').length, 2);
  });

  it('a row that may not be asked for is deleted as it was listed, and nothing where that is cancelled', async () => {
    const { deps, done, notices, store, progress } = setUp('a');
    const targets = [{ ...at('a'), entry: { size: 5, etag: 'x' } }];
    store.failures.push(new SpacesError('accessDenied', 'No.'));
    notices.answer('Delete');
    await deleteObjects(deps, { targets });
    assert.equal(notices.shown[0]?.message, 'Delete a? Objects: 1 (5 bytes).');
    assert.deepEqual(done, ['delete a']);
    progress.cancelNext();
    await assert.rejects(deleteObjects(deps, { targets }), { name: 'Cancelled' });
  });

  it('names those that failed, and tries them again', async () => {
    const { deps, done, notices, refused } = setUp('a/1', 'a/2');
    refused.remove.add('a/2');
    const request = { targets: [below('a/')], confirmed: true };
    assert.deepEqual(await deleteObjects(deps, request), { deleted: 1, failed: 1 });
    assert.equal(notices.last.message, 'Deleted: 1. Failed: 1. a/2. No a/2.');
    refused.remove.clear();
    await notices.press('Retry');
    assert.deepEqual(done, ['delete a/1', 'delete a/2']);
  });

  it('of one that failed alone only the reason is said: it names the object', async () => {
    const { deps, notices, refused } = setUp('a/1');
    refused.remove.add('a/1');
    await deleteObjects(deps, { targets: [below('a/')], confirmed: true });
    assert.equal(notices.last.message, 'No a/1.');
  });

  it('what was deleted before the network failed is told, and can be undone', async () => {
    const { deps, notices, world } = setUp('a/1', 'a/2');
    world.versioning = 'enabled';
    const { remove } = deps.deleter;
    deps.deleter.remove = async (space, doomed, ...rest) => {
      await remove(space, doomed.slice(0, 1), ...rest);
      throw new SpacesError('network', 'No answer.');
    };
    const request = { targets: [below('a/')], confirmed: true };
    await assert.rejects(deleteObjects(deps, request), { code: 'network' });
    assert.deepEqual([notices.last.message, notices.last.titles], ['Deleted: 1', ['Undo']]);
    notices.shown.length = 0;
    await assert.rejects(deleteObjects(deps, { ...request, isQuiet: true }), { code: 'network' });
    assert.deepEqual(notices.messages, []);
  });

  it('Undo removes the markers that were made, and those alone', async () => {
    const { deps, done, notices, world } = setUp('a');
    world.versioning = 'enabled';
    notices.answer('Delete');
    await deleteObjects(deps, { targets: [at('a')] });
    assert.match(notices.shown[0]?.detail ?? '', /can be undone/);
    assert.deepEqual([notices.last.message, notices.last.titles], ['Deleted: a', ['Undo']]);
    await notices.press('Undo');
    assert.deepEqual(done, ['delete a', 'delete a m']);
    assert.equal(notices.last.message, 'Brought back: 1');
  });

  it('Undo of what was asked for twice leaves a marker that took a place, and a refusal for one key ends it not', async () => {
    const { deps, done, notices, store, world } = setUp('a', 'b', 'c');
    world.versioning = 'enabled';
    const { remove } = deps.deleter;
    deps.deleter.remove = (space, doomed, { onRemoved, ...more }, signal) => {
      const onTwice: typeof onRemoved = (removed) => onRemoved({ ...removed, askedTwice: removed.markers });
      return remove(space, doomed, { ...more, onRemoved: onTwice }, signal);
    };
    const targets = [at('a'), at('b'), at('c')];
    await deleteObjects(deps, { targets, confirmed: true });
    deps.deleter.remove = remove;
    done.length = 0;
    const marker = { lastModified: 0, size: 0, isLatest: false, isDeleted: true };
    const version = { ...marker, versionId: 'v', isDeleted: false };
    for (const key of ['a', 'b', 'c'])
      store.putVersions(
        'box',
        key,
        ...['m2', 'null', 'm'].map((versionId) => ({ ...marker, versionId })),
        version,
      );
    const { listVersions } = store;
    store.listVersions = async (connection, space, key, signal) => {
      if (key === 'b') throw new SpacesError('accessDenied', 'No versions.');
      return listVersions.call(store, connection, space, key, signal);
    };
    await assert.rejects(notices.press('Undo'), {
      code: 'someFailed',
      message: 'Brought back: 2. No versions.',
    });
    assert.deepEqual(done.sort(), ['delete a m', 'delete a m2', 'delete b m', 'delete c m', 'delete c m2']);
  });

  it('promises nothing where versions are kept no more', async () => {
    const { deps, notices, world } = setUp('a');
    world.versioning = 'suspended';
    notices.answer('Delete');
    await deleteObjects(deps, { targets: [at('a')] });
    assert.equal(notices.shown[0]?.detail, "This can't be undone.");
    assert.deepEqual(notices.last.titles, []);
  });

  it('refuses a read-only connection, and says where there is nothing', async () => {
    const { deps, done } = setUp('a');
    const readOnly = at('a', 'box', { ...LOCAL, readOnly: true });
    await assert.rejects(deleteObjects(deps, { targets: [readOnly], confirmed: true }), { code: 'readOnly' });
    await assert.rejects(deleteObjects(deps, { targets: [below('x/')] }), { code: 'noSuchObject' });
    assert.deepEqual(done, []);
  });

  it('the dry run lists exactly that, spells what can not be seen, and says where it ends', async () => {
    const { deps, done, store } = setUp('a/1', 'a/line\nbreak', 'b');
    const texts: string[] = [];
    const openText = async (_title: string, text: string) => void texts.push(text);
    const counted = await previewDelete({ ...deps, openText }, [below('a/'), at('b')]);
    assert.deepEqual(counted, { count: 3, bytes: 15 });
    assert.deepEqual(texts[0]?.split('\n').slice(3), [
      '     3 bytes  a/1',
      '    12 bytes  a/line␊break',
      `${' '.repeat(12)}  b`,
      '',
    ]);
    store.put('box', ...Array.from({ length: 50_005 }, (_, index) => `many/${index}`));
    await previewDelete({ ...deps, openText }, [below('many/')]);
    const lines = texts[1]?.split('\n') ?? [];
    assert.match(lines[1] ?? '', /^Objects: 50,005 \(/);
    assert.equal(lines[2], 'Listed here are the first 50,000 of them.');
    assert.equal(lines.length, 50_000 + 5);
    assert.deepEqual(done, []);
  });
});
