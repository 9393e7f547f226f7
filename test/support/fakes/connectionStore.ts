import type { Connection, CredentialState, Credentials } from '../../../src/core/connection.ts';
import { Emitter } from '../../../src/core/emitter.ts';
import type { ConnectionStore, Disposable } from '../../../src/core/ports.ts';

interface Kept {
  readonly endpoint: string;
  readonly credentials: Credentials;
}

/** Connections and key pairs in memory, by the rules of the real store (one contract suite holds both). */
export class FakeConnectionStore implements ConnectionStore {
  readonly #connections = new Map<string, Connection>();
  readonly #secrets = new Map<string, Kept>();
  readonly #changed = new Emitter<void>();
  /** Every call that wrote, in order: `save <id>`, `save <id> with keys`, `remove <id>`. */
  readonly writes: string[] = [];
  /** The next write throws this. */
  failNextWrite: Error | undefined;

  /** Starts with these connections, each with a key pair unless `undefined` is given for it. */
  static with(...entries: readonly (readonly [Connection, Credentials | undefined])[]): FakeConnectionStore {
    const store = new FakeConnectionStore();
    for (const [connection, credentials] of entries) store.#put(connection, credentials);
    return store;
  }

  list(): readonly Connection[] {
    return [...this.#connections.values()];
  }

  get(id: string): Connection | undefined {
    return this.#connections.get(id);
  }

  async save(connection: Connection, credentials?: Credentials): Promise<void> {
    this.#write(`save ${connection.id}${credentials ? ' with keys' : ''}`);
    this.#put(connection, credentials);
    this.#changed.fire();
  }

  async remove(id: string): Promise<void> {
    this.#write(`remove ${id}`);
    this.#connections.delete(id);
    this.#secrets.delete(id);
    this.#changed.fire();
  }

  async credentials(connection: Connection): Promise<CredentialState> {
    const kept = this.#secrets.get(connection.id);
    if (!kept) return { state: 'missing' };
    if (kept.endpoint !== connection.endpoint) return { state: 'otherEndpoint', endpoint: kept.endpoint };
    return { state: 'ok', credentials: kept.credentials };
  }

  onDidChange(listener: () => void): Disposable {
    return this.#changed.event(listener);
  }

  /** The key pair is gone, as after a reinstalled system. */
  loseSecret(id: string): void {
    this.#secrets.delete(id);
    this.#changed.fire();
  }

  #put(connection: Connection, credentials: Credentials | undefined): void {
    this.#connections.set(connection.id, connection);
    if (credentials) this.#secrets.set(connection.id, { endpoint: connection.endpoint, credentials });
  }

  #write(what: string): void {
    const failure = this.failNextWrite;
    this.failNextWrite = undefined;
    if (failure) throw failure;
    this.writes.push(what);
  }
}
