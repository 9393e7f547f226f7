import assert from 'node:assert/strict';
import { SpacesError } from '../../../src/core/errors.ts';
import { createSend } from '../../../src/s3/request.ts';
import { answer, errorXml, never, requestDeps, type Served, serve } from './serve.ts';

/** Refuses what is signed 15 minutes off, as S3 does. */
async function serveByClock(serverNow: () => number, head = false): Promise<Served> {
  return serve((request, response) => {
    const signedAt = String(request.headers['x-amz-date']).replace(
      /^(....)(..)(..T..)(..)(..Z)$/,
      '$1-$2-$3:$4:$5',
    );
    const isSkewed = Math.abs(Date.parse(signedAt) - serverNow()) > 15 * 60_000;
    const body = head ? '' : errorXml('RequestTimeTooSkewed');
    const headers = { date: new Date(serverNow()).toUTCString() };
    if (isSkewed) answer(response, 403, body, headers);
    else answer(response, 200, '', headers);
  });
}

describe('a clock that is off', () => {
  const minute = 60_000;
  let served: Served | undefined;
  afterEach(() => served?.stop());

  const request = (method: 'GET' | 'HEAD') => ({
    method,
    target: (served as Served).target,
    space: 'photos',
    key: 'a',
    signal: never,
  });

  for (const minutes of [10, -10]) {
    it(`by ${minutes} minutes is measured from the first answer and corrected for what is signed next`, async () => {
      served = await serveByClock(() => Date.now() + minutes * minute);
      const deps = requestDeps();
      await createSend(deps)(request('GET'));
      assert.equal(served.requests.length, 1);
      assert.ok(Math.abs(deps.clock.get(served.endpoint) - minutes * minute) < 2_000);
    });
  }

  for (const method of ['GET', 'HEAD'] as const) {
    it(`by 20 minutes is refused once, then corrected (${method})`, async () => {
      served = await serveByClock(() => Date.now() + 20 * minute, method === 'HEAD');
      const deps = requestDeps();
      const send = createSend(deps);
      await send(request(method));
      assert.equal(served.requests.length, 2);
      assert.ok(Math.abs((deps.clock.measured(served.endpoint) ?? 0) - 20 * minute) < 2_000);
      await send(request(method));
      assert.equal(served.requests.length, 3, 'and stays so');
      assert.deepEqual(deps.waits, []);
    });
  }

  it("is not measured from what a proxy or a sign-in page says in the server's place", async () => {
    served = await serve((_request, response) => {
      const date = new Date(Date.now() + 60 * minute).toUTCString();
      answer(response, 403, '<html>Sign in</html>', { 'content-type': 'text/html', date });
    });
    const deps = requestDeps();
    await assert.rejects(createSend(deps)(request('GET')), { code: 'notS3' });
    assert.equal(deps.clock.measured(served.endpoint), undefined);
  });

  it('and that the server does not name is said', async () => {
    served = await serve((_request, response) => {
      response.sendDate = false;
      answer(response, 403, errorXml('RequestTimeTooSkewed'));
    });
    const error = await createSend(requestDeps())(request('GET')).catch((reason: unknown) => reason);
    assert.ok(error instanceof SpacesError);
    assert.equal(error.code, 'clockSkew');
    assert.equal(served.requests.length, 1);
  });

  it('is learnt from the body where the answer has no Date', async () => {
    served = await serve((_request, response, count) => {
      response.sendDate = false;
      const time = new Date(Date.now() + 20 * minute).toISOString();
      if (count > 1) answer(response, 200);
      else answer(response, 403, errorXml('RequestTimeTooSkewed', `<ServerTime>${time}</ServerTime>`));
    });
    const deps = requestDeps();
    await createSend(deps)(request('GET'));
    assert.ok(Math.abs(deps.clock.get(served.endpoint) - 20 * minute) < 2_000);
  });

  it('and is refused all the same is said, with the minutes', async () => {
    served = await serve((_request, response) =>
      answer(response, 403, errorXml('RequestTimeTooSkewed'), {
        date: new Date(Date.now() + 20 * minute).toUTCString(),
      }),
    );
    const error = await createSend(requestDeps())(request('GET')).catch((reason: unknown) => reason);
    assert.ok(error instanceof SpacesError);
    assert.match(error.message, /Minutes behind: 20$/);
    assert.equal(served.requests.length, 2, 'one retry, no more');
  });
});
