import * as vscode from 'vscode';
import { COMMAND } from '../../contributions.ts';
import type { Handlers, StartDeps } from './start.ts';

/** Registers every command; the flows behind them are loaded with the first one that runs. */
export function startCommands(deps: StartDeps): readonly vscode.Disposable[] {
  let handlers: Promise<Handlers> | undefined;
  const load = async () => (await import('./start.ts')).createHandlers(deps);
  return Object.values(COMMAND).map((id) =>
    vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
      handlers ??= load();
      return (await handlers).get(id)?.(...args);
    }),
  );
}
