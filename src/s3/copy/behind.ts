import { Cancelled } from '../../core/errors.ts';

/** So long who cancels waits for what can't be ended; then it goes on behind them. Milliseconds. */
const GRACE_MS = 500;

/** Never aborted: a server that was told to make something makes it, also where nobody listens any more. */
export const NEVER = new AbortController().signal;

/**
 * Work that who cancels it is let go from, though it ends only when all that it made is known and taken back. At one place
 * one after the other: what is left of the one may not take the next one's away.
 *
 * @param afterwards told of what goes on behind its caller; it never fails
 */
export function createBehind(afterwards: (work: Promise<unknown>) => void = () => undefined) {
  const open = new Map<string, Promise<unknown>>();
  return async <T>(place: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    for (let before = open.get(place); before; before = open.get(place))
      await unlessCancelled(before, signal, 0);
    if (signal.aborted) throw new Cancelled();
    const running = work();
    const ended = running.then(
      () => open.delete(place),
      () => open.delete(place),
    );
    open.set(place, ended);
    return unlessCancelled(running, signal, GRACE_MS, () => afterwards(ended));
  };
}

/** The work's end, or `Cancelled` so long after the signal. */
async function unlessCancelled<T>(
  work: Promise<T>,
  signal: AbortSignal,
  graceMs: number,
  onLeft?: () => void,
): Promise<T> {
  const left = Promise.withResolvers<never>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onAbort = () => {
    timer = setTimeout(() => {
      onLeft?.();
      left.reject(new Cancelled());
    }, graceMs);
  };
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([work, left.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
