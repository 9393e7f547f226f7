import type { Formats } from '../../core/format.ts';
import type { Listing } from '../../core/listing.ts';
import type { ObjectDeleter } from '../../core/manage/deleter.ts';
import type { ObjectBytes } from '../../core/objects.ts';
import type { Clipboard, ConnectionStore, Notices, Now, Progress, Prompts, Store } from '../../core/ports.ts';
import type { SpaceControl } from '../../core/spaces.ts';

/** What every flow about Spaces needs. */
export interface SpaceDeps {
  readonly store: ConnectionStore;
  readonly reads: Store;
  readonly control: SpaceControl;
  readonly bytes: Pick<ObjectBytes, 'parts' | 'abandon'>;
  readonly deleter: ObjectDeleter;
  /** Ids of the uploads that this machine's transfers may still go on with. */
  ownUploads(): Promise<ReadonlySet<string>>;
  readonly listing: Listing;
  readonly prompts: Prompts;
  readonly notices: Notices;
  readonly progress: Progress;
  readonly clipboard: Clipboard;
  readonly formats: Formats;
  readonly now: Now;
}
