import type { Listing } from '../../core/listing.ts';
import type { MomentStyle } from '../../core/moments.ts';
import type { ObjectAttributes } from '../../core/objects.ts';
import type { Notices, Progress, Prompts, Store } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';

/** What the flows need that read and change what stands beside objects. */
export interface PropertyDeps {
  readonly attributes: ObjectAttributes;
  readonly reads: Store;
  readonly listing: Listing;
  readonly prompts: Prompts;
  readonly notices: Notices;
  readonly progress: Progress;
  readonly moments: MomentStyle;
  /** Who shows one of them reads it again; not for what the listing tells of. */
  changed(objects: readonly ObjectTarget[]): void;
}

export type Target = ObjectTarget | PrefixTarget;
