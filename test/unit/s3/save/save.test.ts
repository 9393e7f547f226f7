import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ObjectSaves } from '../../../../src/core/files/ports.ts';
import { createObjectSaves, type SavesDeps } from '../../../../src/s3/save.ts';
import type { Passing } from '../../../support/faultPlan.ts';
import { realStore } from '../../../support/realStore.ts';
import type { StoreOptions } from '../../../support/store/memoryStore.ts';
import { type Rig, startRig, text } from '../bytes/rig.ts';

const { signal } = new AbortController();
const ALL = { maxBytes: 100_000_000 };

describe('saving', () => {
  let rig: Rig;
  let saves: ObjectSaves;

  const start = async (options: StoreOptions = {}, more: Partial<SavesDeps> = {}) => {
    rig = await startRig(options);
    const { reads } = realStore(rig.store.credentials);
    saves = createObjectSaves({ ...reads, sleep: async () => {}, wishes: () => ({}), ...more });
  };
  afterEach(() => rig.stop());

  const put = (words: string, headers: Record<string, string> = {}) =>
    rig.store.put('photos', 'a', words, { headers });
  const stored = () => rig.store.get('photos', 'a')?.body().toString();
  const etag = () => rig.store.get('photos', 'a')?.etag ?? '';
  const save = (words: string, base = etag()) => saves.save(rig.at('a'), text(words), { etag: base }, signal);
  const asked = () => rig.store.requests().map(({ method, status }) => `${method} ${status}`);
  const isPut = ({ method, url }: Passing) => method === 'PUT' && !url.includes('?');

  for (const [ifMatch, tries] of [
    ['bare', ['PUT 412', 'HEAD 200', 'PUT 200']],
    ['quoted', ['PUT 200']],
    ['ignored', ['PUT 200']],
    ['never', ['PUT 412', 'HEAD 200', 'PUT 412', 'HEAD 200', 'PUT 200']],
    ['notImplemented', ['PUT 501', 'HEAD 200', 'PUT 501', 'HEAD 200', 'PUT 200']],
  ] as const) {
    describe(`where If-Match is ${ifMatch}`, () => {
      beforeEach(async () => {
        await start({ ifMatch });
        put('one');
      });

      it('finds out what the server takes, and looks at what is there before each try', async () => {
        const written = await save('two');
        assert.deepEqual([written.etag, written.size, stored()], [etag(), 3, 'two']);
        assert.deepEqual(
          asked().filter((each) => /PUT|HEAD/.test(each)),
          ['HEAD 200', ...tries],
        );
        rig.store.clearRequests();
        await save('three');
        const again = ['never', 'notImplemented'].includes(ifMatch) ? tries : ['PUT 200'];
        assert.deepEqual(
          asked().filter((each) => /PUT|HEAD/.test(each)),
          ['HEAD 200', ...again],
        );
        assert.equal(stored(), 'three');
      });

      it('refuses what is another by now, or gone, and changes nothing', async () => {
        const base = etag();
        for (let times = 0; times < 2; times++) {
          put('other');
          await assert.rejects(save('mine', base), { code: 'changed' });
          assert.equal(stored(), 'other');
          await save('other 2');
        }
        rig.store.delete('photos', 'a');
        await assert.rejects(save('mine', base), { code: 'changed' });
        assert.equal(stored(), undefined);
      });

      it('takes an equal content that is there already for written', async () => {
        const base = etag();
        put('mine');
        assert.deepEqual(await save('mine', base), { etag: etag(), size: 4 });
        assert.ok(!asked().some((each) => each.startsWith('PUT')));
      });

      it('one whose answer was lost is not made twice, and not over what came after it', async () => {
        rig.proxy.setPlan((request) =>
          isPut(request) && request.occurrence <= tries.length ? { kind: 'cutAnswer', at: 0 } : undefined,
        );
        assert.equal((await save('two')).etag, etag());
        assert.equal(stored(), 'two');
        const isMade = () => stored() === 'three';
        rig.proxy.setPlan((request) => {
          if (request.method === 'HEAD' && isMade()) put('other');
          return isPut(request) ? { kind: 'cutAnswer', at: 0 } : undefined;
        });
        // Of refusals that nobody hears nothing is learnt, and nothing is done.
        const isDone = !['never', 'notImplemented'].includes(ifMatch);
        await assert.rejects(save('three'), { code: isDone ? 'changed' : 'network' });
        assert.equal(stored(), isDone ? 'other' : 'two');
      });

      it('somebody who writes between the look and the write is replaced only where the server looks at nothing', async () => {
        rig.proxy.setPlan((request) => {
          if (isPut(request) && stored() === 'one') put('other');
          return undefined;
        });
        if (ifMatch === 'ignored') await save('mine');
        else await assert.rejects(save('mine'), { code: 'changed' });
        assert.equal(stored(), ifMatch === 'ignored' ? 'mine' : 'other');
      });
    });
  }

  it('a server that fails each time, having done it: it is found', async () => {
    await start({ ifMatch: 'quoted' });
    put('one');
    rig.proxy.setPlan((request) =>
      isPut(request) ? { kind: 'statusAfter', status: 500, code: 'InternalError' } : undefined,
    );
    assert.equal((await save('two')).etag, etag());
    assert.equal(stored(), 'two');
  });

  it('a server that fails each time without doing it: that is said, and what was there stays', async () => {
    await start();
    put('one');
    rig.proxy.setPlan((request) =>
      isPut(request) ? { kind: 'status', status: 500, code: 'InternalError' } : undefined,
    );
    await assert.rejects(save('two'), { code: 'server' });
    assert.equal(stored(), 'one');
  });

  describe('a new one', () => {
    const create = (words: string, key = 'a') => saves.save(rig.at(key), text(words), 'new', signal);

    it('has the type of its name, and what the person set for uploads', async () => {
      await start({}, { wishes: () => ({ cacheControl: 'no-cache', acl: 'public-read' }) });
      await create('é', 'dir/a.md');
      const { headers, acl } = rig.store.get('photos', 'dir/a.md') ?? {};
      assert.deepEqual(
        [headers, acl],
        [{ 'content-type': 'text/markdown; charset=utf-8', 'cache-control': 'no-cache' }, 'public-read'],
      );
    });

    it("takes nobody's place", async () => {
      await start();
      put('other');
      await assert.rejects(create('mine'), { code: 'exists' });
      assert.equal((await create('other')).size, 5);
      rig.store.delete('photos', 'a');
      rig.proxy.setPlan((request) => {
        if (isPut(request)) put('other');
        return undefined;
      });
      await assert.rejects(create('mine'), { code: 'exists' });
      assert.equal(stored(), 'other');
    });

    it('whose answers were all lost is found', async () => {
      await start();
      rig.proxy.setPlan((request) =>
        isPut(request) ? { kind: 'statusAfter', status: 500, code: 'InternalError' } : undefined,
      );
      assert.equal((await create('mine')).etag, etag());
    });
  });

  describe('packed content', () => {
    const GZIP = { 'content-encoding': 'gzip' };
    const read = async () => Buffer.from((await saves.read(rig.at('a'), ALL, signal)).content).toString();

    beforeEach(() => start());

    it('is read unpacked and stored packed, by another window too, and keeps its header', async () => {
      put(gzipSync('one') as never, GZIP);
      assert.equal(await read(), 'one');
      const written = await save('two');
      const object = rig.store.get('photos', 'a');
      assert.deepEqual(
        [gunzipSync(object?.body() ?? '').toString(), object?.headers['content-encoding']],
        ['two', 'gzip'],
      );
      assert.deepEqual([written.etag, written.size], [etag(), object?.size]);
      const another = createObjectSaves({ ...realStore(rig.store.credentials).reads, wishes: () => ({}) });
      await another.save(rig.at('a'), text('three'), { etag: etag() }, signal);
      assert.equal(await read(), 'three');
    });

    it('that is not packed, whatever its header says, is read and stored as it is', async () => {
      for (const encoding of ['gzip', 'br', 'aws-chunked']) {
        put('plain', { 'content-encoding': encoding });
        assert.equal(await read(), 'plain');
        await save('plain, too');
        assert.deepEqual(
          [stored(), rig.store.get('photos', 'a')?.headers['content-encoding']],
          ['plain, too', encoding],
        );
      }
    });

    it('that took the place of the base is not read: it is no more than ours, or another', async () => {
      put(gzipSync('one') as never, GZIP);
      const base = etag();
      put(gzipSync(randomBytes(100_000)) as never, GZIP);
      rig.store.clearRequests();
      await assert.rejects(save('two', base), { code: 'changed' });
      const reads = rig.store
        .requests()
        .filter(({ method, query }) => method === 'GET' && !('acl' in query || 'tagging' in query));
      assert.deepEqual(reads, []);
    });

    it('that is there already as ours is taken for written, packed or not', async () => {
      put(gzipSync('one') as never, GZIP);
      const base = etag();
      await save('two');
      assert.equal((await save('two', base)).etag, etag());
      const another = createObjectSaves({ ...realStore(rig.store.credentials).reads, wishes: () => ({}) });
      const found = await another.save(rig.at('a'), text('two'), { etag: base }, signal);
      assert.deepEqual([found.etag, found.size], [etag(), rig.store.get('photos', 'a')?.size]);
      put('two', GZIP);
      assert.deepEqual(await save('two', base), { etag: etag(), size: 3 });
      assert.equal(stored(), 'two');
    });

    it('counts unpacked for the limit', async () => {
      put(gzipSync('x'.repeat(10_000)) as never, GZIP);
      await assert.rejects(saves.read(rig.at('a'), { maxBytes: 9_999 }, signal), { code: 'badArguments' });
      assert.equal((await saves.read(rig.at('a'), { maxBytes: 10_000 }, signal)).content.length, 10_000);
    });
  });

  it('with what it was encrypted stays', async () => {
    await start();
    const encryption = {
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:key/1',
      'x-amz-server-side-encryption-bucket-key-enabled': 'true',
    };
    put('one', encryption);
    await save('two');
    assert.deepEqual(rig.store.get('photos', 'a')?.headers, {
      'content-type': 'binary/octet-stream',
      ...encryption,
    });
  });

  it('a browser that hides headers saves nothing that it would lose', async () => {
    const hiding: typeof fetch = async (...args) => {
      const { status, headers, body } = await fetch(...args);
      const shown = [...headers].filter(([name]) => !['accept-ranges', 'x-amz-meta-colour'].includes(name));
      return new Response(body, { status, headers: shown });
    };
    await start({}, { canListSpaces: false, fetch: hiding as never });
    put('one', { 'x-amz-meta-colour': 'red' });
    await assert.rejects(save('two'), { code: 'cors' });
    assert.equal(stored(), 'one');
    const { reads } = realStore(rig.store.credentials);
    const seeing = createObjectSaves({ ...reads, canListSpaces: false, wishes: () => ({}) });
    await seeing.save(rig.at('a'), text('two'), { etag: etag() }, signal);
    assert.equal(rig.store.get('photos', 'a')?.headers['x-amz-meta-colour'], 'red');
  });
});
