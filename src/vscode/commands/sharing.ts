import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { goTo } from '../../commands/goTo.ts';
import type { Random } from '../../core/connectionRules.ts';
import { SpacesError } from '../../core/errors.ts';
import type { SignatureCheck } from '../../core/inspect/signature.ts';
import type { ShareClock } from '../../core/ledgerTimes.ts';
import type { LedgerView } from '../../core/ledgerView.ts';
import type { Listing } from '../../core/listing.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { createSpaceFiles } from '../files/spaceFiles.ts';
import { createHelp } from '../help.ts';
import type { Execute } from '../offers.ts';
import { everySecond } from '../pages/clock.ts';
import { openShares } from '../shares/open.ts';
import { createTerminals } from '../terminal.ts';
import { isRow } from '../tree/rows.ts';
import { type EditorCommandDeps, editorCommands } from './fromEditor.ts';
import { inspectCommands } from './inspect.ts';
import { pageCommands } from './pages.ts';
import { revokeCommands } from './revoke.ts';
import { type ShareCommandDeps, shareCommands } from './share.ts';
import { ledgerCommands } from './shares.ts';
import type { StartDeps } from './start.ts';
import { createSurface, type Handlers } from './surface.ts';
import { uploadCommands } from './upload.ts';

/** What the commands of sharing need beside the flows' ports. */
export type SharingDeps = ShareCommandDeps &
  EditorCommandDeps & {
    readonly execute: Execute;
    /** Runs something that a button of ours offers: what goes wrong is shown as for a command. */
    run(title: string, attempt: () => unknown): Promise<void>;
    /** What of the ledger this window shows. */
    readonly shown: LedgerView;
    readonly shareClock: ShareClock;
    /** Moves the focus to Active Shares. */
    showShares(): unknown;
    toggleGroup(): unknown;
    readonly listing: Listing;
    readonly random: Random;
    readonly signatures: SignatureCheck;
    openHelp(topic: string): unknown;
    /** Shows a place in the tree, loading what leads there. */
    reveal(target: ObjectTarget | PrefixTarget): Promise<void>;
  };

export interface Sharing {
  /** Of its commands. */
  readonly handlers: Handlers;
  /** Looks after signed URLs in documents from now on. */
  watchDocuments(): Promise<vscode.Disposable>;
}

export function createSharing(
  start: StartDeps,
  network: Pick<SharingDeps, 'writer' | 'probe' | 'signatures'>,
): Sharing {
  const { rows: shares, ...opened } = openShares({
    ...start,
    onLost: (error) => void run(t('Active Shares'), () => lose(error)),
  });
  const { editor, handlersOf, run } = createSurface({
    ...{ ...start, isRow, shares },
    spaceFiles: createSpaceFiles(vscode, start),
  });
  const deps: SharingDeps = {
    ...start,
    ...network,
    ...editor,
    run,
    pictures: {
      showQr: async (...shown) => {
        const { createPictures } = await import('../pages/qr.ts');
        return createPictures(vscode, { ...start, everySecond }).showQr(...shown);
      },
    },
    soon: (work) => void setTimeout(work, 0),
    store: start.connections,
    spaces: start.reads,
    ...opened,
    terminals: createTerminals(vscode),
    activeFile,
    setContext: (key) => void vscode.commands.executeCommand('setContext', key, true),
    execute: (id, args) => vscode.commands.executeCommand(id, args),
    openHelp: createHelp(vscode, start.extensionUri),
    reveal: (target) =>
      goTo({ ...start, ...editor, store: start.reads, reveal: start.explorer.reveal }, target),
  };
  const handlers = handlersOf([
    ...shareCommands(deps),
    ...uploadCommands(deps),
    ...pageCommands(deps),
    ...editorCommands(deps),
    ...ledgerCommands(deps),
    ...revokeCommands(deps),
    ...inspectCommands(deps),
  ]);
  return {
    handlers,
    watchDocuments: async () => (await import('../documents/documents.ts')).lookAfterDocuments(deps),
  };
}

/** What was copied is copied: that alone went wrong. */
function lose(cause: unknown): never {
  throw new SpacesError('server', t('What was handed out works, but could not be written down here.'), {
    cause,
  });
}

/** Also of an editor that is not for text. */
function activeFile(): vscode.Uri | undefined {
  const { activeTextEditor, tabGroups } = vscode.window;
  const input = tabGroups.activeTabGroup.activeTab?.input;
  const isOfFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
  return isOfFile ? input.uri : activeTextEditor?.document.uri;
}
