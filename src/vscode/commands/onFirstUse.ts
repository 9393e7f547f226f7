import * as vscode from 'vscode';
import { COMMAND } from '../../contributions.ts';
import type { Handlers } from './start.ts';

/** Registers every command; the flows behind them are loaded with the first one that runs. */
export function commandsOnFirstUse(handlers: () => Promise<Handlers>): readonly vscode.Disposable[] {
  return Object.values(COMMAND).map((id) =>
    vscode.commands.registerCommand(id, async (...args: readonly unknown[]) =>
      (await handlers()).get(id)?.(...args),
    ),
  );
}
