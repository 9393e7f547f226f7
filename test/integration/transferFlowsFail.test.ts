// Uploads and downloads that go wrong, over the in-memory store and the disk: contained, clear, and told as it was.
import assert from 'node:assert/strict';
import { readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import { SpacesError } from '../../src/core/errors.ts';
import type { LocalFiles } from '../../src/core/transfers/localFiles.ts';
import { transferFiles } from '../../src/platform/transferFiles.ts';
import { TransferBox } from '../support/transferBox.ts';

describe('transfers that go wrong', () => {
  const box = new TransferBox().useForEach();

  it('fault 12: what is told is what happened: some done, some not, and the others do not stop', async () => {
    for (const name of ['a', 'b', 'c']) box.write(`dir/${name}.txt`, name);
    box.store.faults.next({
      ...{ kind: 'status', status: 403, code: 'AccessDenied', times: 9 },
      match: ({ method, key }) => method === 'PUT' && key === 'dir/b.txt',
    });
    assert.deepEqual(await upload(box.rig.flows, { paths: [box.path('dir')], to: box.at() }), {
      done: 2,
      skipped: 0,
      failed: 1,
    });
    assert.deepEqual(
      box.rig.queue.list().map(({ object: { key }, state }) => [key, state]),
      [
        ['dir/a.txt', 'done'],
        ['dir/b.txt', 'failed'],
        ['dir/c.txt', 'done'],
      ],
    );
    assert.match(box.rig.queue.list()[1]?.error?.message ?? '', /may not change objects/);
    box.store.faults.clear();
    box.rig.queue.retry();
    await box.rig.queue.idle();
    assert.deepEqual([box.states(), box.stored('dir/b.txt')], [['done', 'done', 'done'], 'b']);
  });

  it('a caller who names everything gets the error where nothing could be done', async () => {
    const one = { paths: [box.write('a.txt', 'a')], to: box.at(), isQuiet: true };
    box.store.faults.next({
      kind: 'status',
      status: 403,
      code: 'AccessDenied',
      times: 99,
      match: ({ method }) => method === 'PUT',
    });
    await assert.rejects(upload(box.rig.flows, one), { code: 'accessDenied' });
    const two = { ...one, paths: [box.path('a.txt'), box.write('b.txt', 'b')] };
    await assert.rejects(upload(box.rig.flows, two), { code: 'someFailed', message: /^2 of 2 files failed/ });
    assert.deepEqual(box.rig.notices.messages, []);
  });

  it('fault 10: a key with "../" is contained: no file outside the chosen folder, and the others come down', async () => {
    for (const key of ['../../evil.txt', 'dir/../../evil.txt', 'dir/..', 'ok.txt'])
      box.store.put('box', key, 'x');
    const result = await download(box.rig.flows, {
      sources: [box.at()],
      folder: box.path('down'),
      confirmed: true,
    });
    assert.deepEqual(result, { done: 1, skipped: 0, failed: 3 });
    const found = readdirSync(box.folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.txt'),
    );
    assert.deepEqual(found, [join('down', 'box', 'ok.txt')]);
    for (const { localPath, error } of box.rig.queue.list().filter(({ state }) => state === 'failed')) {
      assert.ok(localPath.startsWith(box.path('down', 'box')), localPath);
      assert.equal(error?.code, 'badKey');
    }
  });

  it('links are followed, but not in circles; what can not be read is named', async () => {
    box.write('dir/a.txt', 'a');
    symlinkSync(box.path('dir'), box.path('dir/circle'));
    symlinkSync(box.path('dir/a.txt'), box.path('dir/link.txt'));
    symlinkSync(box.path('nowhere'), box.path('dir/broken'));
    const result = await upload(box.rig.flows, { paths: [box.path('dir')], to: box.at() });
    assert.deepEqual(result, { done: 2, skipped: 0, failed: 1 });
    assert.match(
      box.rig.queue.list().find(({ state }) => state === 'failed')?.error?.message ?? '',
      /broken/,
    );
    assert.equal(box.stored('dir/link.txt'), 'a');
  });

  const withFiles = (changes: Partial<LocalFiles>) => {
    const files = { ...transferFiles, ...changes };
    box.begin({ files });
    return files;
  };

  it('a source that is gone, or written to meanwhile, is not sent as if it were whole', async () => {
    const [gone, changing] = [box.write('gone.txt', 'x'), box.write('changing.txt', 'short')];
    let opened = 0;
    withFiles({
      open: async (file) => {
        if (file === gone) rmSync(gone, { force: true });
        const source = await transferFiles.open(file);
        return {
          ...source,
          read: async (range) => {
            const bytes = await source.read(range);
            if (file === changing && opened++ === 0) writeFileSync(changing, 'longer than it was');
            return bytes;
          },
        };
      },
    });
    const result = await upload(box.rig.flows, { paths: [gone, changing], to: box.at() });
    assert.deepEqual(result, { done: 0, skipped: 0, failed: 2 });
    assert.deepEqual(
      box.rig.queue.list().map(({ error }) => error?.code),
      ['localFile', 'changed'],
    );
    assert.deepEqual([box.stored('gone.txt'), box.stored('changing.txt')], [undefined, undefined]);
    box.rig.queue.retry();
    await box.rig.queue.idle();
    assert.deepEqual([box.states(), box.stored('changing.txt')], [['failed', 'done'], 'longer than it was']);
  });

  it('a full disk: said before, where it is known; else nothing stays of what did not fit', async () => {
    for (const name of ['a', 'b']) box.store.put('box', `dir/${name}.bin`, Buffer.alloc(5000));
    const fetch = () =>
      download(box.rig.flows, { sources: [box.at('dir/')], folder: box.path('down'), confirmed: true });
    withFiles({ freeBytes: async () => 9_999 });
    await assert.rejects(fetch(), {
      code: 'diskFull',
      message: /10 kB are needed, 10 kB are free|are needed/,
    });
    const failing = new SpacesError('diskFull', 'The disk is full.');
    box.begin({
      limits: { partSize: 1000 },
      files: {
        ...transferFiles,
        create: async (file) => ({
          ...(await transferFiles.create(file)),
          write: () => Promise.reject(failing),
        }),
      },
    });
    assert.deepEqual(await fetch(), { done: 0, skipped: 0, failed: 2 });
    assert.deepEqual(readdirSync(box.path('down/dir')), []);
    box.rig.queue.cancel();
    await box.rig.queue.idle();
    assert.deepEqual(
      readdirSync(box.path('journal')).filter((name) => name.endsWith('.json')),
      [],
    );
  });

  it('what downloads left long ago is taken away, and nothing else', async () => {
    box.store.put('box', 'a.txt', 'a');
    const [old, young] = ['.b.txt.spaceport-aaaaaaaaaa', '.c.txt.spaceport-bbbbbbbbbb'].map((name) =>
      box.write(`down/${name}`, 'x'),
    );
    box.write('down/.d.spaceport-notours!', 'x');
    const temporaries: LocalFiles['temporaries'] = async (folder) =>
      (await transferFiles.temporaries(folder)).map((each) =>
        each.path === old ? { ...each, touchedMs: 1 } : each,
      );
    box.begin({ files: { ...transferFiles, temporaries } });
    await download(box.rig.flows, { sources: [box.object('a.txt')], folder: box.path('down') });
    assert.deepEqual(readdirSync(box.path('down')).sort(), [
      '.c.txt.spaceport-bbbbbbbbbb',
      '.d.spaceport-notours!',
      'a.txt',
    ]);
    assert.ok(young);
  });
});
