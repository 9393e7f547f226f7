import type { AnyCommand } from '../register.ts';
import type { SharingDeps } from './sharing.ts';

/** The commands of Active Shares, over the editor's gestures. */
export function ledgerCommands(_deps: SharingDeps): readonly AnyCommand[] {
  return [];
}
