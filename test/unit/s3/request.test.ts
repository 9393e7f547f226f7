import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Cancelled, SpacesError } from '../../../src/core/errors.ts';
import { createSend, type ReadRequest } from '../../../src/s3/request.ts';
import {
  answer,
  close,
  errorXml,
  keys,
  listen,
  never,
  requestDeps,
  type Served,
  serve,
  targetAt,
} from './serve.ts';

const get = (target: ReadRequest['target'], signal = never): ReadRequest => ({
  method: 'GET',
  target,
  space: 'photos',
  query: [['list-type', '2']],
  signal,
});

async function refusal(work: Promise<unknown>): Promise<SpacesError> {
  const error = await work.then(
    () => assert.fail('was not refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SpacesError, `${error}`);
  return error;
}

describe('send', () => {
  let served: Served | undefined;
  afterEach(async () => {
    await served?.stop();
    served = undefined;
  });

  it('signs in the header and gives the whole answer', async () => {
    let authorization: string | undefined;
    served = await serve((request, response) => {
      authorization = request.headers.authorization;
      answer(response, 200, '<R>✓</R>');
    });
    const { status, body } = await createSend(requestDeps())(get(served.target));
    assert.deepEqual([status, body], [200, '<R>✓</R>']);
    assert.deepEqual(served.requests, ['GET /photos?list-type=2']);
    assert.match(
      authorization ?? '',
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/s3\/aws4_request/,
    );
  });

  it('asks again, later each time, when the server says SlowDown', async () => {
    served = await serve((_request, response, count) =>
      count < 3 ? answer(response, 503, errorXml('SlowDown')) : answer(response, 200, 'ok'),
    );
    const deps = requestDeps();
    assert.equal((await createSend(deps)(get(served.target))).body, 'ok');
    assert.deepEqual(deps.waits, [125, 250]);
  });

  it('waits as long as the server wishes, within reason', async () => {
    served = await serve((_request, response, count) =>
      count < 3
        ? answer(response, 429, '', { 'retry-after': count === 1 ? '2' : '3600' })
        : answer(response, 200, 'ok'),
    );
    const deps = requestDeps();
    await createSend(deps)(get(served.target));
    assert.deepEqual(deps.waits, [2_000, 10_000]);
  });

  it('gives up on a server that stays busy', async () => {
    served = await serve((_request, response) => answer(response, 503, errorXml('SlowDown')));
    const error = await refusal(createSend(requestDeps())(get(served.target)));
    assert.equal(error.code, 'slowDown');
    assert.equal(served.requests.length, 4);
  });

  it('asks again when the connection breaks', async () => {
    served = await serve((request, response, count) =>
      count < 2 ? request.socket.destroy() : answer(response, 200, 'ok'),
    );
    assert.equal((await createSend(requestDeps())(get(served.target))).body, 'ok');
    assert.equal(served.requests.length, 2);
  });

  it('asks again when the connection breaks in the body', async () => {
    served = await serve((request, response, count) => {
      if (count > 1) return answer(response, 200, 'ok');
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setImmediate(() => request.socket.destroy());
    });
    assert.equal((await createSend(requestDeps())(get(served.target))).body, 'ok');
  });

  it('does not ask again when it is refused', async () => {
    served = await serve((_request, response) => answer(response, 403, errorXml('SignatureDoesNotMatch')));
    assert.equal((await refusal(createSend(requestDeps())(get(served.target)))).code, 'wrongSecret');
    assert.equal(served.requests.length, 1);
  });

  it('ends when a server accepts and never answers', async () => {
    served = await serve(() => {});
    const send = createSend(requestDeps({ limits: { headersMs: 50 } }));
    const error = await refusal(send(get(served.target)));
    assert.equal(error.code, 'timeout');
    assert.match(error.message, /did not answer in time.*: 127\.0\.0\.1:\d+$/);
    assert.equal(served.requests.length, 1);
  });

  it('ends when a body stops half-way, and closes the connection', async () => {
    let closed: Promise<unknown> | undefined;
    served = await serve((_request, response) => {
      closed = once(response, 'close');
      response.writeHead(200, { 'content-length': '100' }).write('half');
    });
    const send = createSend(requestDeps({ limits: { idleMs: 50 } }));
    assert.equal((await refusal(send(get(served.target)))).code, 'timeout');
    await closed;
  });

  for (const [where, hang] of [
    ['before the headers', () => {}],
    ['in the body', (response) => response.writeHead(200, { 'content-length': '100' }).write('half')],
  ] as readonly (readonly [string, (response: import('node:http').ServerResponse) => void])[]) {
    it(`is cancelled at once while it hangs ${where}`, async () => {
      const controller = new AbortController();
      served = await serve((_request, response) => {
        hang(response);
        setImmediate(() => controller.abort());
      });
      const started = performance.now();
      await assert.rejects(createSend(requestDeps())(get(served.target, controller.signal)), Cancelled);
      assert.ok(performance.now() - started < 1_000);
    });
  }

  it('is cancelled while it waits to ask again', async () => {
    const controller = new AbortController();
    served = await serve((_request, response) =>
      answer(response, 503, errorXml('SlowDown'), { 'retry-after': '9' }),
    );
    const deps = requestDeps({ sleep: undefined });
    const sending = createSend({
      ...deps,
      log: { trace: () => setImmediate(() => controller.abort()), warn: () => undefined },
    });
    await assert.rejects(sending(get(served.target, controller.signal)), Cancelled);
  });

  it('sends nothing once cancelled', async () => {
    const fetch = () => assert.fail('sent');
    const send = createSend(requestDeps({ fetch }));
    await assert.rejects(send(get(targetAt('http://127.0.0.1:1'), AbortSignal.abort())), Cancelled);
  });

  it('follows no redirect: what is signed goes nowhere else', async () => {
    const other = await serve((_request, response) => answer(response, 200, 'stolen'));
    try {
      served = await serve((_request, response) =>
        answer(response, 307, '', { location: `${other.endpoint}/x` }),
      );
      const error = await refusal(createSend(requestDeps())(get(served.target)));
      assert.equal(error.code, 'wrongRegion');
      assert.match(error.message, new RegExp(`: ${new URL(other.endpoint).host}$`));
      assert.deepEqual(other.requests, []);
    } finally {
      await other.stop();
    }
  });

  it('says that a web page is not S3', async () => {
    served = await serve((_request, response) =>
      answer(response, 404, '<!DOCTYPE html><html><body>Not here<br></body></html>', {
        'content-type': 'text/html',
      }),
    );
    assert.equal((await refusal(createSend(requestDeps())(get(served.target)))).code, 'notS3');
  });

  it('reads no error without an end', async () => {
    served = await serve((_request, response) =>
      answer(response, 400, `<Error>${'x'.repeat(200_000)}</Error>`),
    );
    assert.equal((await refusal(createSend(requestDeps())(get(served.target)))).code, 'notS3');
  });

  it('says that a port is closed, and that a host is unknown', async () => {
    const server = createServer();
    await listen(server);
    const { port } = server.address() as AddressInfo;
    await close(server);
    const send = createSend(requestDeps());
    assert.equal((await refusal(send(get(targetAt(`http://127.0.0.1:${port}`))))).code, 'refused');
    assert.equal((await refusal(send(get(targetAt('http://no-such-host.invalid'))))).code, 'unknownHost');
  });

  it('refuses a name that fetch would change, before it is sent', async () => {
    const send = createSend(requestDeps({ fetch: () => assert.fail('sent') }));
    const target = targetAt('http://127.0.0.1:1');
    const error = await refusal(
      send({ method: 'HEAD', target, space: 'photos', key: 'a/../b', signal: never }),
    );
    assert.equal(error.code, 'badKey');
  });

  it("logs a failure with fetch's own reason", async () => {
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND h'), { code: 'ENOTFOUND' });
    const deps = requestDeps({ fetch: () => Promise.reject(new TypeError('fetch failed', { cause })) });
    await refusal(createSend(deps)(get(targetAt('http://127.0.0.1:1'))));
    assert.match(deps.lines[0] ?? '', /→ TypeError: fetch failed: Error: getaddrinfo ENOTFOUND h$/);
  });

  it('logs neither signature nor query', async () => {
    served = await serve((_request, response) => answer(response, 403, errorXml('AccessDenied')));
    const deps = requestDeps();
    await refusal(createSend(deps)(get(served.target)));
    assert.equal(deps.lines.length, 1);
    assert.match(
      deps.lines[0] ?? '',
      /^GET http:\/\/127\.0\.0\.1:\d+\/photos → HTTP 403 AccessDenied, request tx1, \d+ ms$/,
    );
    assert.ok(!deps.lines.join().includes(keys.accessKeyId));
  });
});
