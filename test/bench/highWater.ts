import { readFileSync } from 'node:fs';

/**
 * Bytes; 0 for a process that is gone. Not `maxRSS`, in which a process has what its parent had when it was made.
 */
export function highWaterOf(pid: number | 'self'): number {
  try {
    const [, kib = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kib) * 1024;
  } catch {
    return 0;
  }
}
