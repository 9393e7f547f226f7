import type { AnyCommand } from '../register.ts';
import type { ObjectsDeps } from './objects.ts';

/** Properties, Versions… and what changes them, over the editor's gestures. */
export function propertyCommands(_deps: ObjectsDeps): readonly AnyCommand[] {
  return [];
}
