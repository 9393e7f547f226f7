import assert from 'node:assert/strict';
import type { ObjectBytes, UploadPart, UploadTarget } from '../../../../src/core/objects.ts';
import { atRequest, type ProxyFault } from '../../../support/faultPlan.ts';
import { all, type Rig, startRig, text } from './rig.ts';

const { signal } = new AbortController();

describe('bytes on a bad line', () => {
  let rig: Rig;
  let bytes: ObjectBytes;
  let key: string;
  let count = 0;

  before(async () => {
    rig = await startRig();
    ({ bytes } = rig);
  });
  after(() => rig.stop());
  beforeEach(() => {
    key = `k${count++}`;
    rig.proxy.setPlan(() => undefined);
  });

  const content = () => rig.store.get('photos', key)?.body().toString();
  const seen = () => rig.proxy.requests.map(({ method, status }) => `${method} ${status}`);
  const beginTwo = async (): Promise<{ upload: UploadTarget; parts: UploadPart[] }> => {
    const upload = await bytes.begin(rig.at(key), {}, signal);
    const parts = [
      await bytes.writePart(upload, 1, text('one '), signal),
      await bytes.writePart(upload, 2, text('two'), signal),
    ];
    rig.proxy.setPlan(() => undefined);
    return { upload, parts };
  };

  const lost: readonly (readonly [string, ProxyFault])[] = [
    ['an answer that is lost', { kind: 'cutAnswer', at: 0 }],
    ['a fault after it was done', { kind: 'statusAfter', status: 500, code: 'InternalError' }],
    ['a fault before it', { kind: 'status', status: 503, code: 'SlowDown' }],
    ['a body that is cut', { kind: 'cutRequest', at: 0.5 }],
    ['a body that is damaged', { kind: 'corruptRequest', at: 0.5 }],
  ];

  for (const [name, fault] of lost) {
    it(`${name}: what is new is written all the same, and is no stranger's`, async () => {
      rig.proxy.setPlan(atRequest(1, fault));
      const { etag } = await bytes.write(rig.at(key), text('mine'), { isNew: true }, signal);
      assert.deepEqual([content(), rig.store.get('photos', key)?.etag], ['mine', etag]);
    });

    it(`${name}: an upload is finished all the same`, async () => {
      const { upload, parts } = await beginTwo();
      rig.proxy.setPlan(atRequest(2, fault));
      const { etag } = await bytes.finish(upload, parts, { isNew: true }, signal);
      assert.deepEqual([content(), rig.store.get('photos', key)?.etag], ['one two', etag]);
      assert.deepEqual(rig.store.uploads('photos'), []);
    });
  }

  it("a stranger's object that came between is not taken for one's own", async () => {
    rig.proxy.setPlan((request) => {
      if (request.index === 1) rig.store.put('photos', key, 'them');
      return request.index === 1 ? { kind: 'status', status: 503, code: 'SlowDown' } : undefined;
    });
    await assert.rejects(bytes.write(rig.at(key), text('mine'), { isNew: true }, signal), { code: 'exists' });
    assert.equal(content(), 'them');
  });

  it('an upload that was ended is not finished by an older object', async () => {
    const { upload, parts } = await beginTwo();
    rig.store.put('photos', key, 'one two');
    await bytes.abandon(upload, signal);
    await assert.rejects(bytes.finish(upload, parts, {}, signal), { code: 'noSuchUpload' });
  });

  it('what stays damaged is told', async () => {
    rig.proxy.setPlan(() => ({ kind: 'corruptRequest', at: 0.5 }));
    await assert.rejects(bytes.write(rig.at(key), text('mine'), {}, signal), { code: 'damaged' });
    assert.equal(content(), undefined);
  });

  it('a large body is told of as it goes, and once more where it is sent again', async () => {
    const content = new Uint8Array(3_000_000).map((_, index) => index);
    const told: number[] = [];
    const onSent = (sent: number) => told.push(sent);
    rig.proxy.setPlan(atRequest(1, { kind: 'status', status: 503, code: 'SlowDown' }));
    await bytes.write(rig.at(key), { bytes: content, onSent }, {}, signal);
    assert.ok(rig.store.get('photos', key)?.body().equals(content));
    const again = told.lastIndexOf(0);
    assert.ok(again > 0);
    for (const run of [told.slice(0, again), told.slice(again)]) {
      assert.deepEqual(
        run,
        run.toSorted((a, b) => a - b),
      );
      assert.deepEqual([run[0], run.at(-1)], [0, content.length]);
      assert.ok(run.length > 10);
    }
  });

  it('a fetch that takes no body piece by piece gets it whole', async () => {
    const content = new Uint8Array(300_000).fill(7);
    const kinds: string[] = [];
    const electron = rig.bytesWith({
      fetch: async (url, init) => {
        kinds.push(init.body instanceof ReadableStream ? 'pieces' : 'whole');
        if (init.body instanceof ReadableStream) throw new Error('net::ERR_INVALID_ARGUMENT');
        return fetch(url, init);
      },
    });
    await electron.write(rig.at(key), content, {}, signal);
    assert.ok(rig.store.get('photos', key)?.body().equals(content));
    assert.deepEqual(kinds, ['pieces', 'whole']);
  });

  it('a body that breaks off, or ends early, is an error; what came of it is given', async () => {
    rig.store.put('photos', key, 'x'.repeat(200_000));
    for (const kind of ['cutAnswer', 'truncateAnswer'] as const) {
      rig.proxy.setPlan(atRequest(1, { kind, at: 0.5 }));
      const read = await bytes.read(rig.at(key), {}, signal);
      let length = 0;
      await assert.rejects(
        (async () => {
          for await (const piece of read.body) length += piece.length;
        })(),
        { code: 'network' },
      );
      assert.ok(length < 200_000);
    }
    assert.equal((await all(await bytes.read(rig.at(key), {}, signal))).length, 200_000);
  });

  it('a part of another length than was asked for is refused', async () => {
    rig.store.put('photos', key, '0123456789');
    rig.proxy.setPlan(atRequest(1, { kind: 'truncateAnswer', at: 0.5 }));
    const read = await bytes.read(rig.at(key), { range: { start: 2, end: 8 } }, signal);
    await assert.rejects(all(read), { code: 'network' });
    assert.equal(await all(await bytes.read(rig.at(key), { range: { start: 2, end: 8 } }, signal)), '234567');
  });

  it('a server that stops in the middle of a body is left', async () => {
    const slow = rig.bytesWith({ limits: { idleMs: 30 } });
    rig.store.put('photos', key, 'x'.repeat(1_000));
    rig.store.faults.next({ kind: 'hang', afterBytes: 10 });
    const at = { ...rig.at(key), connection: { ...rig.at(key).connection, endpoint: rig.store.endpoint } };
    await assert.rejects(all(await slow.read(at, {}, signal)), { code: 'timeout' });
  });

  it('a server that does not answer is asked three times, then left', async () => {
    const slow = rig.bytesWith({ limits: { headersMs: 30 } });
    rig.proxy.setPlan(() => ({ kind: 'hang' }));
    await assert.rejects(slow.facts(rig.at(key), signal), { code: 'timeout' });
    assert.deepEqual(seen(), ['HEAD undefined', 'HEAD undefined', 'HEAD undefined']);
  });

  const upload = () => ({ ...rig.at(key), uploadId: 'u' });
  const works: Readonly<Record<string, (bytes: ObjectBytes, signal: AbortSignal) => Promise<unknown>>> = {
    facts: (bytes, signal) => bytes.facts(rig.at(key), signal),
    read: (bytes, signal) => bytes.read(rig.at(key), {}, signal),
    write: (bytes, signal) => bytes.write(rig.at(key), text('x'), { isNew: true }, signal),
    begin: (bytes, signal) => bytes.begin(rig.at(key), {}, signal),
    writePart: (bytes, signal) => bytes.writePart(upload(), 1, text('x'), signal),
    copyPart: (bytes, signal) =>
      bytes.copyPart(upload(), 1, { ...rig.at('other'), etag: 'e', range: { start: 0, end: 1 } }, signal),
    parts: (bytes, signal) => bytes.parts(upload(), signal),
    finish: (bytes, signal) => bytes.finish(upload(), [{ partNumber: 1, etag: 'e', size: 1 }], {}, signal),
    abandon: (bytes, signal) => bytes.abandon(upload(), signal),
  };
  for (const [name, work] of Object.entries(works)) {
    it(`${name}: cancelled while nobody answers, it ends at once and leaves no connection`, async () => {
      rig.proxy.setPlan(() => ({ kind: 'hang' }));
      const stop = new AbortController();
      const ended = assert.rejects(work(bytes, stop.signal), { name: 'Cancelled' });
      while (rig.proxy.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
      const start = performance.now();
      stop.abort();
      await ended;
      while (rig.proxy.open > 0) await new Promise((resolve) => setImmediate(resolve));
      assert.ok(performance.now() - start < 1_000);
      assert.equal(rig.proxy.requests.length, 1);
    });
  }

  it('cancelled while it waits to try again, it ends at once', async () => {
    const waiting = rig.bytesWith({ sleep: undefined, random: () => 1 });
    rig.proxy.setPlan(() => ({
      kind: 'status',
      status: 503,
      code: 'SlowDown',
      headers: { 'retry-after': '10' },
    }));
    const stop = new AbortController();
    const ended = assert.rejects(waiting.write(rig.at(key), text('x'), {}, stop.signal), {
      name: 'Cancelled',
    });
    while (rig.proxy.requests.length === 0 || rig.proxy.open > 0)
      await new Promise((resolve) => setImmediate(resolve));
    const start = performance.now();
    stop.abort();
    await ended;
    assert.ok(performance.now() - start < 1_000);
  });

  it('cancelled in the middle of a body, the connection goes', async () => {
    rig.store.put('photos', key, 'x'.repeat(20_000_000));
    const stop = new AbortController();
    const read = await bytes.read(rig.at(key), {}, stop.signal);
    await assert.rejects(
      (async () => {
        for await (const _ of read.body) stop.abort();
      })(),
      { name: 'Cancelled' },
    );
    while (rig.proxy.open > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it('cancelled as the answer comes, before anybody reads, the connection goes', async () => {
    rig.store.put('photos', key, 'x'.repeat(20_000_000));
    const stop = new AbortController();
    const fetch: typeof globalThis.fetch = async (...args) => {
      const answer = await globalThis.fetch(...args);
      // Nothing waits any more, and nothing listens yet.
      const get = () => {
        stop.abort();
        return answer.body;
      };
      return new Proxy(answer, {
        get: (target, name) => (name === 'body' ? get() : Reflect.get(target, name, target)),
      });
    };
    await assert.rejects(rig.bytesWith({ fetch }).read(rig.at(key), {}, stop.signal), { name: 'Cancelled' });
    while (rig.proxy.open > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it('a body that nobody reads on loses its connection', async () => {
    rig.store.put('photos', key, 'x'.repeat(20_000_000));
    for await (const _ of (await bytes.read(rig.at(key), {}, signal)).body) break;
    while (rig.proxy.open > 0) await new Promise((resolve) => setImmediate(resolve));
  });
});
