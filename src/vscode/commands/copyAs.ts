import type { AnyCommand } from '../register.ts';
import type { ObjectsDeps } from './objects.ts';

/** What Copy As offers, over the editor's gestures. */
export function copyAsCommands(_deps: ObjectsDeps): readonly AnyCommand[] {
  return [];
}
