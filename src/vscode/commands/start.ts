import * as vscode from 'vscode';
import type { AllowBrowser } from '../../commands/allowBrowser.ts';
import type { Random } from '../../core/connectionRules.ts';
import type { Listing } from '../../core/listing.ts';
import type { Machine } from '../../core/machine.ts';
import type { MomentStyle } from '../../core/moments.ts';
import type {
  ClockOffsets,
  ConnectionStore,
  ConnectionTester,
  Log,
  Memory,
  Now,
  Signer,
  SpacePlaces,
  Store,
  Witness,
} from '../../core/ports.ts';
import { createHelp } from '../help.ts';
import { createNotices } from '../notices.ts';
import type { Execute } from '../offers.ts';
import { progress } from '../progress.ts';
import { createPrompts } from '../prompts.ts';
import { type RegisterDeps, runShown } from '../register.ts';
import { createShowLog } from '../showLog.ts';
import type { Explorer } from '../tree/explorer.ts';
import { isRow } from '../tree/rows.ts';
import { browserCommands } from './browser.ts';
import { connectionCommands } from './connections.ts';
import { explorerCommands } from './explorer.ts';
import { helpCommands } from './help.ts';
import { shareCommands } from './share.ts';

export interface StartDeps {
  readonly connections: ConnectionStore;
  readonly reads: Store;
  readonly listing: Listing;
  readonly explorer: Explorer;
  readonly memory: Memory;
  readonly log: Log;
  readonly tester: ConnectionTester;
  readonly signer: Signer;
  readonly witness: (() => Promise<Witness>) | undefined;
  readonly allowBrowser: (() => Promise<AllowBrowser>) | undefined;
  /** Where the editor runs, in a browser. */
  readonly pageOrigin: string | undefined;
  readonly clock: ClockOffsets;
  readonly places: SpacePlaces;
  readonly now: Now;
  readonly random: Random;
  readonly moments: MomentStyle;
  readonly canListSpaces: boolean;
  readonly machine: Machine;
  /** Where the extension is installed. */
  readonly extensionUri: vscode.Uri;
  readonly channel: vscode.LogOutputChannel;
}

/** What runs for each id. */
export type Handlers = ReadonlyMap<string, (...args: readonly unknown[]) => unknown>;

/** Every command's handler over the editor's windows. */
export function createHandlers(deps: StartDeps): Handlers {
  const { explorer, connections, reads } = deps;
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
    selection: () => explorer.selection(),
    isRow,
  };
  const editor = {
    prompts: createPrompts(vscode),
    notices,
    progress,
    memory: deps.memory,
    clipboard: { write: async (text: string) => vscode.env.clipboard.writeText(text) },
  };
  const setContext = (key: string) => void vscode.commands.executeCommand('setContext', key, true);
  const reloadWindow = () => vscode.commands.executeCommand('workbench.action.reloadWindow');
  const execute: Execute = (id, args) => vscode.commands.executeCommand(id, args);
  const openHelp = createHelp(vscode, deps.extensionUri);
  const all = [
    ...shareCommands({ ...deps, ...editor, store: connections, spaces: reads, setContext }),
    ...connectionCommands({ ...deps, ...editor, store: connections, execute, reloadWindow, openHelp }),
    ...explorerCommands({
      ...deps,
      ...editor,
      store: reads,
      reveal: explorer.reveal,
      moveOn: explorer.moveOn,
    }),
    ...browserCommands({ ...deps, ...editor, store: connections, spaces: reads, openHelp }),
    ...helpCommands({
      openHelp,
      prompts: editor.prompts,
      showLog: createShowLog(deps.channel, notices, vscode.commands),
    }),
  ];
  for (const register of all) register(wrapper);
  return handlers;
}
