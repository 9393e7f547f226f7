import { t } from '@vscode/l10n';
import { Cancelled, SpacesError } from '../core/errors.ts';
import { isBareFailure } from '../core/networkFailure.ts';
import { plain } from '../core/plain.ts';
import { addressOf } from './address.ts';
import type { Diagnose, RequestDeps } from './request.ts';

/** For each of the two questions, milliseconds. */
const limitMs = 5_000;

/**
 * Asks further, in bounded time and without a signature, until the cause is known: no request may leave (`http:`), the
 * server is not there, the Space's CORS rules don't allow us, or the server refused the signature, which Ceph does
 * without CORS headers. An answer that shows its `Date` sets the clock.
 */
export function createDiagnosis({
  fetch,
  now,
  clock,
}: Pick<RequestDeps, 'fetch' | 'now' | 'clock'>): Diagnose {
  const answers = async (url: string, init: RequestInit, signal: AbortSignal) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
    const quiet = {
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: limit,
    } as const;
    const answer = await fetch(url, { ...quiet, ...init }).catch(bareOrItself);
    if (signal.aborted) throw new Cancelled();
    if (answer instanceof Response) answer.body?.cancel().catch(() => {});
    return answer;
  };
  return async (failure, { target, space, signal }, { method, url, headers }) => {
    if (!isBareFailure(failure) || space === undefined) return failure;
    const { protocol, hostname, origin, host } = new URL(url);
    if (protocol === 'http:' && !isReachableByHttp(hostname)) return insecure(host, failure);
    // Opaque: it tells that somebody answers, and nothing else.
    const anybody = await answers(`${origin}/`, { method: 'HEAD', mode: 'no-cors' }, signal);
    if (!(anybody instanceof Response)) return anybody ?? unreachable(host, failure);
    // With the same header names the browser asks for the same permission; without a value they sign nothing.
    const names = Object.fromEntries(Object.keys(headers).map((name) => [name, '']));
    const { path } = addressOf(target, space);
    const sentAt = now();
    const answer = await answers(origin + path, { method, headers: names, redirect: 'manual' }, signal);
    if (!(answer instanceof Response)) return answer ?? forbidden(space, failure);
    const [date, age] = [answer.headers.get('date'), answer.headers.get('age')];
    clock.learn(target.endpoint, { sentAt, receivedAt: now(), date, age });
    return refused(clock.measured(target.endpoint) !== undefined, failure);
  };
}

/** An answer that is late says so, and is no sign of what is allowed. */
function bareOrItself(error: unknown): unknown {
  return isBareFailure(error) ? undefined : error;
}

/** All that the editor's content security policy for its worker leaves (VS Code, webWorkerExtensionHostIframe.html). */
function isReachableByHttp(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1';
}

function insecure(host: string, cause: unknown): SpacesError {
  const message = t(
    'In the browser only https: servers can be reached, and localhost and 127.0.0.1, but not: {0}',
    plain(host),
  );
  return new SpacesError('insecureInBrowser', message, { cause });
}

function unreachable(host: string, cause: unknown): SpacesError {
  const message = t(
    "The browser can't reach the server. Check the network, the endpoint and the server's certificate: {0}",
    plain(host),
  );
  return new SpacesError('network', message, { cause });
}

function forbidden(space: string, cause: unknown): SpacesError {
  const message = t(
    "CORS rules don't allow this editor in the browser, or there is no such Space: {0}",
    plain(space),
  );
  return new SpacesError('cors', message, { cause });
}

function refused(isClockKnown: boolean, cause: unknown): SpacesError {
  const message = isClockKnown
    ? t('The server refuses this key pair. Enter it again.')
    : t(
        "The server refuses this key pair, or this computer's clock is wrong. Enter the key again or set the clock.",
      );
  return new SpacesError('wrongKey', message, { cause });
}
