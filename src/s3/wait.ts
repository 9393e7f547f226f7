import { Cancelled } from '../core/errors.ts';

/** Puts the end of a wait off: so many milliseconds from now. */
export type PutOff = (ms: number) => void;

/** Ends with `TimeoutError` after `ms`, with `Cancelled` once the signal says so, else as the work ends. */
export async function bounded<T>(
  work: Promise<T>,
  ms: number,
  signal: AbortSignal,
  begun?: (putOff: PutOff) => void,
): Promise<T> {
  if (signal.aborted) {
    work.catch(() => {});
    throw new Cancelled();
  }
  let end = () => {};
  const limit = new Promise<never>((_resolve, reject) => {
    const onAbort = () => reject(new Cancelled());
    const onLate = () => reject(new DOMException('No answer in time', 'TimeoutError'));
    let timer = setTimeout(onLate, ms);
    let isOver = false;
    begun?.((longer) => {
      if (isOver) return;
      clearTimeout(timer);
      timer = setTimeout(onLate, longer);
    });
    signal.addEventListener('abort', onAbort);
    end = () => {
      isOver = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    end();
  }
}

/** `bounded` for one wait after the other, as for the pieces of a body: one timer for all. */
export function boundedEach(ms: number, signal: AbortSignal) {
  let fail: ((error: unknown) => void) | undefined;
  let since = 0;
  const onAbort = () => fail?.(new Cancelled());
  const look = () => {
    const waited = fail === undefined ? 0 : performance.now() - since;
    if (waited >= ms) fail?.(new DOMException('No answer in time', 'TimeoutError'));
    else timer = setTimeout(look, ms - waited);
  };
  let timer = setTimeout(look, ms);
  signal.addEventListener('abort', onAbort);
  return {
    async next<T>(begin: () => Promise<T>): Promise<T> {
      if (signal.aborted) throw new Cancelled();
      since = performance.now();
      try {
        return await new Promise<T>((resolve, reject) => {
          fail = reject;
          begin().then(resolve, reject);
        });
      } finally {
        fail = undefined;
      }
    },
    end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    },
  };
}

/** Waits; `Cancelled` at once when the signal says so. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new Cancelled();
  await new Promise<void>((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(new Cancelled());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
