import type { Connection } from '../../../src/core/connection.ts';
import { Emitter } from '../../../src/core/emitter.ts';
import type {
  Transfer,
  TransferChanges,
  TransferState,
  Transfers,
  TransferTotals,
} from '../../../src/core/transfers/transfer.ts';

/** Transfers as a test sets them; what is wished for is noted. */
export class FakeTransfers implements Transfers {
  readonly #changed = new Emitter<TransferChanges>();
  #all = new Map<string, Transfer>();
  readonly wishes: string[] = [];
  readonly onDidChange = this.#changed.event;

  constructor(all: readonly Transfer[] = []) {
    this.#all = new Map(all.map((each) => [each.id, each]));
  }
  list(): readonly Transfer[] {
    return [...this.#all.values()];
  }
  get(id: string): Transfer | undefined {
    return this.#all.get(id);
  }
  /** What the queue measures of all together. */
  bytesPerSecond: number | undefined;
  totals(): TransferTotals {
    const states = { queued: 0, running: 0, paused: 0, failed: 0, done: 0, skipped: 0, cancelled: 0 };
    return { states, size: 0, doneBytes: 0, bytesPerSecond: this.bytesPerSecond };
  }
  /** Adds or replaces, and announces it. */
  set(...changed: readonly Transfer[]): void {
    const isList = changed.some(({ id }) => !this.#all.has(id));
    for (const each of changed) this.#all.set(each.id, each);
    this.#changed.fire({ ids: new Set(changed.map(({ id }) => id)), isList });
  }
  remove(...ids: readonly string[]): void {
    for (const id of ids) this.#all.delete(id);
    this.#changed.fire({ ids: new Set(), isList: true });
  }
  pause(ids?: readonly string[]): void {
    this.#note('pause', ids);
  }
  resume(ids?: readonly string[]): void {
    this.#note('resume', ids);
  }
  cancel(ids?: readonly string[]): void {
    this.#note('cancel', ids);
  }
  retry(ids?: readonly string[]): void {
    this.#note('retry', ids);
  }
  clearFinished(): void {
    this.#note('clear');
  }
  dispose(): void {}

  #note(wish: string, ids: readonly string[] = ['all']): void {
    this.wishes.push(`${wish} ${ids.join(' ')}`);
  }
}

const CONNECTION: Connection = {
  id: 'connection0',
  name: 'Demo',
  provider: 'custom',
  endpoint: 'https://s3.example',
  region: 'us-east-1',
  addressing: 'path',
  readOnly: false,
};

/** A transfer of 1,000 bytes: an upload of `/home/me/NAME` to `NAME`, unless a test says otherwise. */
export function transferOf(name: string, state: TransferState, more: Partial<Transfer> = {}): Transfer {
  return {
    ...{ id: name, batch: `batch of ${name}`, kind: 'upload', localPath: `/home/me/${name}` },
    object: { connection: CONNECTION, space: 'things', key: name },
    ...{ size: 1000, doneBytes: state === 'done' ? 1000 : 0, state },
    ...more,
  };
}
