import type { SpacesError } from '../errors.ts';
import type { SpaceTarget } from '../target.ts';

/** What to delete: the latest version, or the one named. */
export interface Doomed {
  readonly key: string;
  readonly versionId?: string | undefined;
}

/** What became of some of them. */
export interface Removed {
  /** Gone; also those that were not there. */
  readonly deleted: readonly Doomed[];
  /** The delete markers that were made, where the Space keeps versions: without them the objects are back. */
  readonly markers: readonly Doomed[];
  readonly failed: readonly (Doomed & { readonly error: SpacesError })[];
  /** Those of the deleted that were asked for twice, as an answer was lost: their markers may be others, or more. */
  readonly askedTwice?: readonly Doomed[] | undefined;
}

/** Deletes many objects of one Space. */
export interface ObjectDeleter {
  /**
   * `wantsMarkers`: tells of the markers, which makes answers longer. `onRemoved` is called with some at a time, each once,
   * before it resolves. Throws what concerns all of them (`Cancelled`, a wrong key): what was told by then has happened.
   */
  remove(
    space: SpaceTarget,
    doomed: readonly Doomed[],
    options: { readonly wantsMarkers?: boolean | undefined; onRemoved(removed: Removed): void },
    signal: AbortSignal,
  ): Promise<void>;
}
