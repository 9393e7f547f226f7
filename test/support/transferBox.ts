import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scratchFolder } from './scratch.mjs';
import { type MemoryStore, startStore } from './store/memoryStore.ts';
import { type RigOptions, type TransferRig, transferRig } from './transferRig.ts';

/** For each test of a group an in-memory store with an empty Space `box`, a folder, and transfers between the two. */
export class TransferBox {
  #store: MemoryStore | undefined;
  #rig: TransferRig | undefined;
  folder = '';

  /** To be called within the group. */
  useForEach(): this {
    beforeEach(async () => {
      this.#store = await startStore({ smallestPart: 1, spaces: ['box'] });
      this.folder = scratchFolder('flows');
      this.begin();
    });
    afterEach(async () => {
      await this.#rig?.queue.close();
      await this.#store?.stop();
    });
    return this;
  }

  get store(): MemoryStore {
    if (this.#store === undefined) throw new Error('no store yet');
    return this.#store;
  }

  get rig(): TransferRig {
    if (this.#rig === undefined) throw new Error('no transfers yet');
    return this.#rig;
  }

  /** Another window in the place of the one there is. */
  begin(options: Partial<RigOptions> = {}): void {
    const { credentials } = this.store;
    this.#rig = transferRig(this.store, credentials, { folder: this.folder, haste: 1000, ...options });
  }

  at(prefix = '') {
    return { connection: this.rig.connection, space: 'box', prefix };
  }

  object(key: string) {
    return { connection: this.rig.connection, space: 'box', key };
  }

  path(...names: readonly string[]): string {
    return join(this.folder, ...names);
  }

  /** A local file; gives its path. */
  write(name: string, text: string): string {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
    return this.path(name);
  }

  read(...names: readonly string[]): string {
    return readFileSync(this.path(...names), 'utf8');
  }

  /** What the store has. */
  stored(key: string): string | undefined {
    return this.store.get('box', key)?.body().toString();
  }

  states(): readonly string[] {
    return this.rig.queue.list().map(({ state }) => state);
  }
}
