import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { Cancelled } from '../../core/errors.ts';
import type { LocalMachine } from '../../core/localMachine.ts';
import { localPathOf } from '../../core/localPath.ts';
import type { Memory } from '../../core/ports.ts';

export interface TransferDialogsDeps {
  readonly api: Pick<typeof vscode, 'window' | 'Uri'>;
  readonly memory: Memory;
  readonly local: (() => Promise<LocalMachine>) | undefined;
}

/** The editor's own dialogs for files and folders of this machine: they begin where the last one ended. */
export interface TransferDialogs {
  /** Files, or folders, with their absolute paths. Throws `Cancelled`. */
  sources(what: 'files' | 'folders'): Promise<readonly string[]>;
  /** The folder to download into. Throws `Cancelled`. */
  target(): Promise<string>;
}

const SOURCE = 'transfers.sourceFolder';
const TARGET = 'transfers.targetFolder';

export function transferDialogs({ api, memory, local }: TransferDialogsDeps): TransferDialogs {
  const { Uri, window } = api;
  const beginning = async (key: string) => {
    const last = memory.get<string>(key);
    return Uri.file(last ?? (await local?.())?.homeFolder ?? '/');
  };
  const ask = async (options: vscode.OpenDialogOptions) => {
    const picked = await window.showOpenDialog(options);
    if (picked === undefined || picked.length === 0) throw new Cancelled();
    return picked;
  };
  return {
    async sources(what) {
      const picked = await ask({
        canSelectFiles: what === 'files',
        canSelectFolders: what === 'folders',
        canSelectMany: true,
        defaultUri: await beginning(SOURCE),
        openLabel: t('Upload'),
        title: t('Upload'),
      });
      const [first] = picked;
      if (first !== undefined) await memory.set(SOURCE, localPathOf(Uri.joinPath(first, '..')));
      return picked.map(localPathOf);
    },
    async target() {
      const [folder] = await ask({
        canSelectFiles: false,
        canSelectFolders: true,
        defaultUri: await beginning(TARGET),
        openLabel: t('Download'),
        title: t('Download'),
      });
      if (folder === undefined) throw new Cancelled();
      const path = localPathOf(folder);
      await memory.set(TARGET, path);
      return path;
    },
  };
}
