import type { AnyCommand } from '../register.ts';
import type { SharingDeps } from './sharing.ts';

/** Test Link and Revoke Access…, over the editor's gestures. */
export function revokeCommands(_deps: SharingDeps): readonly AnyCommand[] {
  return [];
}
