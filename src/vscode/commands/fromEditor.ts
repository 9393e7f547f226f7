import type { AnyCommand } from '../register.ts';
import type { SharingDeps } from './sharing.ts';

/** Upload commands for a file of the explorer, over the editor's gestures. */
export function editorCommands(_deps: SharingDeps): readonly AnyCommand[] {
  return [];
}
