// The flows of uploads and downloads over the in-memory store and the disk: the one question, what is compared, what
// goes wrong, and what is told of it.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import { pick, pickMany } from '../support/fakes/prompts.ts';
import { TransferBox } from '../support/transferBox.ts';

describe('the flows of transfers', () => {
  const box = new TransferBox().useForEach();

  describe('what is there already', () => {
    beforeEach(() => {
      box.store.put('box', 'dir/a.txt', 'old');
      box.store.put('box', 'dir/same.txt', 'same');
      for (const [name, text] of Object.entries({ a: 'new', same: 'same', b: 'fresh' }))
        box.write(`dir/${name}.txt`, text);
    });
    const send = (more: object = {}) =>
      upload(box.rig.flows, { paths: [box.path('dir')], to: box.at(), ...more });
    const texts = () => ['a', 'same', 'b', 'a (2)', 'same (2)'].map((name) => box.stored(`dir/${name}.txt`));

    it('is asked about once, for all, before anything is sent', async () => {
      box.rig.notices.answer('Replace');
      assert.deepEqual(await send(), { done: 3, skipped: 0, failed: 0 });
      assert.deepEqual(box.rig.notices.messages, ['2 of 3 files are there already.']);
      assert.deepEqual(box.rig.notices.last.titles, ['Replace', 'Skip', 'Keep Both', 'Compare…']);
      assert.match(
        box.rig.notices.last.detail,
        /^dir\/a\.txt, dir\/same\.txt\n(?:(?:Newer|Older) than .*\n)*Of the same size: 2$/,
      );
      assert.deepEqual(texts(), ['new', 'same', 'fresh', undefined, undefined]);
      assert.deepEqual(box.rig.touched.sort(), ['dir/a.txt', 'dir/b.txt', 'dir/same.txt']);
    });

    it('stays where it is skipped', async () => {
      box.rig.notices.answer('Skip');
      assert.deepEqual(await send(), { done: 1, skipped: 2, failed: 0 });
      assert.deepEqual(texts(), ['old', 'same', 'fresh', undefined, undefined]);
    });

    it('stays beside the new where both are kept, under the next free name', async () => {
      box.store.put('box', 'dir/a (2).txt', 'taken');
      assert.deepEqual(await send({ onConflict: 'keepBoth' }), { done: 3, skipped: 0, failed: 0 });
      assert.deepEqual(texts(), ['old', 'same', 'fresh', 'taken', 'same']);
      assert.equal(box.stored('dir/a (3).txt'), 'new');
    });

    it('a dismissed question begins nothing', async () => {
      await assert.rejects(send(), { name: 'Cancelled' });
      assert.deepEqual([box.states(), texts()], [[], ['old', 'same', undefined, undefined, undefined]]);
    });

    it('compared, those that are the same are left alone, and the others picked', async () => {
      box.rig.notices.answer('Compare…');
      box.rig.prompts.answer(pickMany('dir/a.txt'));
      box.store.clearRequests();
      assert.deepEqual(await send(), { done: 2, skipped: 1, failed: 0 });
      assert.deepEqual(texts(), ['new', 'same', 'fresh', undefined, undefined]);
    });

    it('compared, all being the same, nothing is asked on', async () => {
      box.write('dir/a.txt', 'old');
      box.rig.notices.answer('Compare…');
      assert.deepEqual(await send(), { done: 1, skipped: 2, failed: 0 });
      assert.match(box.rig.notices.last.message, /All are the same/);
    });

    it('one text is compared side by side, and asked about again beside it', async () => {
      box.rig.notices.answer('Compare…');
      box.rig.prompts.answer(pick('Keep Both'));
      await upload(box.rig.flows, { paths: [box.path('dir/a.txt')], to: box.at('dir/') });
      assert.deepEqual(box.rig.diffs, [{ key: 'dir/a.txt', text: 'old', localPath: box.path('dir/a.txt') }]);
      assert.deepEqual([box.stored('dir/a.txt'), box.stored('dir/a (2).txt')], ['old', 'new']);
    });

    it('what comes there meanwhile is not overwritten', async () => {
      box.begin({
        wrap: (bytes) => ({
          ...bytes,
          write: (target, ...more) => {
            box.store.put('box', target.key, 'another');
            return bytes.write(target, ...more);
          },
        }),
      });
      const result = await upload(box.rig.flows, { paths: [box.path('dir/b.txt')], to: box.at() });
      assert.deepEqual([result, box.stored('b.txt')], [{ done: 0, skipped: 0, failed: 1 }, 'another']);
      assert.equal(box.rig.queue.list()[0]?.error?.code, 'exists');
    });
  });

  it('files on the disk are asked about in the same way', async () => {
    for (const name of ['a', 'b']) box.store.put('box', `dir/${name}.txt`, `new ${name}`);
    box.write('down/dir/a.txt', 'mine');
    const fetch = (onConflict?: 'replace' | 'keepBoth' | 'skip') =>
      download(box.rig.flows, {
        sources: [box.at('dir/')],
        folder: box.path('down'),
        confirmed: true,
        onConflict,
      });
    await assert.rejects(fetch(), { name: 'Cancelled' });
    assert.match(
      box.rig.notices.last.detail,
      /^There already: 4 bytes \(.+\)\nTo replace it: 5 bytes \(.+\)$/,
    );
    assert.deepEqual(await fetch('skip'), { done: 1, skipped: 1, failed: 0 });
    assert.deepEqual(await fetch('keepBoth'), { done: 2, skipped: 0, failed: 0 });
    assert.deepEqual([box.read('down/dir/a.txt'), box.read('down/dir/a (2).txt')], ['mine', 'new a']);
    assert.deepEqual(await fetch('replace'), { done: 2, skipped: 0, failed: 0 });
    assert.deepEqual([box.read('down/dir/a.txt'), readdirSync(box.path('down/dir')).length], ['new a', 4]);
  });

  it('what is named twice, or in a folder that is named too, comes once', async () => {
    box.store.put('box', 'dir/a.txt', 'a');
    const sources = [box.object('dir/a.txt'), box.at('dir/'), box.object('b.txt'), box.object('b.txt')];
    box.store.put('box', 'b.txt', 'b');
    const result = await download(box.rig.flows, { sources, folder: box.path('down'), confirmed: true });
    assert.deepEqual([result.done, result.failed, readdirSync(box.path('down'))], [2, 0, ['b.txt', 'dir']]);
  });

  it('a file that comes there meanwhile stays', async () => {
    box.store.put('box', 'a.txt', 'theirs');
    box.begin({
      wrap: (bytes) => ({
        ...bytes,
        read: (...args) => {
          box.write('down/a.txt', 'mine');
          return bytes.read(...args);
        },
      }),
    });
    const result = await download(box.rig.flows, {
      sources: [box.object('a.txt')],
      folder: box.path('down'),
    });
    assert.deepEqual(
      [result.failed, box.read('down/a.txt'), readdirSync(box.path('down'))],
      [1, 'mine', ['a.txt']],
    );
    assert.equal(box.rig.queue.list()[0]?.error?.code, 'exists');
  });

  it('all below a prefix is asked about with its number, in a folder of its name; folders without objects are made', async () => {
    box.store.put('box', 'dir/sub/a.txt', 'a');
    box.store.put('box', 'dir/empty/', '');
    await assert.rejects(download(box.rig.flows, { sources: [box.at('dir/')], folder: box.path('down') }), {
      name: 'Cancelled',
    });
    assert.equal(box.rig.notices.last.message, 'Download all below dir/? Objects: 1 (1 byte).');
    box.rig.notices.answer('Download');
    await download(box.rig.flows, { sources: [box.at('dir/')], folder: box.path('down') });
    assert.deepEqual(readdirSync(box.path('down/dir')).sort(), ['empty', 'sub']);
    await download(box.rig.flows, { sources: [box.at()], folder: box.path('down'), confirmed: true });
    assert.equal(box.read('down/box/dir/sub/a.txt'), 'a');
  });

  it('a key takes one file; a read-only connection none; what is not there is told', async () => {
    const [a, b] = [box.write('a.txt', 'a'), box.write('b.txt', 'b')];
    await upload(box.rig.flows, { paths: [a], to: box.object('x/y.txt') });
    assert.equal(box.stored('x/y.txt'), 'a');
    await assert.rejects(upload(box.rig.flows, { paths: [a, b], to: box.object('z') }), {
      code: 'badArguments',
    });
    await assert.rejects(upload(box.rig.flows, { paths: [box.path('none')], to: box.at() }), {
      code: 'localFile',
    });
    await assert.rejects(download(box.rig.flows, { sources: [box.at('none/')], folder: box.folder }), {
      code: 'noSuchObject',
    });
    box.begin({ connection: { readOnly: true } });
    await assert.rejects(upload(box.rig.flows, { paths: [a], to: box.at() }), { code: 'readOnly' });
  });

  it('two files of one name from two folders become two objects', async () => {
    const paths = [box.write('one/a.txt', '1'), box.write('two/a.txt', '2')];
    await upload(box.rig.flows, { paths, to: box.at() });
    assert.deepEqual([box.stored('a.txt'), box.stored('a (2).txt')], ['1', '2']);
  });

  it('a downloaded version is that version', async () => {
    box.store.keepVersions('box');
    box.store.put('box', 'a.txt', 'first');
    box.store.put('box', 'a.txt', 'second');
    const versions = await box.rig.flows.reads.listVersions(
      box.rig.connection,
      'box',
      'a.txt',
      new AbortController().signal,
    );
    const { versionId } = versions[1] ?? {};
    await download(box.rig.flows, {
      sources: [{ ...box.object('a.txt'), versionId }],
      folder: box.path('down'),
    });
    assert.equal(box.read('down/a.txt'), 'first');
  });

  it('SlowDown is waited out', async () => {
    box.store.faults.next({
      kind: 'status',
      status: 503,
      code: 'SlowDown',
      times: 7,
      match: ({ method }) => method === 'PUT',
    });
    assert.deepEqual(await upload(box.rig.flows, { paths: [box.write('a.txt', 'a')], to: box.at() }), {
      done: 1,
      skipped: 0,
      failed: 0,
    });
  });
});
