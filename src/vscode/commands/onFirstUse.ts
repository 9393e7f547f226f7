import * as vscode from 'vscode';
import { COMMAND, type CommandId, SHARE_COMMANDS } from '../../contributions.ts';
import type { Handlers } from './surface.ts';

/** Registers every command; the flows behind them are loaded with the first one of their part that runs. */
export function commandsOnFirstUse(parts: {
  sharing(): Promise<Handlers>;
  others(): Promise<Handlers>;
}): readonly vscode.Disposable[] {
  const ofSharing: ReadonlySet<CommandId> = new Set(SHARE_COMMANDS);
  return Object.values(COMMAND).map((id) => {
    const handlers = ofSharing.has(id) ? parts.sharing : parts.others;
    return vscode.commands.registerCommand(id, async (...args: readonly unknown[]) =>
      (await handlers()).get(id)?.(...args),
    );
  });
}
