import assert from 'node:assert/strict';
import { atRequest, type FaultKind, kindOf, type ProxyFault, seededPlan } from '../../support/faultPlan.ts';
import { type FaultProxy, startFaultProxy } from '../../support/faultProxy.ts';
import { connectionTo, realStore } from '../../support/realStore.ts';
import { type MemoryStore, startStore } from '../../support/store/memoryStore.ts';

const { signal } = new AbortController();
const url = '/photos/a?partNumber=2&uploadId=abc';

describe('the fault plan', () => {
  const run = (seed: number, order: readonly number[]) => {
    const plan = seededPlan({ seed, percent: 50 });
    const faults = order.map(
      (number) => [number, plan({ ...request(number), index: 1, occurrence: 1 })] as const,
    );
    return faults.sort(([a], [b]) => a - b).map(([, fault]) => fault);
  };
  const request = (number: number) => ({ method: 'PUT', url: `/x/k?partNumber=${number}&uploadId=1` });
  const numbers = Array.from({ length: 200 }, (_, index) => index);

  it('is the same for a seed, in any order, and another for another', () => {
    assert.deepEqual(run(1, numbers), run(1, numbers.toReversed()));
    assert.notDeepEqual(run(1, numbers), run(2, numbers));
    const kinds = new Set(run(1, numbers).map((fault) => fault?.kind));
    assert.equal(kinds.size, 7);
  });

  it('does not see what differs from run to run', () => {
    assert.equal(kindOf({ method: 'PUT', url }), kindOf({ method: 'PUT', url: url.replace('abc', 'd') }));
    assert.equal(kindOf({ method: 'PUT', url }), kindOf({ method: 'PUT', url: url.replace('photos', 'x') }));
    assert.notEqual(kindOf({ method: 'PUT', url }), kindOf({ method: 'PUT', url: url.replace('2', '3') }));
  });

  it('lets through who tries often enough', () => {
    const plan = seededPlan({ seed: 3, percent: 100, times: 2 });
    const faults = [1, 2, 3].map((occurrence) => plan({ method: 'GET', url, index: occurrence, occurrence }));
    assert.deepEqual(
      faults.map((fault) => fault === undefined),
      [false, false, true],
    );
  });
});

describe('the fault proxy', () => {
  let store: MemoryStore;
  let proxy: FaultProxy;
  before(async () => {
    store = await startStore({ spaces: ['photos'] });
    proxy = await startFaultProxy(store.endpoint);
  });
  after(async () => {
    await proxy.stop();
    await store.stop();
  });

  const meet = async (fault: ProxyFault, method: 'PUT' | 'GET') => {
    store.put('photos', 'a', 'before');
    const { bytes } = realStore(store.credentials);
    const { endpoint } = proxy;
    const at = { connection: connectionTo({ endpoint, region: store.region }), space: 'photos', key: 'a' };
    proxy.setPlan(atRequest(1, fault));
    if (method === 'PUT') await bytes.write(at, new TextEncoder().encode('after'), {}, signal);
    const chunks: Uint8Array[] = [];
    const end = await (async () => {
      for await (const chunk of (await bytes.read(at, {}, signal)).body) chunks.push(chunk);
      return 'whole';
    })().catch((error) => error.code);
    return {
      text: `${Buffer.concat(chunks)}`,
      end,
      seen: proxy.requests.map(({ method, status }) => `${method} ${status}`),
    };
  };

  for (const kind of ['cutRequest', 'cutAnswer', 'corruptRequest'] as const satisfies readonly FaultKind[])
    for (const at of [0, 0.5])
      it(`${kind} at ${at}: a write is sent again`, async () => {
        const { text, end, seen } = await meet({ kind, at }, 'PUT');
        const first = { cutRequest: 'undefined', cutAnswer: '200', corruptRequest: '400' }[kind];
        assert.deepEqual([text, end, seen], ['after', 'whole', [`PUT ${first}`, 'PUT 200', 'GET 200']]);
      });

  it('an error instead of the store, and after it', async () => {
    const fault = { status: 503, code: 'SlowDown' };
    assert.deepEqual((await meet({ kind: 'status', ...fault }, 'PUT')).seen, [
      'PUT undefined',
      'PUT 200',
      'GET 200',
    ]);
    assert.deepEqual((await meet({ kind: 'statusAfter', ...fault }, 'PUT')).seen, [
      'PUT 200',
      'PUT 200',
      'GET 200',
    ]);
  });

  it('an answer that is cut, ends early, or is another', async () => {
    assert.deepEqual((await meet({ kind: 'cutAnswer', at: 0.5 }, 'GET')).end, 'network');
    assert.deepEqual((await meet({ kind: 'truncateAnswer', at: 0.5 }, 'GET')).end, 'network');
    assert.deepEqual((await meet({ kind: 'corruptAnswer', at: 0 }, 'GET')).text, 'cefore');
    assert.deepEqual(await meet({ kind: 'delay', ms: 1 }, 'GET'), {
      text: 'before',
      end: 'whole',
      seen: ['GET 200'],
    });
  });

  it('counts what is open, also where nobody answers', async () => {
    const gone = new AbortController();
    proxy.setPlan(() => ({ kind: 'hang' }));
    const asked = fetch(proxy.endpoint, { signal: gone.signal });
    while (proxy.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(proxy.open, 1);
    gone.abort();
    await assert.rejects(asked);
    while (proxy.open > 0) await new Promise((resolve) => setImmediate(resolve));
  });
});
