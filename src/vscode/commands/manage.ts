import type { AnyCommand } from '../register.ts';
import type { ObjectsDeps } from './objects.ts';

/** New Folder…, Rename…, Delete, Cut, Copy, Paste, Move To… and Copy To…, over the editor's gestures. */
export function manageCommands(_deps: ObjectsDeps): readonly AnyCommand[] {
  return [];
}
