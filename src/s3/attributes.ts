import type { ObjectAttributes } from '../core/objects.ts';
import { readAccess, writeAccess } from './attributes/access.ts';
import { readDetails } from './attributes/details.ts';
import { COPY_LIMITS, type CopyLimits, copyOntoItself } from './attributes/selfCopy.ts';
import { readTags, writeTags } from './attributes/tags.ts';
import { visitor } from './bytes/place.ts';
import { createObjectBytes } from './bytes.ts';
import type { StoreDeps } from './client.ts';
import { assertRequestable } from './objects.ts';

/**
 * What stands beside the bytes of objects of saved connections, where their Spaces are.
 * @param limits for tests
 */
export function createObjectAttributes(deps: StoreDeps, limits: CopyLimits = COPY_LIMITS): ObjectAttributes {
  const visits = visitor(deps);
  const bytes = createObjectBytes(deps);
  return {
    details: (object, signal) => visits.head(object, signal, (place) => readDetails(place, object.versionId)),
    tags: (object, signal) => visits.read(object, signal, (place) => readTags(place, object.versionId)),
    setTags: (object, tags, signal) =>
      visits.write(object, signal, (place) => writeTags(place, tags, object.versionId)),
    access: (object, signal) => visits.read(object, signal, (place) => readAccess(place, object.versionId)),
    setAccess: (object, access, signal) =>
      visits.write(object, signal, (place) => writeAccess(place, access, object.versionId)),
    setHeaders: (object, { etag, ...change }, signal) =>
      visits.write(object, signal, (place) => {
        assertRequestable(object.key);
        return copyOntoItself(place, { bytes, limits, object, change, etag });
      }),
    restore: ({ versionId, ...object }, signal) =>
      visits.write(object, signal, (place) => copyOntoItself(place, { bytes, limits, object, versionId })),
  };
}
