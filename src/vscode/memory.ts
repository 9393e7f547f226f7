import type * as vscode from 'vscode';
import type { Log, Memory } from '../core/ports.ts';
import type { Unfinished } from '../core/unfinished.ts';

export interface MemoryDeps {
  readonly state: vscode.Memento;
  readonly unfinished: Pick<Unfinished, 'add'>;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * Small things remembered in the profile's state, one entry each. Never a secret. Known at once: nobody waits until it is
 * written, and nothing fails because it can't be.
 */
export function createMemory({ state, unfinished, log }: MemoryDeps): Memory {
  return {
    get: (key) => state.get(`memory.${key}`),
    set: async (key, value) => {
      const failed = (error: unknown) => log.warn(`${key} is not remembered: ${String(error)}`);
      unfinished.add(Promise.resolve(state.update(`memory.${key}`, value)).catch(failed));
    },
  };
}
