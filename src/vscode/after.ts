import type { Disposable } from '../core/ports.ts';

/** Once, so many milliseconds from now, unless it is disposed of before. */
export function after(ms: number, run: () => void): Disposable {
  const timer = setTimeout(run, ms);
  return { dispose: () => clearTimeout(timer) };
}
