import * as vscode from 'vscode';
import { CONTEXT_HAS_CONNECTIONS, CONTEXT_READY, CONTEXT_WEB_HOST } from '../contributions.ts';
import type { ConnectionStore, Disposable } from '../core/ports.ts';

/** Keeps the context keys current that decide between the welcome view and the tree. */
export function announceConnections(connections: ConnectionStore): Disposable {
  const announce = () => {
    void vscode.commands.executeCommand('setContext', CONTEXT_HAS_CONNECTIONS, connections.list().length > 0);
  };
  announce();
  // Until then neither is shown: a welcome that flashes up before the connections are read would be untrue.
  void vscode.commands.executeCommand('setContext', CONTEXT_READY, true);
  return connections.onDidChange(announce);
}

/** What can't work in a browser's worker is not offered there. */
export function announceHost(kind: 'desktop' | 'web'): void {
  void vscode.commands.executeCommand('setContext', CONTEXT_WEB_HOST, kind === 'web');
}
