import type { ObjectAttributes } from '../core/objects.ts';
import type { StoreDeps } from './client.ts';

/** What stands beside the bytes of objects of saved connections, where their Spaces are. */
export function createObjectAttributes(_deps: StoreDeps): ObjectAttributes {
  return {} as ObjectAttributes;
}
