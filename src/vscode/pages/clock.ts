import type { Disposable } from '../../core/ports.ts';

/** Calls back every second until it is disposed of. */
export function everySecond(tick: () => void): Disposable {
  const timer = setInterval(tick, 1000);
  return { dispose: () => clearInterval(timer) };
}
