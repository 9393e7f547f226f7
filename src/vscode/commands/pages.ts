import type { AnyCommand } from '../register.ts';
import type { SharingDeps } from './sharing.ts';

/** Save Download Page… and Save Upload Page…, over the editor's gestures. */
export function pageCommands(_deps: SharingDeps): readonly AnyCommand[] {
  return [];
}
