import * as vscode from 'vscode';
import {
  COMMAND,
  type CommandId,
  FILE_COMMANDS,
  OBJECT_COMMANDS,
  SHARE_COMMANDS,
  TRANSFER_COMMANDS,
} from '../../contributions.ts';
import type { Handlers } from './surface.ts';

type Load = () => Promise<Handlers>;

/** Registers every command; the flows behind them are loaded with the first one of their part that runs. */
export function commandsOnFirstUse(parts: {
  readonly sharing: Load;
  readonly objects: Load;
  readonly files: Load;
  /** Absent in a browser: its commands are hidden there, and `others` refuses them. */
  readonly transfers: Load | undefined;
  readonly others: Load;
}): readonly vscode.Disposable[] {
  const loads = new Map<CommandId, Load>([
    ...SHARE_COMMANDS.map((id) => [id, parts.sharing] as const),
    ...OBJECT_COMMANDS.map((id) => [id, parts.objects] as const),
    ...FILE_COMMANDS.map((id) => [id, parts.files] as const),
    ...TRANSFER_COMMANDS.map((id) => [id, parts.transfers ?? parts.others] as const),
  ]);
  return Object.values(COMMAND).map((id) => {
    const load = loads.get(id) ?? parts.others;
    return vscode.commands.registerCommand(id, async (...args: readonly unknown[]) =>
      (await load()).get(id)?.(...args),
    );
  });
}
