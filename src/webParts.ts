import * as vscode from 'vscode';
import { once } from './core/once.ts';
import { kernel } from './kernel.ts';

/**
 * A further file of the browser's bundle, loaded on first use: a worker host requires one file alone, so this does what
 * the editor itself does with that one (extHostExtensionService.ts of its worker: read as text, run as a function of
 * CommonJS). What has been `fetched` needs no network any more.
 */
export interface WebPart<T> {
  /** Reads the file ahead, so that its first use works offline too. */
  fetch(): void;
  load(): Promise<T>;
}

/** `name`: of a file in `dist/`, without `.web.js`. */
export function webPart<T>(extensionUri: vscode.Uri, name: string): WebPart<T> {
  const text = once(async () => {
    const file = vscode.Uri.joinPath(extensionUri, 'dist', `${name}.web.js`);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  });
  return {
    // What fails now is tried, and told of, again with the first use.
    fetch: () => void text().catch(() => undefined),
    load: once(async () => evaluate(await text()) as T),
  };
}

function evaluate(text: string): unknown {
  const module: { exports: unknown } = { exports: {} };
  const require = (name: string) => (name === 'vscode' ? vscode : kernel.get(name.replace(/^kernel:/, '')));
  new Function('module', 'exports', 'require', text)(module, module.exports, require);
  return module.exports;
}
