import { signingTarget } from '../core/connection.ts';
import { filenameOf } from '../core/contentDisposition.ts';
import { swapHost } from '../core/domains.ts';
import { hostOf } from '../core/endpoint.ts';
import { Cancelled } from '../core/errors.ts';
import { translate } from '../core/errorTable.ts';
import type { LinkAnswer, LinkPlace, LinkProbe } from '../core/writes.ts';
import type { StoreDeps } from './client.ts';
import { type Answer, exchange, type Limits } from './exchange.ts';
import { failureOf } from './failure.ts';
import type { SignedRequest } from './signHeaders.ts';

const limits: Limits = { headersMs: 15_000, idleMs: 15_000, maxBytes: 1024 };

type ProbeDeps = Pick<
  StoreDeps,
  'fetch' | 'now' | 'clock' | 'machine' | 'log' | 'signer' | 'locations' | 'canListSpaces'
>;

/** A clock that was off by more is a reason to ask again. Milliseconds. */
const SKEW_THAT_MATTERS = 60_000;

/**
 * Asks for the first byte of a link (`Range: bytes=0-0`): a link for GET refuses HEAD. The signature goes into no log.
 * Learns the server's time from the answer.
 */
export function createProbe(deps: ProbeDeps): LinkProbe {
  return {
    async ask(url, at, signal) {
      const { endpoint } = at.connection;
      const offset = deps.clock.get(endpoint);
      const answer = await askOnce(deps, url, at, signal);
      const isOther = Math.abs(deps.clock.get(endpoint) - offset) >= SKEW_THAT_MATTERS;
      return answer.status === 403 && isOther ? askOnce(deps, url, at, signal) : answer;
    },
  };
}

async function askOnce(
  deps: ProbeDeps,
  url: string,
  at: LinkPlace,
  signal: AbortSignal,
): Promise<LinkAnswer> {
  const sentAt = deps.now();
  const words = {
    host: hostOf(at.connection.endpoint),
    space: at.space,
    key: at.key,
    machine: deps.machine,
  };
  const get = async (more: Readonly<Record<string, string>>) => {
    const message = await messageFor(deps, url, at);
    const headers = { ...message.headers, ...more };
    const answer = await exchange(deps.fetch, message.url, { method: 'GET', headers }, { limits, signal });
    deps.log?.trace(`GET ${url.split('?', 1)[0]} → HTTP ${answer.status}`);
    return answer;
  };
  try {
    const first = await get({ range: 'bytes=0-0' });
    // Only an empty object has no first byte; without the range it answers with its headers.
    const answer = first.status === 416 ? await get({}) : first;
    return answerOf(deps, answer, { at, sentAt, words });
  } catch (error) {
    if (error instanceof Cancelled || signal.aborted) throw new Cancelled();
    throw translate(error, words);
  }
}

/**
 * The same question with its signature in a header. An editor's own log holds, at the level Debug, the address of each
 * request that Node makes (its proxy resolver's), and a signed URL is a secret. A browser's host has no such log, and a
 * header more would ask more of a Space's CORS rules.
 */
async function messageFor(
  { signer, now, clock, locations, canListSpaces }: ProbeDeps,
  url: string,
  { connection, space, key, credentials }: LinkPlace,
): Promise<Pick<SignedRequest, 'url' | 'headers'>> {
  if (credentials === undefined || !canListSpaces) return { url, headers: {} };
  const { host, searchParams } = new URL(url);
  const signed = await signer.signRequest({
    method: 'GET',
    target: signingTarget(locations.of(connection, space), credentials),
    space,
    key,
    query: [...searchParams].filter(([name]) => !name.startsWith('X-Amz-')),
    date: new Date(now() + clock.get(connection.endpoint)),
  });
  return { url: swapHost(signed.url, host), headers: signed.headers };
}

function answerOf(
  { clock, now }: Pick<StoreDeps, 'clock' | 'now'>,
  answer: Answer,
  { at, sentAt, words }: { at: LinkPlace; sentAt: number; words: Parameters<typeof translate>[1] },
): LinkAnswer {
  const { status, headers } = answer;
  const failure = status >= 200 && status < 300 ? undefined : failureOf(answer);
  if (!failure?.facts.foreign) {
    const times = { sentAt, receivedAt: now(), date: headers.get('date'), age: headers.get('age') };
    clock.learn(at.connection.endpoint, times);
  }
  if (failure) return { status, error: translate(failure, words) };
  return {
    status,
    contentType: headers.get('content-type') ?? undefined,
    size: sizeOf(headers),
    filename: filenameOf(headers.get('content-disposition') ?? ''),
  };
}

function sizeOf(headers: Headers): number | undefined {
  const text =
    /^bytes 0-0\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1] ?? headers.get('content-length');
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}
