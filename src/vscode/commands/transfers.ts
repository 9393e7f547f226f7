import * as vscode from 'vscode';
import { goTo } from '../../commands/goTo.ts';
import type { ObjectBytes } from '../../core/objects.ts';
import type { ConnectionStore, Store } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import type { Execute } from '../offers.ts';
import type { AnyCommand } from '../register.ts';
import { isRow } from '../tree/rows.ts';
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
}

export function createTransfers(start: StartDeps, network: TransfersNetwork): Transfers {
  const { editor, handlersOf } = createSurface({ ...start, isRow });
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
  return { handlers: handlersOf(transferCommands(deps)) };
}

function transferCommands(_deps: TransfersDeps): readonly AnyCommand[] {
  return [];
}
