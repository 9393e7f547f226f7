import type { ObjectBytes } from '../core/objects.ts';
import { multipartOf } from './bytes/multipart.ts';
import { type BytesDeps, visitor } from './bytes/place.ts';
import { readsOf } from './bytes/read.ts';
import { writeOf } from './bytes/write.ts';

/** The bytes of objects of saved connections, where their Spaces are. */
export function createObjectBytes(deps: BytesDeps): ObjectBytes {
  const visits = visitor(deps);
  return { ...readsOf(visits), ...writeOf(visits), ...multipartOf(visits) };
}
