import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { type Answer, send, type TestRequest } from '../../../integration/contract/client.ts';
import { expectStatus } from '../../../integration/contract/expect.ts';
import { type MemoryStore, startStore } from '../../../support/store/memoryStore.ts';

const space = 'example-bucket';

describe('faults of the in-memory store', () => {
  let store: MemoryStore;

  beforeEach(async () => {
    store = await startStore();
    store.put(space, 'k', '0123456789');
  });
  afterEach(() => store.stop());

  const ask = (request: TestRequest = {}): Promise<Answer> =>
    send({ endpoint: store.endpoint, keys: store.credentials }, { space, key: 'k', ...request });

  it('status: an error document, so many times', async () => {
    store.faults.next({ kind: 'status', status: 503, code: 'SlowDown', times: 2 });
    expectStatus(await ask(), 503, 'SlowDown');
    expectStatus(await ask(), 503, 'SlowDown');
    expectStatus(await ask(), 200);
  });

  it('html: what is not S3', async () => {
    store.faults.next({ kind: 'html' });
    const answer = await ask();
    assert.deepEqual([answer.status, answer.headers['content-type']], [200, 'text/html']);
    store.faults.next({ kind: 'html', status: 502 });
    expectStatus(await ask(), 502);
  });

  it('reset: the connection breaks', async () => {
    store.faults.next({ kind: 'reset' });
    await assert.rejects(ask(), { code: 'ECONNRESET' });
    expectStatus(await ask(), 200);
  });

  it('reset after some bytes', async () => {
    store.faults.next({ kind: 'reset', afterBytes: 4 });
    const answer = await fetchPublic();
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    assert.equal(Buffer.from(first?.value ?? []).toString(), '0123');
    await assert.rejects(async () => reader?.read());
  });

  it('hang: no answer until the caller gives up', async () => {
    store.faults.next({ kind: 'hang' });
    const controller = new AbortController();
    const answer = fetch(`${store.endpoint}/${space}/k`, { signal: controller.signal });
    await untilLogged();
    controller.abort();
    await assert.rejects(answer, { name: 'AbortError' });
  });

  it('hang after some bytes', async () => {
    store.faults.next({ kind: 'hang', afterBytes: 4 });
    const answer = await fetchPublic();
    assert.equal(answer.headers.get('content-length'), '10');
    const first = await answer.body?.getReader().read();
    assert.equal(Buffer.from(first?.value ?? []).toString(), '0123');
  });

  it('does what was asked before it breaks off, and nothing before it refuses', async () => {
    store.faults.next({ kind: 'reset' });
    await assert.rejects(ask({ method: 'PUT', key: 'lost answer', body: 'x' }));
    assert.ok(store.get(space, 'lost answer'));
    store.faults.next({ kind: 'status' });
    await ask({ method: 'PUT', key: 'refused', body: 'x' });
    assert.equal(store.get(space, 'refused'), undefined);
  });

  it('survives a sender that goes away', async () => {
    const socket = connect(Number(new URL(store.endpoint).port), '127.0.0.1');
    const head = `PUT /${space}/k HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n`;
    await new Promise<void>((resolve) => socket.write(`${head}half`, () => resolve()));
    socket.destroy();
    expectStatus(await ask(), 200);
    assert.equal(store.get(space, 'k')?.size, 10);
  });

  it('ends hanging answers when it stops', async () => {
    store.faults.next({ kind: 'hang' });
    const answer = ask();
    const refused = assert.rejects(answer, { code: 'ECONNRESET' });
    await untilLogged();
    await store.stop();
    await refused;
  });

  it('only for requests that match, in the order given', async () => {
    store.faults.next({ kind: 'status', code: 'First', match: ({ key }) => key === 'other' });
    store.faults.next({ kind: 'status', code: 'Second', times: Number.POSITIVE_INFINITY });
    expectStatus(await ask(), 503, 'Second');
    expectStatus(await ask({ key: 'other' }), 503, 'First');
    expectStatus(await ask({ key: 'other' }), 503, 'Second');
    store.faults.clear();
    expectStatus(await ask(), 200);
  });

  function fetchPublic(): Promise<Response> {
    store.put(space, 'k', '0123456789', { acl: 'public-read' });
    return fetch(`${store.endpoint}/${space}/k`);
  }

  /** The request has arrived. */
  async function untilLogged(): Promise<void> {
    while (store.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
  }
});
