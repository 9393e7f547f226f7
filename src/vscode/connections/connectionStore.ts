import type * as vscode from 'vscode';
import type { Connection, CredentialState, Credentials } from '../../core/connection.ts';
import { byName, newConnectionId, type Random } from '../../core/connectionRules.ts';
import { Emitter } from '../../core/emitter.ts';
import type { ConnectionStore, Disposable, Log } from '../../core/ports.ts';
import { readStoredConnection, storedForm, withUniqueNames } from '../../core/storedConnection.ts';
import type { ChangeSignal } from './changeSignal.ts';
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
  /** To and from the other windows. */
  readonly signal: ChangeSignal;
  /** The editor's windows coming and going; a focus is a moment to look again. */
  readonly onDidChangeWindowState: vscode.Event<vscode.WindowState>;
  /** A browser's window reads the secrets once: what another window stores it knows after a reload only. */
  readonly readsSecretsOnce: boolean;
}

/** After another window's signal the state may take a moment to arrive (0.2 s in two pages); milliseconds. */
const LOOKS = [20, 300, 1000] as const;
/** So long a key pair holds that was read: each page of a listing and each file asks for it. Milliseconds. */
const HELD_MS = 1000;

/**
 * Connections in the profile's state, one entry each, and their key pairs in SecretStorage, one entry each.
 * The state tells nobody of a change and secrets not everywhere: so each change is also signalled to the other windows,
 * which look again then, and when they are focused.
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
  readonly #held = new Map<string, Promise<SecretEntry | undefined>>();
  /** The connections as they were last announced. */
  #announced: string;
  /** Another window changed something that was not seen yet. */
  #isAwaiting = false;
  #lastWrite: Promise<unknown> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  constructor(deps: ConnectionStoreDeps) {
    this.#deps = deps;
    this.#announced = this.#snapshot();
    this.#syncKeys();
    this.#subscriptions.push(
      deps.signal.onDidHear(() => this.#expectChange()),
      deps.secrets.onDidChange(({ key }) => void this.#hearOfSecret(key)),
      deps.onDidChangeWindowState(({ focused }) => {
        if (focused) void this.#lookAround();
      }),
    );
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#held.clear();
  }

  list(): readonly Connection[] {
    const read = this.#keys().map((key) => readStoredConnection(idOf(key), this.#deps.state.get(key)));
    return withUniqueNames(read.filter((connection) => connection !== undefined).sort(byName));
  }

  get(id: string): Connection | undefined {
    return this.list().find((connection) => connection.id === id);
  }

  async credentials(connection: Connection): Promise<CredentialState> {
    const state = credentialState(await this.#heldEntry(connection.id), connection.endpoint);
    if (state.state === 'ok') this.#tell(state.credentials);
    const isLost = state.state === 'missing' && this.#deps.readsSecretsOnce;
    return isLost ? { ...state, mayBeElsewhere: true } : state;
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
      if (credentials) await this.#storePair(id, { endpoint, credentials });
      await this.#deps.state.update(stateKey(id), storedForm(connection));
    });
  }

  remove(id: string): Promise<void> {
    return this.#write(async () => {
      await this.#deps.state.update(stateKey(id), undefined);
      // A secret that this profile did not make may be another profile's, of the same synced connection.
      if (this.#deps.state.get(madeKey(id)) !== true) return;
      this.#revisions.set(id, NONE);
      await this.#deps.secrets.delete(secretKey(id));
      this.#held.delete(id);
      await this.#deps.state.update(madeKey(id), undefined);
    });
  }

  /** One write after the other, each announced once, here and to the other windows. */
  #write(task: () => Promise<void>): Promise<void> {
    const done = this.#lastWrite.then(task).finally(() => {
      this.#syncKeys();
      this.#fire(this.#snapshot());
      return this.#deps.signal.announce();
    });
    this.#lastWrite = done.catch(() => undefined);
    return done;
  }

  async #storePair(id: string, pair: Omit<SecretEntry, 'revision'>): Promise<void> {
    const revision = newConnectionId(this.#deps.random, () => false);
    this.#revisions.set(id, revision);
    await this.#deps.secrets.store(secretKey(id), writeSecretEntry({ revision, ...pair }));
    this.#held.delete(id);
    if (this.#deps.state.get(madeKey(id)) !== true) await this.#deps.state.update(madeKey(id), true);
  }

  async #hearOfSecret(key: string): Promise<void> {
    const id = connectionOfSecret(key);
    if (id === undefined) return;
    this.#held.delete(id);
    await this.#lastWrite;
    const revision = await this.#revision(id);
    if (revision === this.#revisions.get(id)) return;
    this.#revisions.set(id, revision);
    this.#expectChange();
  }

  /** Looks until the change is there; a key pair's alone shows nowhere, and is announced with the last look. */
  #expectChange(): void {
    this.#isAwaiting = true;
    this.#held.clear();
    for (const delay of LOOKS) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        void this.#look(delay === LOOKS.at(-1));
      }, delay);
      this.#timers.add(timer);
    }
  }

  async #look(isLast: boolean): Promise<void> {
    await this.#lastWrite;
    const snapshot = this.#snapshot();
    if (snapshot !== this.#announced || (isLast && this.#isAwaiting)) this.#fire(snapshot);
  }

  /** Nobody told anything, but the window was away. */
  async #lookAround(): Promise<void> {
    await this.#lastWrite;
    for (const { id } of this.list()) {
      const revision = await this.#revision(id);
      if (revision !== (this.#revisions.get(id) ?? revision)) {
        this.#isAwaiting = true;
        this.#held.delete(id);
      }
      this.#revisions.set(id, revision);
    }
    await this.#look(true);
  }

  #fire(snapshot: string): void {
    this.#held.clear();
    this.#announced = snapshot;
    this.#isAwaiting = false;
    this.#changed.fire();
  }

  /** What could not be read, or is not there, may be so by the next time. */
  #heldEntry(id: string): Promise<SecretEntry | undefined> {
    const held = this.#held.get(id);
    if (held !== undefined) return held;
    const reading = this.#entry(id);
    this.#held.set(id, reading);
    const drop = () => this.#held.get(id) === reading && this.#held.delete(id);
    void reading.then((entry) => {
      if (entry === undefined) return void drop();
      if (this.#held.get(id) !== reading) return;
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        drop();
      }, HELD_MS);
      this.#timers.add(timer);
    });
    return reading;
  }

  async #revision(id: string): Promise<string> {
    return (await this.#entry(id))?.revision ?? NONE;
  }

  async #entry(id: string): Promise<SecretEntry | undefined> {
    this.#deps.log.trace(`the key pair of connection ${id} is read`);
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

/** The revision of a secret that is not there. */
const NONE = '';
const PREFIX = 'connection.';
const stateKey = (id: string) => `${PREFIX}${id}`;
const madeKey = (id: string) => `madeSecret.${id}`;
const idOf = (key: string) => key.slice(PREFIX.length);

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
