import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { chooseFolder } from '../../commands/chooseFolder.ts';
import { goTo } from '../../commands/goTo.ts';
import { refuseReadOnly } from '../../commands/share.ts';
import type { TransferFlowsDeps } from '../../commands/transfers/deps.ts';
import { upload } from '../../commands/transfers/upload.ts';
import { isCancelled, SpacesError } from '../../core/errors.ts';
import { pathHere } from '../../core/localPath.ts';
import type { ObjectBytes } from '../../core/objects.ts';
import { once } from '../../core/once.ts';
import type { ConnectionStore, Store } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import type { Journal } from '../../core/transfers/journal.ts';
import type { LocalFiles } from '../../core/transfers/localFiles.ts';
import { MIB } from '../../core/transfers/partPlan.ts';
import { createTransferQueue, type TransferQueue } from '../../core/transfers/queue.ts';
import { createSettings } from '../settings.ts';
import { transferDialogs } from '../transfers/dialogs.ts';
import { createDiffs } from '../transfers/diff.ts';
import { copyDropped, type DroppedDeps, removeFoundOnceOver, removeOnceOver } from '../transfers/dropped.ts';
import { openTransfersView } from '../transfers/open.ts';
import { restoreAll } from '../transfers/restoreAll.ts';
import type { DroppedFile, Drops } from '../tree/dragAndDrop.ts';
import { folderOf, isRow, type Row } from '../tree/rows.ts';
import type { StartDeps } from './start.ts';
import { createSurface, type Editor, type Handlers } from './surface.ts';
import { type TransferFlowDeps, transferFlowCommands } from './transferFlows.ts';
import { transferRowCommands } from './transferRows.ts';

/** What the commands of this part need. */
export type TransfersDeps = Omit<Editor, 'files'> &
  TransferFlowsDeps & {
    readonly store: ConnectionStore;
    readonly spaces: Store;
    readonly extensionUri: vscode.Uri;
    readonly transfersView: StartDeps['transfersView'];
    /** Shows a place in the tree, loading what leads there. */
    reveal(target: ObjectTarget | PrefixTarget): Promise<void>;
  };

/** What the root hands in: the S3 client's side of it, and this machine's. */
export interface TransfersNetwork {
  readonly bytes: ObjectBytes;
  readonly files: LocalFiles;
  openJournal(folder: string): Journal;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export interface Transfers {
  readonly handlers: Handlers;
  readonly drop: Drops['upload'];
}

export function createTransfers(start: StartDeps, network: TransfersNetwork): Transfers {
  const { transfersView, log } = start;
  if (transfersView === undefined) throw new Error('no view for transfers');
  const settings = createSettings(vscode);
  const queue = createTransferQueue({
    ...start,
    ...network,
    journal: network.openJournal(transfersView.folder.fsPath),
    connectionOf: (id) => start.connections.get(id),
    touched: (space, keys) => start.listing.touched(space, keys),
    limits: () => ({
      files: settings.get('transfers.files'),
      parts: settings.get('transfers.parts'),
      partSize: settings.get('transfers.partSize') * MIB,
    }),
  });
  const closing = new AbortController();
  const close = once(() => {
    closing.abort();
    return queue.close();
  });
  start.unfinished.atEnd(close);
  const quiet = new Set<string>();
  const diffs = createDiffs();
  const { rows, ...opened } = openTransfersView({
    ...start,
    ...{ transfers: queue, transfersView, isQuiet: (batch: string) => quiet.has(batch) },
    notices: () => editor.notices,
    others: [diffs, { dispose: () => void close() }],
  });
  const { editor, handlersOf, run } = createSurface({ ...start, isRow, transfers: rows });
  const deps: TransferFlowDeps = {
    ...start,
    ...editor,
    ...network,
    queue,
    dialogs: transferDialogs({ ...start, api: vscode }),
    openDiff: diffs.open,
    began: (batch, isQuiet) => isQuiet && quiet.add(batch),
    store: start.connections,
    spaces: start.reads,
    reveal: (target) =>
      goTo({ ...start, ...editor, store: start.reads, reveal: start.explorer.reveal }, target),
  };
  const tell = (count: number) =>
    editor.notices.info(
      t('Unfinished transfers: {0}', String(count)),
      { title: t('Resume'), run: () => queue.resume() },
      { title: t('Show'), run: () => opened.showTransfers() },
    );
  const restore = async () => {
    await restoreAll({ queue, sleep: network.sleep, tell, signal: closing.signal });
    removeFoundOnceOver(copiesOf(transfersView.folder), queue);
  };
  void restore().catch((error: unknown) => {
    if (!isCancelled(error)) log.error('Transfers', error);
  });
  return {
    handlers: handlersOf([
      ...transferFlowCommands(deps),
      ...transferRowCommands({ ...deps, ...opened, transfers: queue }),
    ]),
    drop: (files, onto) => run(t('Upload'), () => uploadDropped({ ...deps, queue }, files, onto)),
  };
}

async function uploadDropped(
  deps: TransferFlowDeps & { readonly queue: TransferQueue },
  files: readonly DroppedFile[],
  onto: Row | undefined,
): Promise<void> {
  if (files.length === 0) throw new SpacesError('localFile', nothingDropped());
  const folder = onto && folderOf(onto);
  const to = folder ?? (await chooseFolder(deps, t('Upload'), onto && { connection: onto.connection }));
  refuseReadOnly(to.connection);
  const paths = files.flatMap((file) => ('data' in file ? [] : [pathHere(file)]));
  const others = files.filter((file) => 'data' in file);
  if (others.length === 0) {
    await upload(deps, { paths, to });
    return;
  }
  const copies = await copyDropped(copiesOf(deps.transfersView?.folder ?? deps.extensionUri), others);
  try {
    await upload(deps, { paths: [...paths, ...copies.paths], to });
  } finally {
    removeOnceOver(copies, deps.queue);
  }
}

/** Dropped bytes are kept beside the journal. */
function copiesOf(journal: vscode.Uri): DroppedDeps {
  const { joinPath } = vscode.Uri;
  return { fs: vscode.workspace.fs, joinPath, folder: joinPath(journal, '..', 'dropped') };
}

function nothingDropped(): string {
  return t("What was dropped can't be read here. A browser hands over files, and no folders.");
}
