import assert from 'node:assert/strict';
import { SpacesError } from '../../../src/core/errors.ts';
import { createDiagnosis } from '../../../src/s3/browser.ts';
import { createClockOffsets } from '../../../src/s3/clock.ts';
import type { Fetch } from '../../../src/s3/exchange.ts';
import { createSend, type ReadRequest } from '../../../src/s3/request.ts';
import { keys, requestDeps, targetAt } from './serve.ts';

/** What a server does with a page's requests, and what the page saw of them. */
interface Page {
  readonly reachable?: boolean;
  /** What a request without a signature brings back; absent: the rules don't allow the page. */
  readonly anonymous?: () => Response;
  /** What a signed one brings back; absent: no CORS headers. */
  readonly signed?: (init: RequestInit) => Response | undefined;
}

interface Seen {
  readonly url: string;
  readonly init: RequestInit;
}

/** A browser's `fetch` as scripts see it: one error for everything that is not allowed or not there. */
function browser({ reachable = true, anonymous, signed }: Page) {
  const seen: Seen[] = [];
  const fetch: Fetch = async (url, init) => {
    seen.push({ url, init });
    if (!reachable) throw new TypeError('Failed to fetch');
    if (init.mode === 'no-cors') return Response.error();
    const isSigned = new Headers(init.headers).get('authorization') !== '';
    const answer = isSigned ? signed?.(init) : anonymous?.();
    if (!answer) throw new TypeError('Failed to fetch');
    return answer;
  };
  return { fetch, seen, kinds: () => seen.map(({ url, init }) => `${init.mode ?? init.method} ${url}`) };
}

const endpoint = 'https://s3.example.com';
const denied =
  (headers: Record<string, string> = {}) =>
  () =>
    new Response('', { status: 403, headers });

function asked(signal = new AbortController().signal, at = endpoint): ReadRequest {
  const query = [['prefix', 'private/']] as const;
  return { method: 'GET', target: targetAt(at), space: 'photos', query, signal };
}

async function failure(page: Page, request = asked(), now = Date.now) {
  const { fetch, ...world } = browser(page);
  const clock = createClockOffsets();
  const diagnose = createDiagnosis({ fetch, now, clock });
  const deps = requestDeps({ fetch, now, clock, diagnose });
  const error = await createSend(deps)(request).then(
    () => assert.fail('was not refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SpacesError, `${error}`);
  return { ...world, deps, error };
}

describe('a failed request in a browser', () => {
  it('where the rules of the Space do not allow the page: says so, at once', async () => {
    const { error, deps, kinds } = await failure({});
    assert.equal(error.code, 'cors');
    assert.match(error.message, /^CORS rules .* or there is no such Space: photos$/);
    assert.deepEqual(deps.waits, []);
    assert.deepEqual(kinds(), [
      `GET ${endpoint}/photos?prefix=private%2F`,
      `no-cors ${endpoint}/`,
      `GET ${endpoint}/photos`,
    ]);
  });

  it('asks with the same header names and no value, nor anything else that signs or tells a name', async () => {
    const { seen } = await failure({});
    const [first, ...questions] = seen;
    for (const { url, init } of questions) {
      const headers = new Headers(init.headers);
      assert.ok([...headers.values()].every((value) => value === ''));
      assert.ok(!`${url}${JSON.stringify(init)}`.includes(keys.accessKeyId));
      assert.equal(init.credentials, 'omit');
    }
    const names = (each: Seen | undefined) => [...new Headers(each?.init.headers).keys()];
    assert.deepEqual(names(questions[1]), names(first));
    assert.equal(questions[0]?.init.headers, undefined);
  });

  it('where the rules do: the server refuses the key or the clock, tried twice', async () => {
    const { error, seen } = await failure({ anonymous: denied() });
    assert.equal(error.code, 'wrongKey');
    assert.match(error.message, /key pair, or this computer's clock is wrong/);
    assert.equal(seen.length, 6);
  });

  it('where the server tells the time and it is ours: it is the key', async () => {
    const { error } = await failure({ anonymous: denied({ date: new Date().toUTCString() }) });
    assert.equal(error.code, 'wrongKey');
    assert.match(error.message, /^The server refuses this key pair\. Enter it again\.$/);
  });

  it("where the server tells another time: signs by it, and that's that", async () => {
    const serverNow = () => Date.now() + 3_600_000;
    const { fetch } = browser({
      anonymous: () => denied({ date: new Date(serverNow()).toUTCString() })(),
      signed: ({ headers }) => {
        const stamp = new Headers(headers).get('x-amz-date') ?? '';
        const hour = new Date(serverNow()).toISOString().slice(0, 13).replaceAll('-', '');
        return stamp.startsWith(hour) ? new Response('ok') : undefined;
      },
    });
    const clock = createClockOffsets();
    const diagnose = createDiagnosis({ fetch, now: Date.now, clock });
    assert.equal((await createSend(requestDeps({ fetch, clock, diagnose }))(asked())).body, 'ok');
  });

  it('where just the first request broke: the second is the answer', async () => {
    let count = 0;
    const { fetch } = browser({
      anonymous: denied(),
      signed: () => (++count === 1 ? undefined : new Response('ok')),
    });
    const clock = createClockOffsets();
    const diagnose = createDiagnosis({ fetch, now: Date.now, clock });
    assert.equal((await createSend(requestDeps({ fetch, clock, diagnose }))(asked())).body, 'ok');
  });

  it('where nobody answers: says so', async () => {
    const { error, kinds } = await failure({ reachable: false });
    assert.equal(error.code, 'network');
    assert.match(error.message, /^The browser can't reach the server\..*: s3\.example\.com$/);
    assert.equal(kinds().length, 2);
  });

  it('where the editor lets no http: out: says so without a further request', async () => {
    const request = asked(undefined, 'http://192.168.1.5:9000');
    const { error, kinds } = await failure({ reachable: false }, request);
    assert.equal(error.code, 'insecureInBrowser');
    assert.match(error.message, /but not: 192\.168\.1\.5:9000$/);
    assert.equal(kinds().length, 1);
    for (const own of ['http://localhost:9000', 'http://127.0.0.1:9000']) {
      assert.equal((await failure({ reachable: false }, asked(undefined, own))).error.code, 'network');
    }
  });

  it('leaves alone what says why by itself, and the list of Spaces', async () => {
    const { fetch, seen } = browser({});
    const diagnose = createDiagnosis({ fetch, now: Date.now, clock: createClockOffsets() });
    const signed = { method: 'GET', url: `${endpoint}/`, headers: {} };
    const late = new DOMException('No answer in time', 'TimeoutError');
    assert.equal(await diagnose(late, asked(), signed), late);
    const bare = new TypeError('Failed to fetch');
    assert.equal(await diagnose(bare, { ...asked(), space: undefined }, signed), bare);
    assert.deepEqual(seen, []);
  });

  it('takes no answer that is late for one that is not allowed', async () => {
    for (const late of ['no-cors', 'GET']) {
      const { fetch: ask } = browser({ anonymous: denied() });
      let count = 0;
      const fetch: Fetch = async (url, init) => {
        if (count++ > 0 && (init.mode ?? init.method) === late)
          throw new DOMException('signal timed out', 'TimeoutError');
        return ask(url, init);
      };
      const diagnose = createDiagnosis({ fetch, now: Date.now, clock: createClockOffsets() });
      const deps = requestDeps({ fetch, diagnose });
      await assert.rejects(createSend(deps)(asked()), { name: 'SpacesError', code: 'timeout' }, late);
    }
  });

  it('ends silently when it is cancelled meanwhile', async () => {
    const controller = new AbortController();
    const { fetch: ask } = browser({});
    const fetch: Fetch = async (url, init) => {
      if (init.mode === 'no-cors') controller.abort();
      return ask(url, init);
    };
    const diagnose = createDiagnosis({ fetch, now: Date.now, clock: createClockOffsets() });
    await assert.rejects(createSend(requestDeps({ fetch, diagnose }))(asked(controller.signal)), {
      name: 'Cancelled',
    });
  });
});
