import type * as vscode from 'vscode';
import type { Memory } from '../core/ports.ts';

/** Small things remembered in the profile's state, one entry each. Never a secret. */
export function createMemory(state: vscode.Memento): Memory {
  return {
    get: (key) => state.get(`memory.${key}`),
    set: async (key, value) => state.update(`memory.${key}`, value),
  };
}
