import type { ObjectBytes } from '../core/objects.ts';
import type { StoreDeps } from './client.ts';

/** The bytes of objects of saved connections, where their Spaces are. */
export function createObjectBytes(_deps: StoreDeps): ObjectBytes {
  return {} as ObjectBytes;
}
