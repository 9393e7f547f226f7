import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { LocalMachine } from '../../core/localMachine.ts';
import { localPathOf } from '../../core/localPath.ts';
import type { Memory } from '../../core/ports.ts';
import { pickLocal } from '../localDialog.ts';

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
  const ask = (key: string, options: vscode.OpenDialogOptions) =>
    pickLocal({ api, local }, options, memory.get<string>(key));
  return {
    async sources(what) {
      const picked = await ask(SOURCE, {
        canSelectFiles: what === 'files',
        canSelectFolders: what === 'folders',
        canSelectMany: true,
        openLabel: t('Upload'),
        title: t('Upload'),
      });
      await memory.set(SOURCE, localPathOf(api.Uri.joinPath(picked[0], '..')));
      return picked.map(localPathOf);
    },
    async target() {
      const [folder] = await ask(TARGET, {
        canSelectFiles: false,
        canSelectFolders: true,
        openLabel: t('Download'),
        title: t('Download'),
      });
      const path = localPathOf(folder);
      await memory.set(TARGET, path);
      return path;
    },
  };
}
