import * as vscode from 'vscode';
import type { LocalMachine } from '../../core/localMachine.ts';
import type {
  Clipboard,
  Files,
  Log,
  Memory,
  Notices,
  Progress,
  Prompts,
  Settings,
} from '../../core/ports.ts';
import { createFiles } from '../files.ts';
import { createNotices } from '../notices.ts';
import { progress } from '../progress.ts';
import { createPrompts } from '../prompts.ts';
import { type AnyCommand, type RegisterDeps, runShown } from '../register.ts';
import { createSettings } from '../settings.ts';
import type { Row } from '../tree/rows.ts';

export interface SurfaceDeps {
  readonly log: Log;
  readonly memory: Memory;
  readonly explorer: { selection(row?: Row): readonly Row[] };
  /** Loaded on first use; absent in a browser. */
  readonly local: (() => Promise<LocalMachine>) | undefined;
  isRow(value: unknown): value is Row;
  readonly shares?: RegisterDeps['shares'];
  readonly transfers?: RegisterDeps['transfers'];
  readonly spaceFiles?: RegisterDeps['spaceFiles'];
}

/** What runs for each id. */
export type Handlers = ReadonlyMap<string, (...args: readonly unknown[]) => unknown>;

/** The editor's windows, as the flows see them. */
export interface Editor {
  readonly prompts: Prompts;
  readonly notices: Notices;
  readonly progress: Progress;
  readonly memory: Memory;
  readonly clipboard: Clipboard;
  readonly settings: Settings;
  readonly files: Files;
}

/** The editor as flows see it, and the one wrapper around the commands of a part. */
export function createSurface(deps: SurfaceDeps): {
  readonly editor: Editor;
  handlersOf(commands: readonly AnyCommand[]): Handlers;
  /** Runs something that a button of ours offers: what goes wrong is shown as for a command. */
  run(title: string, attempt: () => unknown): Promise<void>;
} {
  const handlers = new Map<string, (...args: readonly unknown[]) => unknown>();
  const registerCommand: RegisterDeps['commands']['registerCommand'] = (id, handler) => {
    handlers.set(id, handler);
    return new vscode.Disposable(() => handlers.delete(id));
  };
  const notices = createNotices(vscode.window, (offer) => void runShown(wrapper, offer.title, offer.run));
  const wrapper: RegisterDeps = {
    commands: { registerCommand, executeCommand: vscode.commands.executeCommand },
    notices,
    log: deps.log,
    selection: (row) => deps.explorer.selection(row),
    isRow: deps.isRow,
    shares: deps.shares,
    transfers: deps.transfers,
    spaceFiles: deps.spaceFiles,
  };
  return {
    editor: {
      prompts: createPrompts(vscode),
      notices,
      progress,
      memory: deps.memory,
      clipboard: {
        write: async (text) => vscode.env.clipboard.writeText(text),
        read: async () => vscode.env.clipboard.readText().then(undefined, () => ''),
      },
      settings: createSettings(vscode),
      files: createFiles(vscode, deps.local),
    },
    run: (title, attempt) => runShown(wrapper, title, attempt),
    handlersOf(commands) {
      for (const register of commands) register(wrapper);
      return handlers;
    },
  };
}
