import { SpacesError } from '../../core/errors.ts';
import type { CopyOptions, CopySource } from '../../core/manage/copier.ts';
import type { Written } from '../../core/objects.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { versionQuery, whatIsThere } from '../bytes/facts.ts';
import type { Visits } from '../bytes/place.ts';
import { saysNothing } from '../bytes/write.ts';
import { NEVER } from './behind.ts';

/** So long a server may take for it, as nobody waits any more. Milliseconds. */
const TAKE_BACK_MS = 20_000;

interface Order {
  readonly source: CopySource;
  readonly to: ObjectTarget;
  readonly options: CopyOptions;
}

/**
 * Deletes what a copy that failed or was cancelled has made, or may have made: where it is what was to be made, took no
 * other's place, and the source is still there to make it of. Says whether it went; fails never, as why the copy failed is
 * told in any case.
 *
 * @param made absent: nobody knows whether it was
 */
export async function takeBack(visits: Visits, order: Order, made?: Written): Promise<boolean> {
  const { source, to, options } = order;
  const signal = AbortSignal.timeout(TAKE_BACK_MS);
  try {
    const [here, there] = await Promise.all(
      [source, to].map((place) => visits.head(place, signal, whatIsThere)),
    );
    if (here?.etag !== source.etag || here.size !== source.size) return false;
    const isIt = there?.size === source.size && there.etag === (made ?? source).etag;
    // Ceph does not tell which version CopyObject made.
    const own = made && isVersion(made) ? made : isIt ? there : undefined;
    // What took another's place stays: with neither there would be less. Nobody knows: that may be an older version.
    const tookNone = options.isNew || (made !== undefined && own !== undefined && isVersion(own));
    if (own === undefined || !tookNone) return false;
    await removeVersion(visits, to, own.versionId, signal);
    return true;
  } catch {
    return false;
  }
}

/** `null` is a version that takes another's place. */
function isVersion({ versionId = 'null' }: Written): boolean {
  return versionId !== 'null';
}

/** Whether the copy may have been made though it failed: nobody said that it was not. */
export function mayBeThere(error: unknown): boolean {
  return !(error instanceof SpacesError) || saysNothing(error);
}

export async function removeVersion(
  visits: Visits,
  to: ObjectTarget,
  versionId: string | undefined,
  signal = NEVER,
): Promise<void> {
  await visits.write(to, signal, async ({ send, ...at }) => {
    await send({ method: 'DELETE', ...at, query: versionQuery(versionId) });
  });
}
