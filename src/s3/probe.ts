import { filenameOf } from '../core/contentDisposition.ts';
import { hostOf } from '../core/endpoint.ts';
import { Cancelled } from '../core/errors.ts';
import { translate } from '../core/errorTable.ts';
import type { LinkAnswer, LinkPlace, LinkProbe } from '../core/writes.ts';
import { type Answer, exchange, type Limits } from './exchange.ts';
import { failureOf } from './failure.ts';
import type { RequestDeps } from './request.ts';

const limits: Limits = { headersMs: 15_000, idleMs: 15_000, maxBytes: 1024 };

/**
 * Asks for the first byte of a link (`Range: bytes=0-0`): a link for GET refuses HEAD. The signature goes into no log.
 * Learns the server's time from the answer.
 */
export function createProbe(
  deps: Pick<RequestDeps, 'fetch' | 'now' | 'clock' | 'machine' | 'log'>,
): LinkProbe {
  return {
    async ask(url, at, signal) {
      const sentAt = deps.now();
      const words = {
        host: hostOf(at.connection.endpoint),
        space: at.space,
        key: at.key,
        machine: deps.machine,
      };
      const init = { method: 'GET', headers: { range: 'bytes=0-0' } };
      try {
        const answer = await exchange(deps.fetch, url, init, { limits, signal });
        deps.log?.trace(`GET ${url.split('?', 1)[0]} → HTTP ${answer.status}`);
        return answerOf(deps, answer, { at, sentAt, words });
      } catch (error) {
        if (error instanceof Cancelled || signal.aborted) throw new Cancelled();
        throw translate(error, words);
      }
    },
  };
}

function answerOf(
  { clock, now }: Pick<RequestDeps, 'clock' | 'now'>,
  answer: Answer,
  { at, sentAt, words }: { at: LinkPlace; sentAt: number; words: Parameters<typeof translate>[1] },
): LinkAnswer {
  const { status, headers } = answer;
  // An empty object has no first byte.
  const isEmpty = status === 416 && headers.get('content-range') === 'bytes */0';
  const failure = (status >= 200 && status < 300) || isEmpty ? undefined : failureOf(answer);
  if (!failure?.facts.foreign) {
    const times = { sentAt, receivedAt: now(), date: headers.get('date'), age: headers.get('age') };
    clock.learn(at.connection.endpoint, times);
  }
  if (failure) return { status, error: translate(failure, words) };
  return {
    status: isEmpty ? 200 : status,
    contentType: isEmpty ? undefined : (headers.get('content-type') ?? undefined),
    size: isEmpty ? 0 : sizeOf(headers),
    filename: filenameOf(headers.get('content-disposition') ?? ''),
  };
}

function sizeOf(headers: Headers): number | undefined {
  const text =
    /^bytes 0-0\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1] ?? headers.get('content-length');
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}
