import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { chooseFolder } from '../../commands/chooseFolder.ts';
import { goTo } from '../../commands/goTo.ts';
import { refuseReadOnly } from '../../commands/share.ts';
import type { ObjectBytes } from '../../core/objects.ts';
import type { ConnectionStore, Disposable, Store } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import type { Transfers as TransferList, TransferResult } from '../../core/transfers/transfer.ts';
import type { Execute } from '../offers.ts';
import { transferDialogs } from '../transfers/dialogs.ts';
import { copyDropped } from '../transfers/dropped.ts';
import { openTransfersView } from '../transfers/open.ts';
import type { DroppedFile, Drops } from '../tree/dragAndDrop.ts';
import { folderOf, isRow, type Row } from '../tree/rows.ts';
import type { StartDeps } from './start.ts';
import { createSurface, type Editor, type Handlers } from './surface.ts';
import { localFile, type TransferFlowDeps, transferFlowCommands } from './transferFlows.ts';
import { transferRowCommands } from './transferRows.ts';

/** What the commands of this part need. */
export type TransfersDeps = StartDeps &
  Editor &
  TransfersNetwork & {
    readonly store: ConnectionStore;
    readonly spaces: Store;
    readonly execute: Execute;
    /** Shows a place in the tree, loading what leads there. */
    reveal(target: ObjectTarget | PrefixTarget): Promise<void>;
  };

/** The S3 client's side of it. */
export interface TransfersNetwork {
  readonly bytes: ObjectBytes;
}

export interface UploadRequest {
  /** Absolute, of files or folders. */
  readonly paths: readonly string[];
  /** A folder or Space; for one file its key. */
  readonly to: ObjectTarget | PrefixTarget;
  readonly onConflict?: 'ask' | 'skip' | 'replace' | 'keepBoth' | undefined;
  readonly wishes?: {
    readonly acl?: 'private' | 'public-read' | undefined;
    readonly contentType?: string | undefined;
    readonly cacheControl?: string | undefined;
  };
  /** The caller reads the result: nothing is said of how it went. */
  readonly isQuiet: boolean;
}

export interface DownloadRequest {
  readonly sources: readonly (ObjectTarget | PrefixTarget)[];
  readonly folder: string;
  readonly onConflict?: 'ask' | 'skip' | 'replace' | 'keepBoth' | undefined;
  readonly confirmed?: boolean | undefined;
  readonly isQuiet: boolean;
}

/** What begins transfers, and waits until they are over. */
export interface Flows {
  readonly transfers: TransferList & Disposable;
  upload(request: UploadRequest): Promise<TransferResult>;
  download(request: DownloadRequest): Promise<TransferResult>;
}

export interface Transfers {
  readonly handlers: Handlers;
  readonly drop: Drops['upload'];
}

export function createTransfers(start: StartDeps, network: TransfersNetwork): Transfers {
  const { transfersView } = start;
  if (transfersView === undefined) throw new Error('no view for transfers');
  const flows = flowsOf(network);
  const { rows, ...opened } = openTransfersView({ ...start, ...flows, transfersView });
  const { editor, handlersOf, run } = createSurface({ ...start, isRow, transfers: rows });
  const dialogs = transferDialogs({ ...start, api: vscode });
  const deps: TransferFlowDeps = {
    ...start,
    ...editor,
    ...network,
    ...flows,
    dialogs,
    store: start.connections,
    spaces: start.reads,
    execute: (id, args) => vscode.commands.executeCommand(id, args),
    reveal: (target) =>
      goTo({ ...start, ...editor, store: start.reads, reveal: start.explorer.reveal }, target),
  };
  return {
    handlers: handlersOf([
      ...transferFlowCommands(deps),
      ...transferRowCommands({ ...deps, ...opened, rows }),
    ]),
    drop: (files, onto) => run(t('Upload'), () => uploadDropped(deps, files, onto)),
  };
}

function flowsOf(_network: TransfersNetwork): Flows {
  throw new Error('not yet');
}

async function uploadDropped(
  deps: TransferFlowDeps,
  files: readonly DroppedFile[],
  onto: Row | undefined,
): Promise<void> {
  const folder = onto && folderOf(onto);
  const to = folder ?? (await chooseFolder(deps, t('Upload'), onto && { connection: onto.connection }));
  refuseReadOnly(to.connection);
  const paths = files.flatMap((file) => ('data' in file ? [] : [localFile(file)]));
  const others = files.filter((file) => 'data' in file);
  if (others.length === 0) {
    await deps.upload({ paths, to, isQuiet: false });
    return;
  }
  const folderForCopies = vscode.Uri.joinPath(
    deps.transfersView?.folder ?? deps.extensionUri,
    '..',
    'dropped',
  );
  const copies = await copyDropped(others, folderForCopies);
  try {
    await deps.upload({ paths: [...paths, ...copies.paths], to, isQuiet: false });
  } finally {
    await copies.remove();
  }
}
