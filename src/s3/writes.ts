import type { SpaceTarget } from '../core/target.ts';
import type { ObjectWriter } from '../core/writes.ts';
import { type Visits, visitor } from './bytes/place.ts';
import { createObjectBytes } from './bytes.ts';
import { type CopierDeps, createCopier } from './copy.ts';
import { mayWrite, unlessNoAnswer } from './mayWrite.ts';
import { headObject } from './objects.ts';
import { createSend } from './request.ts';
import { readVersioning } from './versioning.ts';

/** Changes objects of saved connections, where their Spaces are. */
export function createWriter(deps: Omit<CopierDeps, 'bytes'>): ObjectWriter {
  const send = createSend(deps);
  const visits = visitor(deps);
  const copier = createCopier({ ...deps, bytes: createObjectBytes(deps) });
  return {
    async copy(source, key, signal) {
      const { size, etag, storageClass } = await visits.head(source, signal, (place) =>
        headObject(place.send, place.target, place),
      );
      const to = { ...source, key };
      await copier.copy({ ...source, size, etag, storageClass }, to, { isNew: true }, signal);
    },
    async remove(target, signal) {
      await visits.write(target, signal, (place) => place.send({ method: 'DELETE', ...place }));
    },
    keepsVersions: (at, signal) => keepsVersions(visits, at, signal),
    mayWrite: (at, signal) => mayWrite(send, deps, at, signal),
  };
}

/** Whether older versions of an object stay when it is deleted; `undefined` where the key pair may not ask. */
async function keepsVersions(
  visits: Visits,
  space: SpaceTarget,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  try {
    const versioning = await visits.read({ ...space, key: '' }, signal, ({ send, target }) =>
      readVersioning(send, target, { space: space.space, signal }),
    );
    // Suspended: what was there before stays, too.
    return versioning !== 'never';
  } catch (error) {
    return unlessNoAnswer(error);
  }
}
