import * as vscode from 'vscode';
import type { AllowBrowser } from '../../commands/allowBrowser.ts';
import { COMMAND } from '../../contributions.ts';
import type { Random } from '../../core/connectionRules.ts';
import type { Hashing } from '../../core/hashing.ts';
import type { ImportSources } from '../../core/import/sources.ts';
import type { Listing } from '../../core/listing.ts';
import type { LocalMachine } from '../../core/localMachine.ts';
import type { Machine } from '../../core/machine.ts';
import type { MomentStyle } from '../../core/moments.ts';
import type { ReadPhrase } from '../../core/phrases.ts';
import type {
  ClockOffsets,
  ConnectionStore,
  ConnectionTester,
  Log,
  Memory,
  Now,
  SpacePlaces,
  Store,
} from '../../core/ports.ts';
import type { Rights } from '../../core/rights.ts';
import type { Signer, Witness } from '../../core/signing.ts';
import type { Unfinished } from '../../core/unfinished.ts';
import { createHelp } from '../help.ts';
import type { Execute } from '../offers.ts';
import type { LedgerWrites } from '../shares/ledger.ts';
import type { SharesView } from '../shares/onFirstUse.ts';
import { createShowLog } from '../showLog.ts';
import type { TransfersView } from '../transfers/onFirstUse.ts';
import type { Explorer } from '../tree/explorer.ts';
import { isRow } from '../tree/rows.ts';
import { browserCommands } from './browser.ts';
import { connectionCommands } from './connections.ts';
import { desktopOnlyCommands } from './desktopOnly.ts';
import { explorerCommands } from './explorer.ts';
import { helpCommands } from './help.ts';
import { createSurface, type Handlers } from './surface.ts';

export interface StartDeps {
  readonly connections: ConnectionStore;
  readonly reads: Store;
  readonly listing: Listing;
  readonly explorer: Explorer;
  readonly sharesView: SharesView;
  /** Absent in a browser. */
  readonly transfersView: TransfersView | undefined;
  readonly memory: Memory;
  /** Of what is open in this window. */
  readonly windowMemory: Memory;
  readonly log: Log;
  readonly tester: ConnectionTester;
  readonly signer: Signer;
  readonly witness: (() => Promise<Witness>) | undefined;
  readonly allowBrowser: (() => Promise<AllowBrowser>) | undefined;
  /** Loaded on first use; absent in a browser. */
  readonly local: (() => Promise<LocalMachine>) | undefined;
  /** Loaded on first use; absent in a browser. */
  readonly importSources: (() => Promise<ImportSources>) | undefined;
  /** Loaded with the first share; absent in a browser. */
  readonly shareFiles: (() => Promise<LedgerWrites>) | undefined;
  /** Where the editor runs, in a browser. */
  readonly pageOrigin: string | undefined;
  readonly hashing: Hashing;
  readonly clock: ClockOffsets;
  readonly places: SpacePlaces;
  readonly rights: Rights;
  readonly now: Now;
  readonly random: Random;
  /** What the window does not close without. */
  readonly unfinished: Unfinished;
  readonly moments: MomentStyle;
  readonly canListSpaces: boolean;
  readonly machine: Machine;
  /** Loaded with the first phrase that our own grammar does not know. */
  phrases(): Promise<ReadPhrase>;
  /** Where the extension is installed. */
  readonly extensionUri: vscode.Uri;
  readonly channel: vscode.LogOutputChannel;
}

/** The handlers of every command but those of sharing. */
export function createHandlers(deps: StartDeps): Handlers {
  const { explorer, connections, reads } = deps;
  const { editor, handlersOf } = createSurface({ ...deps, isRow });
  const reloadWindow = () => vscode.commands.executeCommand('workbench.action.reloadWindow');
  const execute: Execute = (id, args) => vscode.commands.executeCommand(id, args);
  const openHelp = createHelp(vscode, deps.extensionUri);
  const importInstead = deps.importSources && (() => execute(COMMAND.importConnections, undefined));
  const forConnections = { store: connections, execute, reloadWindow, openHelp, importInstead };
  return handlersOf([
    ...connectionCommands({ ...deps, ...editor, ...forConnections }),
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
      showLog: createShowLog(deps.channel, editor.notices, vscode.commands),
    }),
    ...(deps.transfersView === undefined ? desktopOnlyCommands() : []),
  ]);
}
