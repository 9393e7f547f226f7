import type * as vscode from 'vscode';
import type { Random } from '../../core/connectionRules.ts';
import { newConnectionId } from '../../core/connectionRules.ts';
import { Emitter } from '../../core/emitter.ts';
import type { Disposable, Log } from '../../core/ports.ts';

/** Tells the other windows on this machine that something changed; it says not what. */
export interface ChangeSignal {
  /** Never fails: a change that could not be told is found when the other window is focused. */
  announce(): Promise<void>;
  /** Another window's announcement. */
  onDidHear(listener: () => void): Disposable;
}

export interface ChangeSignalDeps {
  readonly workspace: Pick<typeof vscode.workspace, 'fs' | 'createFileSystemWatcher'>;
  readonly api: Pick<typeof vscode, 'Uri' | 'RelativePattern'>;
  /** The extension's `globalStorageUri`, which all windows of a profile share. */
  readonly folder: vscode.Uri;
  readonly random: Random;
  readonly log: Log;
}

/** The name of the file. It holds a random word, new with each change. */
const FILE = 'connections.changed';

/**
 * A file that is written at each change and watched by the other windows. Neither `globalState` nor, in a browser,
 * SecretStorage tells another window of a change (tried with two pages; a file arrives within 0.2 s).
 */
export function createChangeSignal(deps: ChangeSignalDeps): ChangeSignal & Disposable {
  const { fs } = deps.workspace;
  const file = deps.api.Uri.joinPath(deps.folder, FILE);
  const heard = new Emitter<void>();
  const own: Disposable[] = [];
  let known = '';
  let isDisposed = false;

  const listen = async () => {
    const word = new TextDecoder().decode(await fs.readFile(file));
    // Our own word comes back to us, and a write may be told twice or while the file is still empty.
    if (word === '' || word === known) return;
    known = word;
    heard.fire();
  };
  const ignore = (error: unknown) => deps.log.trace(`connections.changed: ${String(error)}`);
  const watch = async () => {
    // A folder that is not there can't be watched.
    await fs.createDirectory(deps.folder);
    if (isDisposed) return;
    const watcher = deps.workspace.createFileSystemWatcher(new deps.api.RelativePattern(deps.folder, FILE));
    own.push(
      watcher,
      watcher.onDidCreate(() => void listen().catch(ignore)),
      watcher.onDidChange(() => void listen().catch(ignore)),
    );
  };
  const ready = watch().catch(ignore);

  return {
    onDidHear: heard.event,
    async announce() {
      known = newConnectionId(deps.random, () => false);
      try {
        await ready;
        await fs.writeFile(file, new TextEncoder().encode(known));
      } catch (error) {
        ignore(error);
      }
    },
    dispose() {
      isDisposed = true;
      for (const each of own) each.dispose();
    },
  };
}
