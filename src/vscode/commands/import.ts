import type { AnyCommand } from '../register.ts';
import type { ObjectsDeps } from './objects.ts';

/** Import Connections…, over the editor's gestures. */
export function importCommands(_deps: ObjectsDeps): readonly AnyCommand[] {
  return [];
}
