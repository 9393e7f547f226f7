import type { Listing } from '../../core/listing.ts';
import type { ObjectCopier } from '../../core/manage/copier.ts';
import type { ObjectDeleter } from '../../core/manage/deleter.ts';
import type { MomentStyle } from '../../core/moments.ts';
import type { Notices, Progress, Prompts, Store } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget, SpaceTarget } from '../../core/target.ts';

/** What the flows need that change where objects are. */
export interface ManageDeps {
  readonly listing: Pick<Listing, 'touched'>;
  /** Listings and HEAD. */
  readonly spaces: Store;
  readonly copier: ObjectCopier;
  readonly deleter: ObjectDeleter;
  readonly notices: Notices;
  readonly progress: Progress;
  readonly prompts: Prompts;
  readonly moments: MomentStyle;
  /** Whether older versions of an object stay when it is deleted; `undefined` where the key pair may not ask. */
  keepsVersions(space: SpaceTarget, signal: AbortSignal): Promise<boolean | undefined>;
  /** Makes an empty object; throws `exists`. */
  createEmpty(target: ObjectTarget, signal: AbortSignal): Promise<void>;
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
