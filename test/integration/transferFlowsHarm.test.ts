// What one transfer could do to another, to a file or to the store: over the in-memory store and the disk.
import assert from 'node:assert/strict';
import { existsSync, linkSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import { SpacesError } from '../../src/core/errors.ts';
import type { LocalFiles } from '../../src/core/transfers/localFiles.ts';
import { transferFiles } from '../../src/platform/transferFiles.ts';
import { TransferBox } from '../support/transferBox.ts';

describe('transfers harm nothing', () => {
  const box = new TransferBox().useForEach();

  it('an old object on its way down is not taken for what was left long ago', async () => {
    box.store.put('box', 'old.txt', 'old', { headers: { 'x-amz-meta-mtime': '1000000000' } });
    box.store.put('box', 'other.txt', 'other');
    // The check at the end may take minutes, and the file has its object's time by then.
    let isMeanwhile = false;
    const publish: LocalFiles['publish'] = async (temporary, path, how) => {
      if (!isMeanwhile) {
        isMeanwhile = true;
        await download(box.rig.flows, { sources: [box.object('other.txt')], folder: box.path('down') });
      }
      return transferFiles.publish(temporary, path, how);
    };
    box.begin({ files: { ...transferFiles, publish } });
    const got = await download(box.rig.flows, { sources: [box.object('old.txt')], folder: box.path('down') });
    assert.deepEqual(
      [got, readdirSync(box.path('down')).sort()],
      [{ done: 1, skipped: 0, failed: 0 }, ['old.txt', 'other.txt']],
    );
  });

  it('a file that could not be looked at goes to its own key when it is tried again', async () => {
    box.write('dir/a.txt', 'a');
    mkdirSync(box.path('dir/sub'));
    symlinkSync('nowhere', box.path('dir/sub/b.txt'));
    const sent = await upload(box.rig.flows, { paths: [box.path('dir')], to: box.at('in/') });
    assert.deepEqual(sent, { done: 1, skipped: 0, failed: 1 });
    rmSync(box.path('dir/sub/b.txt'));
    box.write('dir/sub/b.txt', 'b');
    box.rig.queue.retry();
    await box.rig.queue.idle();
    assert.deepEqual([box.stored('in/dir/sub/b.txt'), box.stored('in/dir')], ['b', undefined]);
  });

  it('a key that nothing can have is none when it is tried again, either', async () => {
    const paths = [box.write('a.txt', 'a'), box.write('b'.repeat(20), 'b')];
    await upload(box.rig.flows, { paths, to: box.at(`${'k'.repeat(1010)}/`) });
    assert.deepEqual(box.states().toSorted(), ['done', 'failed']);
    box.rig.queue.retry();
    await box.rig.queue.idle();
    assert.deepEqual(box.states().toSorted(), ['done', 'failed']);
    assert.match(box.rig.queue.list().find(({ error }) => error)?.error?.message ?? '', /1024 are the most/);
  });

  it('who may write and not list what was begun begins anew', async () => {
    box.begin({ limits: { partSize: 10 } });
    const isPart = (name: string) => (pair: readonly [string, string]) => pair[0] === name;
    const refuse = (method: string, name: string) =>
      box.store.faults.next({
        ...{ kind: 'status', status: 403, code: 'AccessDenied', times: Number.POSITIVE_INFINITY },
        match: (request) => request.method === method && request.query.some(isPart(name)),
      });
    refuse('PUT', 'partNumber');
    await upload(box.rig.flows, { paths: [box.write('a.txt', 'a'.repeat(45))], to: box.at() });
    assert.deepEqual([box.states(), box.store.uploads('box').length], [['failed'], 1]);
    box.store.faults.clear();
    refuse('GET', 'uploadId');
    box.rig.queue.retry();
    await box.rig.queue.idle();
    assert.deepEqual([box.states(), box.stored('a.txt')], [['done'], 'a'.repeat(45)]);
    assert.deepEqual(box.store.uploads('box'), []);
  });

  it('who may not take back what was begun is told why it ended, and begins anew', async () => {
    box.store.faults.next({
      ...{ kind: 'status', status: 403, code: 'AccessDenied', times: Number.POSITIVE_INFINITY },
      match: ({ method }) => method === 'DELETE',
    });
    const path = box.write('a.txt', 'a'.repeat(45));
    box.begin({
      limits: { partSize: 10 },
      wrap: (bytes) => ({
        ...bytes,
        writePart: async (...given) => {
          if (box.read('a.txt').length === 45) box.write('a.txt', 'b'.repeat(46));
          return bytes.writePart(...given);
        },
      }),
    });
    await upload(box.rig.flows, { paths: [path], to: box.at() });
    assert.deepEqual(box.rig.queue.list()[0]?.error?.code, 'changed');
    box.rig.queue.retry();
    await box.rig.queue.idle();
    assert.deepEqual([box.states(), box.stored('a.txt')], [['done'], 'b'.repeat(46)]);
  });

  it('what is below a folder that comes down comes with it, and not once more', async () => {
    for (const key of ['a/x', 'a/b/y', 'ab']) box.store.put('box', key, key);
    const version = { ...box.object('a/x'), versionId: 'null' };
    const sources = [
      box.object('a/x'),
      box.at('a/b/'),
      box.at('a/'),
      box.at('a/'),
      box.object('ab'),
      version,
    ];
    box.rig.notices.answer('Download');
    const got = await download(box.rig.flows, { sources, folder: box.path('down') });
    assert.equal(got.done, 4);
    assert.match(box.rig.notices.messages.join(), /all below a\/\? Objects: 4 /);
    assert.deepEqual(readdirSync(box.path('down'), { recursive: true }).toSorted(), [
      ...['a', 'a/b', 'a/b/y', 'a/x', 'ab', 'x'],
    ]);
  });

  it('a file that can not be made leaves no connection open', async () => {
    box.store.put('box', 'a.txt', 'x'.repeat(500_000));
    const signals: AbortSignal[] = [];
    const request = {
      fetch: (url: string, init: RequestInit) => {
        if (init.method === 'GET' && init.signal) signals.push(init.signal);
        return fetch(url, init);
      },
    };
    const create: LocalFiles['create'] = async () => {
      throw new SpacesError('localFile', 'The system does not allow it: a.txt');
    };
    box.begin({ files: { ...transferFiles, create }, request });
    const got = await download(box.rig.flows, { sources: [box.object('a.txt')], folder: box.path('down') });
    assert.equal(got.failed, 1);
    assert.deepEqual(
      signals.filter(({ aborted }) => !aborted),
      [],
    );
  });

  it('a file that came down and has another name still stays as it is', async () => {
    box.store.put('box', 'a.txt', 'new');
    const published = box.write('kept.txt', 'mine');
    const create: LocalFiles['create'] = async (path) => {
      mkdirSync(dirname(path), { recursive: true });
      if (!existsSync(path)) linkSync(published, path);
      return transferFiles.create(path);
    };
    box.begin({ files: { ...transferFiles, create } });
    await download(box.rig.flows, { sources: [box.object('a.txt')], folder: box.path('down') });
    assert.deepEqual([box.read('down/a.txt'), box.read('kept.txt')], ['new', 'mine']);
  });

  it('a disk that keeps no times of ours keeps the file', async () => {
    box.store.put('box', 'a.txt', 'a');
    const create: LocalFiles['create'] = async (path) => ({
      ...(await transferFiles.create(path)),
      setTime: async () => {
        throw new SpacesError('localFile', 'The system does not allow it: a.txt');
      },
    });
    box.begin({ files: { ...transferFiles, create } });
    const got = await download(box.rig.flows, { sources: [box.object('a.txt')], folder: box.path('down') });
    assert.deepEqual([got.done, box.read('down/a.txt')], [1, 'a']);
  });
});
