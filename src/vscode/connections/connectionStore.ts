import type * as vscode from 'vscode';
import type { Connection, CredentialState, Credentials } from '../../core/connection.ts';
import { newConnectionId, type Random } from '../../core/connectionRules.ts';
import { Emitter } from '../../core/emitter.ts';
import type { ConnectionStore, Disposable, Log } from '../../core/ports.ts';
import { readStoredConnection, storedForm, withUniqueNames } from '../../core/storedConnection.ts';
import {
  connectionOfSecret,
  credentialState,
  readSecretEntry,
  type SecretEntry,
  secretKey,
  writeSecretEntry,
} from './secretEntry.ts';

export interface ConnectionStoreDeps {
  readonly state: vscode.Memento & { setKeysForSync(keys: readonly string[]): void };
  readonly secrets: vscode.SecretStorage;
  readonly random: Random;
  readonly log: Log;
  /** Told of every secret that is read or saved, so that no log line can hold one. */
  readonly onSecret: (secret: string) => void;
  /** The editor's windows coming and going; a focus is a moment to look again. */
  readonly onDidChangeWindowState: vscode.Event<vscode.WindowState>;
}

/** After another window's sign of a change the state itself may take a moment to arrive, milliseconds. */
const ARRIVAL = [50, 500, 2000] as const;

/**
 * Connections in the profile's state, one entry each, and their key pairs in SecretStorage, one entry each.
 * The state tells nobody of a change: so each change also rewrites the connection's secret entry, and other windows
 * hear of that; they look again when they are focused, too.
 */
export function createConnectionStore(deps: ConnectionStoreDeps): ConnectionStore & Disposable {
  return new EditorConnectionStore(deps);
}

class EditorConnectionStore implements ConnectionStore, Disposable {
  readonly #deps: ConnectionStoreDeps;
  readonly #changed = new Emitter<void>();
  readonly #subscriptions: Disposable[] = [];
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  /** Revisions of the secret entries as this window knows them. */
  readonly #revisions = new Map<string, string>();
  /** The connections as they were last announced. */
  #announced: string;
  #lastWrite: Promise<unknown> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  constructor(deps: ConnectionStoreDeps) {
    this.#deps = deps;
    this.#announced = this.#snapshot();
    this.#syncKeys();
    this.#subscriptions.push(
      deps.secrets.onDidChange(({ key }) => this.#hear(key)),
      deps.onDidChangeWindowState(({ focused }) => {
        if (focused) void this.#lookAgain(this.list().map(({ id }) => ({ id, told: false })));
      }),
    );
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  list(): readonly Connection[] {
    const read = this.#keys().map((key) => readStoredConnection(idOf(key), this.#deps.state.get(key)));
    return withUniqueNames(read.filter((connection) => connection !== undefined).sort(byName));
  }

  get(id: string): Connection | undefined {
    return this.list().find((connection) => connection.id === id);
  }

  async credentials(connection: Connection): Promise<CredentialState> {
    const state = credentialState(await this.#entry(connection.id), connection.endpoint);
    if (state.state === 'ok') this.#tell(state.credentials);
    return state;
  }

  #tell({ secretAccessKey, sessionToken }: Credentials): void {
    this.#deps.onSecret(secretAccessKey);
    if (sessionToken !== undefined) this.#deps.onSecret(sessionToken);
  }

  save(connection: Connection, credentials?: Credentials): Promise<void> {
    const { id, endpoint } = connection;
    if (credentials) this.#tell(credentials);
    return this.#write(async () => {
      // The secret first: a connection never stands without the pair it was saved with.
      if (credentials) await this.#store(id, { endpoint, credentials });
      await this.#deps.state.update(stateKey(id), storedForm(connection));
      this.#syncKeys();
      // Once more, now that the connection is there to be read by the windows that hear of it.
      const entry = await this.#entry(id);
      if (entry) await this.#deps.secrets.store(secretKey(id), this.#form(id, entry.pair));
      else await this.#store(id, undefined);
    });
  }

  remove(id: string): Promise<void> {
    return this.#write(async () => {
      await this.#deps.state.update(stateKey(id), undefined);
      this.#syncKeys();
      this.#revisions.set(id, '');
      // A secret that this profile did not make may be another profile's, of the same synced connection.
      if (this.#deps.state.get(madeKey(id)) === true) {
        await this.#deps.secrets.delete(secretKey(id));
        await this.#deps.state.update(madeKey(id), undefined);
      } else {
        const entry = await this.#entry(id);
        if (entry) await this.#deps.secrets.store(secretKey(id), this.#form(id, entry.pair));
      }
    });
  }

  /** One write after the other; each announced once. */
  #write(task: () => Promise<void>): Promise<void> {
    const done = this.#lastWrite.then(task).finally(() => {
      this.#announced = this.#snapshot();
      this.#changed.fire();
    });
    this.#lastWrite = done.catch(() => undefined);
    return done;
  }

  /** Writes what is this profile's own from now on. */
  async #store(id: string, pair: SecretEntry['pair']): Promise<void> {
    await this.#deps.secrets.store(secretKey(id), this.#form(id, pair));
    if (this.#deps.state.get(madeKey(id)) !== true) await this.#deps.state.update(madeKey(id), true);
  }

  #form(id: string, pair: SecretEntry['pair']): string {
    const revision = newConnectionId(this.#deps.random, () => false);
    this.#revisions.set(id, revision);
    return writeSecretEntry({ revision, pair });
  }

  /** A secret entry changed, here or in another window. */
  #hear(key: string): void {
    const id = connectionOfSecret(key);
    if (id === undefined) return;
    for (const delay of ARRIVAL) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        void this.#lookAgain([{ id, told: true }]);
      }, delay);
      this.#timers.add(timer);
    }
  }

  /** Announces what other windows changed, if anything. `told`: the editor says that this one's secret changed. */
  async #lookAgain(entries: readonly { readonly id: string; readonly told: boolean }[]): Promise<void> {
    await this.#lastWrite;
    let differs = false;
    for (const { id, told } of entries) {
      const revision = (await this.#entry(id))?.revision ?? '';
      const known = this.#revisions.get(id) ?? (told ? undefined : revision);
      if (known !== revision) differs = true;
      this.#revisions.set(id, revision);
    }
    const snapshot = this.#snapshot();
    if (!differs && snapshot === this.#announced) return;
    this.#announced = snapshot;
    this.#changed.fire();
  }

  async #entry(id: string): Promise<SecretEntry | undefined> {
    try {
      return readSecretEntry(await this.#deps.secrets.get(secretKey(id)));
    } catch (error) {
      this.#deps.log.warn(`the secret of connection ${id} can't be read: ${nameOf(error)}`);
      return undefined;
    }
  }

  #keys(): readonly string[] {
    return this.#deps.state.keys().filter((key) => key.startsWith(PREFIX));
  }

  /** Connections roam with Settings Sync, secrets and what this profile made do not. */
  #syncKeys(): void {
    this.#deps.state.setKeysForSync(this.#keys());
  }

  #snapshot(): string {
    return JSON.stringify(this.list());
  }
}

const PREFIX = 'connection.';
const stateKey = (id: string) => `${PREFIX}${id}`;
const madeKey = (id: string) => `madeSecret.${id}`;
const idOf = (key: string) => key.slice(PREFIX.length);

function byName(a: Connection, b: Connection): number {
  return a.name.localeCompare(b.name, undefined, { numeric: true }) || (a.id < b.id ? -1 : 1);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
