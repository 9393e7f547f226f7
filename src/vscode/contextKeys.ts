import * as vscode from 'vscode';

/** Tells `when` clauses what changed, and nothing else: each is a message to the window. */
export function contextKeys() {
  const said = new Map<string, boolean>();
  return (values: Readonly<Record<string, boolean>>) => {
    for (const [key, value] of Object.entries(values)) {
      if (said.get(key) === value) continue;
      said.set(key, value);
      void vscode.commands.executeCommand('setContext', key, value);
    }
  };
}
