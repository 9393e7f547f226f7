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
