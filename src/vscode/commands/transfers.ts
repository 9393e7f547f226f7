import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { goTo } from '../../commands/goTo.ts';
import type { ObjectBytes } from '../../core/objects.ts';
import type { ConnectionStore, Store } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import type { TransferResult } from '../../core/transfers/transfer.ts';
import type { Execute } from '../offers.ts';
import type { DroppedFile, Drops } from '../tree/dragAndDrop.ts';
import { isRow, type Row } from '../tree/rows.ts';
import type { StartDeps } from './start.ts';
import { createSurface, type Editor, type Handlers } from './surface.ts';

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

export interface Transfers {
  readonly handlers: Handlers;
  readonly drop: Drops['upload'];
}

export function createTransfers(start: StartDeps, network: TransfersNetwork): Transfers {
  const { editor, handlersOf, run } = createSurface({ ...start, isRow });
  const deps: TransfersDeps = {
    ...start,
    ...editor,
    ...network,
    store: start.connections,
    spaces: start.reads,
    execute: (id, args) => vscode.commands.executeCommand(id, args),
    reveal: (target) =>
      goTo({ ...start, ...editor, store: start.reads, reveal: start.explorer.reveal }, target),
  };
  void deps;
  return { handlers: handlersOf([]), drop: (files, onto) => run(t('Upload'), () => dropFiles(files, onto)) };
}

async function dropFiles(_files: readonly DroppedFile[], _onto: Row | undefined): Promise<TransferResult> {
  throw new Error('not yet');
}
