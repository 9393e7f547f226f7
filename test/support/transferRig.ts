import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TransferFlowsDeps } from '../../src/commands/transfers/deps.ts';
import type { Connection } from '../../src/core/connection.ts';
import type { ObjectBytes } from '../../src/core/objects.ts';
import type { Now } from '../../src/core/ports.ts';
import { readSetting, type SettingValues } from '../../src/core/settings.ts';
import type { TransferLimits } from '../../src/core/transfers/engine.ts';
import type { Journal } from '../../src/core/transfers/journal.ts';
import type { LocalFiles } from '../../src/core/transfers/localFiles.ts';
import { createTransferQueue, type TransferQueue } from '../../src/core/transfers/queue.ts';
import { hashBytes, nodeHashing } from '../../src/platform/node.ts';
import { transferFiles } from '../../src/platform/transferFiles.ts';
import { openTransferJournal } from '../../src/platform/transferJournal.ts';
import { createObjectBytes } from '../../src/s3/bytes.ts';
import { createStore, type StoreDeps } from '../../src/s3/client.ts';
import { createClockOffsets } from '../../src/s3/clock.ts';
import { createSpaceLocations } from '../../src/s3/locations.ts';
import type { RequestDeps } from '../../src/s3/request.ts';
import { createSigner } from '../../src/s3/signer.ts';
import { sleep } from '../../src/s3/wait.ts';
import { FakeNotices } from './fakes/notices.ts';
import { FakePrompts } from './fakes/prompts.ts';
import { FakeLog, FakeProgress } from './fakes/small.ts';
import { connectionTo } from './realStore.ts';
import type { KeyPair } from './signedFetch.ts';

export interface RigOptions {
  /** Where the journal is. */
  readonly folder: string;
  readonly limits?: Partial<TransferLimits>;
  readonly now?: Now;
  /** Waits are so much shorter. Default 1. */
  readonly haste?: number;
  readonly connection?: Partial<Connection>;
  readonly request?: Partial<RequestDeps>;
  readonly files?: LocalFiles;
  /** The bytes as the engine gets them. */
  readonly wrap?: (bytes: ObjectBytes) => ObjectBytes;
  /** The window ends as if it were killed in a moment: what is over is no longer written down. */
  readonly forgets?: boolean;
}

/** Transfers as the desktop has them, without an editor: the real client, queue, files and journal. */
export interface TransferRig {
  readonly queue: TransferQueue;
  readonly flows: TransferFlowsDeps;
  readonly bytes: ObjectBytes;
  readonly connection: Connection;
  readonly notices: FakeNotices;
  readonly prompts: FakePrompts;
  readonly log: FakeLog;
  /** Objects that were said to be touched, by their keys. */
  readonly touched: string[];
  readonly settings: Partial<SettingValues>;
  /** What was shown side by side. */
  readonly diffs: { readonly key: string; readonly text: string; readonly localPath: string }[];
}

export function transferRig(
  store: { readonly endpoint: string; readonly region: string },
  keys: KeyPair,
  { folder, limits, now = Date.now, haste = 1, connection: changes, ...more }: RigOptions,
): TransferRig {
  const { request, wrap, files = transferFiles, forgets = false } = more;
  const connection = connectionTo(store, changes);
  const log = new FakeLog();
  const waits = (ms: number, signal: AbortSignal) => sleep(ms / haste, signal);
  const requests: StoreDeps = {
    ...{ fetch: globalThis.fetch, signer: createSigner(nodeHashing), now, random: Math.random, sleep: waits },
    ...{ clock: createClockOffsets(), locations: createSpaceLocations(), canListSpaces: true },
    streamsBodies: true,
    connections: { credentials: async () => ({ state: 'ok', credentials: keys }) as const },
    ...request,
  };
  const own = createObjectBytes({ ...requests, hashBytes });
  const bytes = wrap ? wrap(own) : own;
  const touched: string[] = [];
  const journal = openTransferJournal(join(folder, 'journal'), log);
  const queue = createTransferQueue({
    ...{ bytes, files, log, now, random: Math.random, sleep: waits },
    journal: forgets ? forgetful(journal, join(folder, 'journal')) : journal,
    limits: () => ({ files: 4, parts: 4, partSize: 8 * 1024 * 1024, ...limits }),
    connectionOf: (id) => (id === connection.id ? connection : undefined),
    touched: (_space, all) => void touched.push(...all),
  });
  const notices = new FakeNotices();
  const prompts = new FakePrompts();
  const settings: Partial<SettingValues> = {};
  const diffs: TransferRig['diffs'] = [];
  const flows: TransferFlowsDeps = {
    ...{ queue, bytes, files, notices, prompts, progress: new FakeProgress() },
    reads: createStore(requests),
    settings: { get: (name) => settings[name] ?? readSetting(name, undefined) },
    moments: { locale: 'en' },
    now,
    openDiff: async ({ key }, text, localPath) => void diffs.push({ key, text, localPath }),
    began: () => {},
  };
  return { queue, flows, bytes, connection, notices, prompts, log, touched, settings, diffs };
}

function forgetful(journal: Journal, folder: string): Journal {
  return {
    add: (jobs) => journal.add(jobs),
    over: () => {},
    write: (entry) => journal.write(entry),
    remove: async () => {},
    claim: () => journal.claim(),
    flush: () => journal.flush(),
    dispose: async () => {
      await journal.flush();
      for (const name of existsSync(folder) ? readdirSync(folder) : [])
        if (name.endsWith('.owner')) rmSync(join(folder, name));
    },
  };
}
