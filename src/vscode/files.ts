import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { Cancelled, SpacesError } from '../core/errors.ts';
import type { LocalMachine } from '../core/localMachine.ts';
import { plain } from '../core/plain.ts';
import type { FileSuggestion, Files } from '../core/ports.ts';

export type FilesApi = Pick<typeof vscode, 'window' | 'workspace' | 'env' | 'Uri' | 'commands'>;

/**
 * Where a person wants a file, by the editor's own dialog: first in their own folder, then where the last one went. A
 * browser without a server behind it asks by its own dialog, which knows no folders.
 */
export function createFiles(api: FilesApi, local: (() => Promise<LocalMachine>) | undefined): Files {
  let last: vscode.Uri | undefined;
  return {
    async save(content, suggestion) {
      const uri = await ask(api, suggestion, last ?? api.Uri.file((await local?.())?.homeFolder ?? '/'));
      last = api.Uri.joinPath(uri, '..');
      const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      try {
        await write(api.workspace.fs, uri, toBytes(content));
      } catch (cause) {
        throw new SpacesError('localFile', t('The file could not be written: {0}', plain(name)), { cause });
      }
      return { name, open: () => open(api, uri) };
    },
  };
}

async function ask(
  api: FilesApi,
  { name, kind, extension }: FileSuggestion,
  folder: vscode.Uri,
): Promise<vscode.Uri> {
  const uri = await api.window.showSaveDialog({
    defaultUri: api.Uri.joinPath(folder, name),
    filters: { [kind]: [extension] },
    saveLabel: t('Save'),
    // Without one the editor's own dialog, at the top of the window, has an empty bar.
    title: t('Save'),
  });
  if (uri === undefined) throw new Cancelled();
  return uri;
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

/** The system's names for it are all that the editor tells: its own code is `Unknown`. */
const FULL = /\b(?:ENOSPC|EDQUOT)\b/;

/**
 * Whole or not at all: a full disk must not leave half of it in the place of what was there. Beside it first; where
 * that can't be (a browser lets only the picked file be written), right there.
 */
async function write(fs: vscode.FileSystem, uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const beside = uri.with({ path: `${uri.path}.${globalThis.crypto.randomUUID().slice(0, 8)}.tmp` });
  try {
    await fs.writeFile(beside, bytes);
    await fs.rename(beside, uri, { overwrite: true });
  } catch (error) {
    await Promise.resolve(fs.delete(beside)).catch(() => undefined);
    if (FULL.test(String(error))) throw error;
    await fs.writeFile(uri, bytes);
  }
}

/** A page in the person's browser; another file, and a page that no browser can reach from here, in the editor. */
async function open(api: FilesApi, uri: vscode.Uri): Promise<void> {
  const isPage = /\.html?$/i.test(uri.path);
  if (isPage && uri.scheme === 'file' && (await api.env.openExternal(uri))) return;
  await api.commands.executeCommand('vscode.open', uri);
}
