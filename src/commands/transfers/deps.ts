import type { MomentStyle } from '../../core/moments.ts';
import type { ObjectBytes } from '../../core/objects.ts';
import type { Notices, Now, Progress, Prompts, Settings, Store } from '../../core/ports.ts';
import type { ObjectTarget } from '../../core/target.ts';
import type { LocalFiles } from '../../core/transfers/localFiles.ts';
import type { TransferQueue } from '../../core/transfers/queue.ts';

/** What the flows of uploads and downloads need. */
export interface TransferFlowsDeps {
  readonly queue: Pick<TransferQueue, 'add' | 'newId'>;
  readonly bytes: Pick<ObjectBytes, 'facts' | 'read'>;
  readonly reads: Store;
  readonly files: LocalFiles;
  readonly notices: Notices;
  readonly prompts: Prompts;
  readonly progress: Progress;
  readonly settings: Pick<Settings, 'get'>;
  readonly moments: MomentStyle;
  readonly now: Now;
  /** Shows an object beside a local file, both as text. */
  openDiff(object: ObjectTarget, text: string, localPath: string): Promise<void>;
  /** Tells of a batch before it begins; a quiet one's end is its caller's affair. */
  began(batch: string, isQuiet: boolean): void;
}

/** What is to become of what is there already. */
export type OnConflict = 'ask' | 'skip' | 'replace' | 'keepBoth';

export interface FlowOptions {
  readonly onConflict?: OnConflict | undefined;
  /** The caller reads the result: nothing is told when it is over, and it is thrown where nothing could be done. */
  readonly isQuiet?: boolean | undefined;
}
