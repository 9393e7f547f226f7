import type { Listing } from '../../core/listing.ts';
import type { ObjectCopier } from '../../core/manage/copier.ts';
import type { ObjectDeleter } from '../../core/manage/deleter.ts';
import type { MomentStyle } from '../../core/moments.ts';
import type { ObjectBytes } from '../../core/objects.ts';
import type { Notices, Now, Progress, Prompts, Store } from '../../core/ports.ts';
import type { SpaceControl } from '../../core/spaces.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';

/** What the flows need that change where objects are. */
export interface ManageDeps {
  readonly listing: Pick<Listing, 'touched' | 'moved'>;
  /** Listings and HEAD. */
  readonly spaces: Store;
  readonly copier: ObjectCopier;
  readonly deleter: ObjectDeleter;
  readonly notices: Notices;
  readonly progress: Progress;
  readonly prompts: Prompts;
  readonly moments: MomentStyle;
  readonly now: Now;
  readonly bytes: Pick<ObjectBytes, 'write'>;
  readonly control: Pick<SpaceControl, 'versioning'>;
  /** Shows a place in the tree. */
  reveal(target: ObjectTarget | PrefixTarget): Promise<void>;
}

export const CONFLICTS = ['ask', 'skip', 'replace', 'keepBoth'] as const;
/** What is done with an object whose key is taken where it goes. */
export type Conflict = (typeof CONFLICTS)[number];

/** How many objects. */
export interface Outcome {
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
}

/** At the same time; a store is asked for no more by one window. */
export const PARALLEL = 8;
