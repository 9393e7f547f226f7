/**
 * `fetch` that keeps some requests back: who cancels one is let go at once, and the server hears of it with `release` all the
 * same, as of one whose connection ended on the way.
 */
export function heldBack(isIt: (init: RequestInit, url: string) => boolean) {
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const answers: Promise<Response>[] = [];
  const fetch: typeof globalThis.fetch = (url, init = {}) => {
    if (!isIt(init, String(url))) return globalThis.fetch(url, init);
    const { signal, ...rest } = init;
    const answer = released.promise.then(() => globalThis.fetch(url, rest));
    answers.push(answer);
    arrived.resolve();
    const ended = Promise.withResolvers<never>();
    signal?.addEventListener('abort', () => ended.reject(signal.reason));
    return Promise.race([answer, ended.promise]);
  };
  return {
    fetch,
    /** Resolves once the first is on its way. */
    arrived: arrived.promise,
    /** Resolves once the server has done them all. */
    async release(): Promise<void> {
      released.resolve();
      await Promise.all(answers);
    },
  };
}

export function isCopy({ headers }: RequestInit): boolean {
  return new Headers(headers).has('x-amz-copy-source');
}
