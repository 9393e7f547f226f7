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
      const get = async (headers: Readonly<Record<string, string>>) => {
        const answer = await exchange(deps.fetch, url, { method: 'GET', headers }, { limits, signal });
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
    },
  };
}

function answerOf(
  { clock, now }: Pick<RequestDeps, 'clock' | 'now'>,
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
