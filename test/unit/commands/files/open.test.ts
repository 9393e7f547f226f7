import assert from 'node:assert/strict';
import { openNamed, openObjects, openVersion } from '../../../../src/commands/files/open.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { KEPT, MB, object, openSetup, PREVIEW, version } from './setup.ts';

describe('Open', () => {
  it('shows what is not large at once, and asks the store nothing', async () => {
    const { opening, shown, notices, store } = openSetup();
    await openObjects(opening, [object('a.txt', 20 * MB)], PREVIEW);
    await openObjects(opening, [object('typed.txt')], { ...KEPT, isBeside: true });
    assert.deepEqual(shown, ['a.txt: preview behind', 'typed.txt: kept beside']);
    assert.deepEqual([notices.shown, store.calls], [[], []]);
  });

  it('asks for a large one, naming its size', async () => {
    const { opening, shown, notices, downloaded } = openSetup();
    notices.answer('Open');
    assert.equal(await openObjects(opening, [object('a.iso', 20 * MB + 1)], PREVIEW), true);
    assert.equal(notices.last.message, 'Open this large object? a.iso');
    assert.equal(notices.last.detail.replace(/\s/gu, ' '), 'Its size: 21 MB');
    assert.deepEqual(notices.last.titles, ['Open', 'Download…']);
    assert.deepEqual([shown, downloaded], [['a.iso: preview behind'], []]);
  });

  it('a large one is downloaded instead, or left where it is', async () => {
    const { opening, shown, notices, downloaded } = openSetup();
    notices.answer('Download…');
    assert.equal(await openObjects(opening, [object('a.iso', 21 * MB)], PREVIEW), false);
    await assert.rejects(openObjects(opening, [object('b.iso', 21 * MB)], PREVIEW), { name: 'Cancelled' });
    assert.deepEqual([shown, downloaded], [[], ['a.iso']]);
  });

  it('in a browser nothing can be downloaded', async () => {
    const { opening, notices } = openSetup({ isBrowser: true });
    notices.answer('Open');
    await openObjects(opening, [object('a.iso', 21 * MB)], PREVIEW);
    assert.deepEqual(notices.last.titles, ['Open']);
  });

  it('opens a selection, each in an editor of its own, and asks for more than ten', async () => {
    const { opening, shown, notices } = openSetup();
    const many = (count: number) => Array.from({ length: count }, (_, index) => object(`${index}`, 1000));
    await openObjects(opening, many(10), { ...KEPT, isKept: false });
    assert.deepEqual([shown.length, shown[9]], [10, '9: kept']);
    assert.deepEqual(notices.shown, []);
    await assert.rejects(openObjects(opening, many(11), KEPT), { name: 'Cancelled' });
    assert.equal(notices.last.message, 'Open 11 objects?');
    assert.equal(notices.last.detail.replace(/\s/gu, ' '), 'In all: 11 (11 kB)');
    assert.equal(shown.length, 10);
  });

  it('asks once for several with a large one among them', async () => {
    const { opening, shown, notices } = openSetup();
    notices.answer('Open');
    await openObjects(opening, [object('a', 1), object('b', 30 * MB)], KEPT);
    assert.deepEqual([notices.messages, shown.length], [['Open 2 objects?'], 2]);
  });

  it('says why a name with dots can’t be opened, once the others are open', async () => {
    const { opening, shown } = openSetup();
    await assert.rejects(openObjects(opening, [object('a/../b', 1), object('c', 1)], KEPT), {
      code: 'badKey',
      message: 'A name with a "." or ".." part can\'t be requested: a/../b',
    });
    assert.deepEqual(shown, ['c: kept']);
  });

  it('one that is gone: the others are open, its editor and its row go, and it is said', async () => {
    const { opening, shown, store, listing } = openSetup();
    const touched: string[] = [];
    listing.onDidTouch((touch) => 'keys' in touch && touched.push(...touch.keys));
    store.putObject('box', { key: 'gone.png' });
    await openObjects(opening, [object('gone.png')], PREVIEW);
    const all = [object('gone', 1), object('a', 1), object('gone too', 1)];
    await assert.rejects(openObjects(opening, all, KEPT), { code: 'noSuchObject' });
    assert.deepEqual(shown, [
      'gone.png: preview behind',
      ...['gone: kept', 'a: kept', 'gone too: kept', 'gone: closed', 'gone too: closed'],
    ]);
    assert.deepEqual(touched, ['gone', 'gone too']);
  });

  it('what can’t be read for another reason is the editor’s to tell', async () => {
    const { opening, shown, store } = openSetup();
    store.failures.push(new SpacesError('accessDenied', 'No.'));
    assert.equal(await openObjects(opening, [object('gone')], PREVIEW), true);
    assert.deepEqual(shown, ['gone: preview behind']);
  });

  it('of what a caller named asks the store, and nobody else', async () => {
    const { opening, shown, store, notices } = openSetup();
    store.putObject('box', { key: 'a.iso', size: 30 * MB });
    await openNamed(opening, [object('a.iso')], KEPT);
    await assert.rejects(openNamed(opening, [object('gone')], KEPT), { code: 'noSuchObject' });
    await assert.rejects(openNamed(opening, [object('./a')], KEPT), { code: 'badKey' });
    assert.deepEqual([shown, notices.shown], [['a.iso: kept'], []]);
  });

  it('opens a version, but none that is not there or is a deletion', async () => {
    const { opening, shown, store } = openSetup();
    store.putVersions('box', 'a', version('d', 2, { isDeleted: true }), version('v1', 1));
    await openVersion(opening, { ...object('a'), versionId: 'v1' }, KEPT);
    for (const versionId of ['d', 'other'])
      await assert.rejects(openVersion(opening, { ...object('a'), versionId }, KEPT), {
        code: 'noSuchObject',
      });
    assert.deepEqual(shown, ['a v1: kept']);
  });
});
