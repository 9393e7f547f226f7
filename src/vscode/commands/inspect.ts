import type { AnyCommand } from '../register.ts';
import type { SharingDeps } from './sharing.ts';

/** Inspect Link or Command…, over the editor's gestures. */
export function inspectCommands(_deps: SharingDeps): readonly AnyCommand[] {
  return [];
}
