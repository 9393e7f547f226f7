import type { ManageDeps } from '../../src/commands/manage/deps.ts';
import type { Connection, Credentials } from '../../src/core/connection.ts';
import { createUnfinished } from '../../src/core/unfinished.ts';
import { createObjectBytes } from '../../src/s3/bytes.ts';
import { createStore } from '../../src/s3/client.ts';
import { type CopierDeps, createCopier } from '../../src/s3/copy.ts';
import { createDeleter } from '../../src/s3/delete.ts';
import { createSpaceControl } from '../../src/s3/spaces.ts';
import { FakeNotices } from './fakes/notices.ts';
import { FakePrompts } from './fakes/prompts.ts';
import { FakeProgress } from './fakes/small.ts';
import { realStore } from './realStore.ts';
import type { KeyPair } from './signedFetch.ts';

export interface ManageOptions {
  readonly keys: KeyPair;
  /** Other key pairs, by the connection's id. */
  readonly others?: Readonly<Record<string, KeyPair>>;
  readonly sizes?: CopierDeps['sizes'];
  /** Waits no time between tries. */
  readonly isHasty?: boolean;
  readonly fetch?: typeof globalThis.fetch;
}

/** The flows' world over the real client; the editor is fake. What they touched is written down. */
export function manageDeps({ keys, others = {}, sizes, isHasty, fetch }: ManageOptions) {
  const { reads: own } = realStore(keys);
  const connections = {
    credentials: async ({ id }: Connection) => {
      const credentials: Credentials = others[id] ?? keys;
      return { state: 'ok', credentials } as const;
    },
  };
  const reads = {
    ...{ ...own, connections },
    ...(isHasty ? { sleep: async () => undefined } : {}),
    ...(fetch ? { fetch } : {}),
  };
  const behind = createUnfinished();
  const bytes = createObjectBytes(reads);
  const touched = new Set<string>();
  const revealed: string[] = [];
  const notices = new FakeNotices();
  const prompts = new FakePrompts();
  const progress = new FakeProgress();
  const deps: ManageDeps = {
    listing: {
      touched: (_space, all) => {
        for (const key of all) touched.add(key);
      },
      moved: () => undefined,
    },
    spaces: createStore(reads),
    copier: createCopier({
      ...{ ...reads, bytes, afterwards: behind.add },
      ...(sizes === undefined ? {} : { sizes }),
    }),
    deleter: createDeleter(reads),
    bytes,
    control: createSpaceControl(reads),
    notices,
    prompts,
    progress,
    moments: { locale: 'en-GB', timeZone: 'UTC' },
    now: Date.now,
    reveal: async (target) => {
      revealed.push('key' in target ? target.key : target.prefix);
    },
  };
  return { deps, notices, prompts, progress, touched, revealed, behind };
}
