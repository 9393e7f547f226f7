import type * as vscode from 'vscode';
import { Emitter } from '../../../src/core/emitter.ts';
import type { ChangeSignal } from '../../../src/vscode/connections/changeSignal.ts';

/** An event as the editor's API has it, for `fire` by a test. */
export class FakeEvent<T> {
  readonly #emitter = new Emitter<T>();
  readonly event = ((listener: (value: T) => unknown) =>
    this.#emitter.event((value) => void listener(value))) as unknown as vscode.Event<T>;
  fire(value: T): void {
    this.#emitter.fire(value);
  }
}

/** A profile's state, seen by one or more windows through `FakeMemento`. */
export class FakeProfile {
  values = new Map<string, string>();
  syncedKeys: readonly string[] = [];

  /** What is stored, as one text: to look for what must not be there. */
  get text(): string {
    return JSON.stringify([...this.values]);
  }
}

/** `globalState` of one window. What one window writes another sees at once, but is not told of. */
export class FakeMemento implements vscode.Memento {
  readonly #profile: FakeProfile;
  /** The next update throws this. */
  failNextUpdate: Error | undefined;

  constructor(profile = new FakeProfile()) {
    this.#profile = profile;
  }
  keys(): readonly string[] {
    return [...this.#profile.values.keys()];
  }
  get<T>(key: string, fallback?: T): T {
    const text = this.#profile.values.get(key);
    return (text === undefined ? fallback : JSON.parse(text)) as T;
  }
  async update(key: string, value: unknown): Promise<void> {
    const failure = this.failNextUpdate;
    this.failNextUpdate = undefined;
    if (failure) throw failure;
    if (value === undefined) this.#profile.values.delete(key);
    else this.#profile.values.set(key, JSON.stringify(value));
  }
  setKeysForSync(keys: readonly string[]): void {
    this.#profile.syncedKeys = [...keys];
  }
}

/** The application's secrets, shared by all windows and profiles; every window is told of every write. */
export class FakeSecretStorage implements vscode.SecretStorage {
  readonly values = new Map<string, string>();
  /** Every write, in order. */
  readonly writes: string[] = [];
  readonly #changed = new FakeEvent<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;
  /** Reads throw this, as with a locked keyring. */
  failReads: Error | undefined;

  async keys(): Promise<string[]> {
    return [...this.values.keys()];
  }
  async get(key: string): Promise<string | undefined> {
    if (this.failReads) throw this.failReads;
    return this.values.get(key);
  }
  async store(key: string, value: string): Promise<void> {
    this.writes.push(`store ${key}`);
    this.values.set(key, value);
    this.#changed.fire({ key });
  }
  async delete(key: string): Promise<void> {
    this.writes.push(`delete ${key}`);
    this.values.delete(key);
    this.#changed.fire({ key });
  }
}

/** What windows of one machine tell each other: each hears the others, at once. */
export class FakeSignals {
  readonly #windows = new Set<FakeEvent<void>>();

  /** One window's end of it. */
  open(): ChangeSignal {
    const heard = new FakeEvent<void>();
    this.#windows.add(heard);
    return {
      announce: async () => {
        for (const other of this.#windows) if (other !== heard) other.fire();
      },
      onDidHear: (listener) => heard.event(listener),
    };
  }
}
