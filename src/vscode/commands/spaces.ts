import type { AnyCommand } from '../register.ts';
import type { ObjectsDeps } from './objects.ts';

/** Create Space…, Delete Space…, Versioning…, Unfinished Uploads…, Calculate Size and what a key may do, over the editor's gestures. */
export function spaceCommands(_deps: ObjectsDeps): readonly AnyCommand[] {
  return [];
}
