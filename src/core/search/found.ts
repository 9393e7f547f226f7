import type { ObjectEntry } from '../ports.ts';
import { type ObjectTarget, type PrefixTarget, spaceId } from '../target.ts';

/** An object or a folder that a search found. */
export type Found = FoundObject | PrefixTarget;

export interface FoundObject extends ObjectTarget {
  readonly entry: ObjectEntry;
}

export function isFoundObject(found: Found): found is FoundObject {
  return 'key' in found;
}

export function pathOf(found: ObjectTarget | PrefixTarget): string {
  return 'key' in found ? found.key : found.prefix;
}

/** Tells them apart, also an object from the folder of its name. */
export function foundId(found: ObjectTarget | PrefixTarget): string {
  return JSON.stringify([spaceId(found), 'key' in found ? 'object' : 'folder', pathOf(found)]);
}
