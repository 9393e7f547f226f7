import type { ObjectBytes } from '../core/objects.ts';
import { multipartOf } from './bytes/multipart.ts';
import { visitor } from './bytes/place.ts';
import { readsOf } from './bytes/read.ts';
import { writeOf } from './bytes/write.ts';
import type { StoreDeps } from './client.ts';

/** The bytes of objects of saved connections, where their Spaces are. */
export function createObjectBytes(deps: StoreDeps): ObjectBytes {
  const visits = visitor(deps);
  return { ...readsOf(visits), ...writeOf(visits), ...multipartOf(visits) };
}
