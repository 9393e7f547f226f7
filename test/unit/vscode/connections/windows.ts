import type * as vscode from 'vscode';
import { createConnectionStore } from '../../../../src/vscode/connections/connectionStore.ts';
import {
  FakeEvent,
  FakeMemento,
  FakeProfile,
  FakeSecretStorage,
  FakeSignals,
} from '../../../support/fakes/editor.ts';
import { FakeLog } from '../../../support/fakes/small.ts';

/** One window's store over a profile and the application's secrets. */
export function openWindow(
  profile = new FakeProfile(),
  secrets = new FakeSecretStorage(),
  signals = new FakeSignals(),
  readsSecretsOnce = false,
) {
  const windowState = new FakeEvent<vscode.WindowState>();
  const log = new FakeLog();
  const state = new FakeMemento(profile);
  const told: string[] = [];
  const store = createConnectionStore({
    state,
    secrets,
    signal: signals.open(),
    random: Math.random,
    log,
    onDidChangeWindowState: windowState.event,
    onSecret: (secret) => told.push(secret),
    readsSecretsOnce,
  });
  opened.push(store);
  return {
    store,
    state,
    secrets,
    profile,
    signals,
    log,
    told,
    focus: () => windowState.fire({ focused: true, active: true }),
  };
}
const opened: { dispose(): void }[] = [];

/** After each test. */
export function closeWindows(): void {
  for (const store of opened.splice(0)) store.dispose();
}

/** Resolves at the next change that a store tells of. */
export function nextChange(store: ReturnType<typeof createConnectionStore>): Promise<void> {
  return new Promise((resolve) => {
    const subscription = store.onDidChange(() => {
      subscription.dispose();
      resolve();
    });
  });
}
