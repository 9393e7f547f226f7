// The flows of uploads and downloads over the in-memory store and the disk: the one question, what is compared, what
// goes wrong, and what is told of it.
import assert from 'node:assert/strict';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import { SpacesError } from '../../src/core/errors.ts';
import type { LocalFiles } from '../../src/core/transfers/localFiles.ts';
import { transferFiles } from '../../src/platform/transferFiles.ts';
import { pick, pickMany } from '../support/fakes/prompts.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type RigOptions, type TransferRig, transferRig } from '../support/transferRig.ts';

describe('the flows of transfers', () => {
  let store: MemoryStore;
  let rig: TransferRig;
  let folder: string;
  const at = (prefix = '') => ({ connection: rig.connection, space: 'box', prefix });
  const object = (key: string) => ({ connection: rig.connection, space: 'box', key });
  const path = (...names: readonly string[]) => join(folder, ...names);
  const write = (name: string, text: string) => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
    return path(name);
  };
  const read = (...names: readonly string[]) => readFileSync(path(...names), 'utf8');
  const stored = (key: string) => store.get('box', key)?.body().toString();
  const begin = (options: Partial<RigOptions> = {}) => {
    rig = transferRig(store, store.credentials, { folder, haste: 1000, ...options });
  };
  const states = () => rig.queue.list().map(({ state }) => state);

  beforeEach(async () => {
    store = await startStore({ smallestPart: 1, spaces: ['box'] });
    folder = scratchFolder('flows');
    begin();
  });
  afterEach(async () => {
    await rig.queue.close();
    await store.stop();
  });

  describe('what is there already', () => {
    beforeEach(() => {
      store.put('box', 'dir/a.txt', 'old');
      store.put('box', 'dir/same.txt', 'same');
      for (const [name, text] of Object.entries({ a: 'new', same: 'same', b: 'fresh' }))
        write(`dir/${name}.txt`, text);
    });
    const send = (more: object = {}) => upload(rig.flows, { paths: [path('dir')], to: at(), ...more });
    const texts = () => ['a', 'same', 'b', 'a (2)', 'same (2)'].map((name) => stored(`dir/${name}.txt`));

    it('is asked about once, for all, before anything is sent', async () => {
      rig.notices.answer('Replace');
      assert.deepEqual(await send(), { done: 3, skipped: 0, failed: 0 });
      assert.deepEqual(rig.notices.messages, ['2 of 3 files are there already.']);
      assert.deepEqual(rig.notices.last.titles, ['Replace', 'Skip', 'Keep Both', 'Compare…']);
      assert.deepEqual(texts(), ['new', 'same', 'fresh', undefined, undefined]);
      assert.deepEqual(rig.touched.sort(), ['dir/a.txt', 'dir/b.txt', 'dir/same.txt']);
    });

    it('stays where it is skipped', async () => {
      rig.notices.answer('Skip');
      assert.deepEqual(await send(), { done: 1, skipped: 2, failed: 0 });
      assert.deepEqual(texts(), ['old', 'same', 'fresh', undefined, undefined]);
    });

    it('stays beside the new where both are kept, under the next free name', async () => {
      store.put('box', 'dir/a (2).txt', 'taken');
      assert.deepEqual(await send({ onConflict: 'keepBoth' }), { done: 3, skipped: 0, failed: 0 });
      assert.deepEqual(texts(), ['old', 'same', 'fresh', 'taken', 'same']);
      assert.equal(stored('dir/a (3).txt'), 'new');
    });

    it('a dismissed question begins nothing', async () => {
      await assert.rejects(send(), { name: 'Cancelled' });
      assert.deepEqual([states(), texts()], [[], ['old', 'same', undefined, undefined, undefined]]);
    });

    it('compared, those that are the same are left alone, and the others picked', async () => {
      rig.notices.answer('Compare…');
      rig.prompts.answer(pickMany('dir/a.txt'));
      store.clearRequests();
      assert.deepEqual(await send(), { done: 2, skipped: 1, failed: 0 });
      assert.deepEqual(texts(), ['new', 'same', 'fresh', undefined, undefined]);
    });

    it('compared, all being the same, nothing is asked on', async () => {
      write('dir/a.txt', 'old');
      rig.notices.answer('Compare…');
      assert.deepEqual(await send(), { done: 1, skipped: 2, failed: 0 });
      assert.match(rig.notices.last.message, /All are the same/);
    });

    it('one text is compared side by side, and asked about again beside it', async () => {
      rig.notices.answer('Compare…');
      rig.prompts.answer(pick('Keep Both'));
      await upload(rig.flows, { paths: [path('dir/a.txt')], to: at('dir/') });
      assert.deepEqual(rig.diffs, [{ key: 'dir/a.txt', text: 'old', localPath: path('dir/a.txt') }]);
      assert.deepEqual([stored('dir/a.txt'), stored('dir/a (2).txt')], ['old', 'new']);
    });

    it('what comes there meanwhile is not overwritten', async () => {
      begin({
        wrap: (bytes) => ({
          ...bytes,
          write: (target, ...more) => {
            store.put('box', target.key, 'another');
            return bytes.write(target, ...more);
          },
        }),
      });
      const result = await upload(rig.flows, { paths: [path('dir/b.txt')], to: at() });
      assert.deepEqual([result, stored('b.txt')], [{ done: 0, skipped: 0, failed: 1 }, 'another']);
      assert.equal(rig.queue.list()[0]?.error?.code, 'exists');
    });
  });

  it('files on the disk are asked about in the same way', async () => {
    for (const name of ['a', 'b']) store.put('box', `dir/${name}.txt`, `new ${name}`);
    write('down/dir/a.txt', 'mine');
    const fetch = (onConflict?: 'replace' | 'keepBoth' | 'skip') =>
      download(rig.flows, { sources: [at('dir/')], folder: path('down'), confirmed: true, onConflict });
    await assert.rejects(fetch(), { name: 'Cancelled' });
    assert.deepEqual(await fetch('skip'), { done: 1, skipped: 1, failed: 0 });
    assert.deepEqual(await fetch('keepBoth'), { done: 2, skipped: 0, failed: 0 });
    assert.deepEqual([read('down/dir/a.txt'), read('down/dir/a (2).txt')], ['mine', 'new a']);
    assert.deepEqual(await fetch('replace'), { done: 2, skipped: 0, failed: 0 });
    assert.deepEqual([read('down/dir/a.txt'), readdirSync(path('down/dir')).length], ['new a', 4]);
  });

  it('a file that comes there meanwhile stays', async () => {
    store.put('box', 'a.txt', 'theirs');
    begin({
      wrap: (bytes) => ({
        ...bytes,
        read: (...args) => {
          write('down/a.txt', 'mine');
          return bytes.read(...args);
        },
      }),
    });
    const result = await download(rig.flows, { sources: [object('a.txt')], folder: path('down') });
    assert.deepEqual([result.failed, read('down/a.txt'), readdirSync(path('down'))], [1, 'mine', ['a.txt']]);
    assert.equal(rig.queue.list()[0]?.error?.code, 'exists');
  });

  it('all below a prefix is asked about with its number, in a folder of its name; folders without objects are made', async () => {
    store.put('box', 'dir/sub/a.txt', 'a');
    store.put('box', 'dir/empty/', '');
    await assert.rejects(download(rig.flows, { sources: [at('dir/')], folder: path('down') }), {
      name: 'Cancelled',
    });
    assert.equal(rig.notices.last.message, 'Download all below dir/? Objects: 1 (1 byte).');
    rig.notices.answer('Download');
    await download(rig.flows, { sources: [at('dir/')], folder: path('down') });
    assert.deepEqual(readdirSync(path('down/dir')).sort(), ['empty', 'sub']);
    await download(rig.flows, { sources: [at()], folder: path('down'), confirmed: true });
    assert.equal(read('down/box/dir/sub/a.txt'), 'a');
  });

  it('fault 12: what is told is what happened: some done, some not, and the others do not stop', async () => {
    for (const name of ['a', 'b', 'c']) write(`dir/${name}.txt`, name);
    store.faults.next({
      ...{ kind: 'status', status: 403, code: 'AccessDenied', times: 9 },
      match: ({ method, key }) => method === 'PUT' && key === 'dir/b.txt',
    });
    assert.deepEqual(await upload(rig.flows, { paths: [path('dir')], to: at() }), {
      done: 2,
      skipped: 0,
      failed: 1,
    });
    assert.deepEqual(
      rig.queue.list().map(({ object: { key }, state }) => [key, state]),
      [
        ['dir/a.txt', 'done'],
        ['dir/b.txt', 'failed'],
        ['dir/c.txt', 'done'],
      ],
    );
    assert.match(rig.queue.list()[1]?.error?.message ?? '', /may not change objects/);
    store.faults.clear();
    rig.queue.retry();
    await rig.queue.idle();
    assert.deepEqual([states(), stored('dir/b.txt')], [['done', 'done', 'done'], 'b']);
  });

  it('a caller who names everything gets the error where nothing could be done', async () => {
    const one = { paths: [write('a.txt', 'a')], to: at(), isQuiet: true };
    store.faults.next({
      kind: 'status',
      status: 403,
      code: 'AccessDenied',
      times: 99,
      match: ({ method }) => method === 'PUT',
    });
    await assert.rejects(upload(rig.flows, one), { code: 'accessDenied' });
    const two = { ...one, paths: [path('a.txt'), write('b.txt', 'b')] };
    await assert.rejects(upload(rig.flows, two), { code: 'someFailed', message: /^2 of 2 files failed/ });
    assert.deepEqual(rig.notices.messages, []);
  });

  it('a key takes one file; a read-only connection none; what is not there is told', async () => {
    const [a, b] = [write('a.txt', 'a'), write('b.txt', 'b')];
    await upload(rig.flows, { paths: [a], to: object('x/y.txt') });
    assert.equal(stored('x/y.txt'), 'a');
    await assert.rejects(upload(rig.flows, { paths: [a, b], to: object('z') }), { code: 'badArguments' });
    await assert.rejects(upload(rig.flows, { paths: [path('none')], to: at() }), { code: 'localFile' });
    await assert.rejects(download(rig.flows, { sources: [at('none/')], folder }), { code: 'noSuchObject' });
    begin({ connection: { readOnly: true } });
    await assert.rejects(upload(rig.flows, { paths: [a], to: at() }), { code: 'readOnly' });
  });

  it('two files of one name from two folders become two objects', async () => {
    const paths = [write('one/a.txt', '1'), write('two/a.txt', '2')];
    await upload(rig.flows, { paths, to: at() });
    assert.deepEqual([stored('a.txt'), stored('a (2).txt')], ['1', '2']);
  });

  it('fault 10: a key with "../" is contained: no file outside the chosen folder, and the others come down', async () => {
    for (const key of ['../../evil.txt', 'dir/../../evil.txt', 'dir/..', 'ok.txt'])
      store.put('box', key, 'x');
    const result = await download(rig.flows, { sources: [at()], folder: path('down'), confirmed: true });
    assert.deepEqual(result, { done: 1, skipped: 0, failed: 3 });
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.txt'),
    );
    assert.deepEqual(found, [join('down', 'box', 'ok.txt')]);
    for (const { localPath, error } of rig.queue.list().filter(({ state }) => state === 'failed')) {
      assert.ok(localPath.startsWith(path('down', 'box')), localPath);
      assert.equal(error?.code, 'badKey');
    }
  });

  it('links are followed, but not in circles; what can not be read is named', async () => {
    write('dir/a.txt', 'a');
    symlinkSync(path('dir'), path('dir/circle'));
    symlinkSync(path('dir/a.txt'), path('dir/link.txt'));
    symlinkSync(path('nowhere'), path('dir/broken'));
    const result = await upload(rig.flows, { paths: [path('dir')], to: at() });
    assert.deepEqual(result, { done: 2, skipped: 0, failed: 1 });
    assert.match(rig.queue.list().find(({ state }) => state === 'failed')?.error?.message ?? '', /broken/);
    assert.equal(stored('dir/link.txt'), 'a');
  });

  describe('what goes wrong on this machine', () => {
    const withFiles = (changes: Partial<LocalFiles>) => {
      const files = { ...transferFiles, ...changes };
      begin({ files });
      return files;
    };

    it('a source that is gone, or written to meanwhile, is not sent as if it were whole', async () => {
      const [gone, changing] = [write('gone.txt', 'x'), write('changing.txt', 'short')];
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
      const result = await upload(rig.flows, { paths: [gone, changing], to: at() });
      assert.deepEqual(result, { done: 0, skipped: 0, failed: 2 });
      assert.deepEqual(
        rig.queue.list().map(({ error }) => error?.code),
        ['localFile', 'changed'],
      );
      assert.deepEqual([stored('gone.txt'), stored('changing.txt')], [undefined, undefined]);
      rig.queue.retry();
      await rig.queue.idle();
      assert.deepEqual([states(), stored('changing.txt')], [['failed', 'done'], 'longer than it was']);
    });

    it('a full disk: said before, where it is known; else nothing stays of what did not fit', async () => {
      for (const name of ['a', 'b']) store.put('box', `dir/${name}.bin`, Buffer.alloc(5000));
      const fetch = () =>
        download(rig.flows, { sources: [at('dir/')], folder: path('down'), confirmed: true });
      withFiles({ freeBytes: async () => 9_999 });
      await assert.rejects(fetch(), {
        code: 'diskFull',
        message: /10 kB are needed, 10 kB are free|are needed/,
      });
      const failing = new SpacesError('diskFull', 'The disk is full.');
      begin({
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
      assert.deepEqual(readdirSync(path('down/dir')), []);
      rig.queue.cancel();
      await rig.queue.idle();
      assert.deepEqual(
        readdirSync(path('journal')).filter((name) => name.endsWith('.json')),
        [],
      );
    });

    it('what downloads left long ago is taken away, and nothing else', async () => {
      store.put('box', 'a.txt', 'a');
      const [old, young] = ['.b.txt.spaceport-aaaaaaaaaa', '.c.txt.spaceport-bbbbbbbbbb'].map((name) =>
        write(`down/${name}`, 'x'),
      );
      write('down/.d.spaceport-notours!', 'x');
      utimesSync(old ?? '', 1, 1);
      await download(rig.flows, { sources: [object('a.txt')], folder: path('down') });
      assert.deepEqual(readdirSync(path('down')).sort(), [
        '.c.txt.spaceport-bbbbbbbbbb',
        '.d.spaceport-notours!',
        'a.txt',
      ]);
      assert.ok(young);
    });
  });

  it('a downloaded version is that version', async () => {
    store.keepVersions('box');
    store.put('box', 'a.txt', 'first');
    store.put('box', 'a.txt', 'second');
    const versions = await rig.flows.reads.listVersions(
      rig.connection,
      'box',
      'a.txt',
      new AbortController().signal,
    );
    const { versionId } = versions[1] ?? {};
    await download(rig.flows, { sources: [{ ...object('a.txt'), versionId }], folder: path('down') });
    assert.equal(read('down/a.txt'), 'first');
  });

  it('SlowDown is waited out', async () => {
    store.faults.next({
      kind: 'status',
      status: 503,
      code: 'SlowDown',
      times: 7,
      match: ({ method }) => method === 'PUT',
    });
    assert.deepEqual(await upload(rig.flows, { paths: [write('a.txt', 'a')], to: at() }), {
      done: 1,
      skipped: 0,
      failed: 0,
    });
  });
});
