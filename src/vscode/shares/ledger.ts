import type { Ledger } from '../../core/ledger.ts';

export function createLedger(): Ledger {
  return {
    list: async () => [],
    add: async () => undefined,
    forget: async () => undefined,
    onDidChange: () => ({ dispose: () => undefined }),
  };
}
