import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { importConnections } from '../../commands/import/importConnections.ts';
import { COMMAND } from '../../contributions.ts';
import { readArguments } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { localPathOf } from '../../core/localPath.ts';
import { pickLocal } from '../localDialog.ts';
import { type AnyCommand, command } from '../register.ts';
import type { ObjectsDeps } from './objects.ts';

/** Import Connections…, over the editor's gestures. */
export function importCommands(deps: ObjectsDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.importConnections,
      title: t('Import Connections'),
      read: (args) => readArguments(args, {}),
      run: async () => {
        const sources = await deps.importSources?.();
        if (sources === undefined)
          throw new SpacesError(
            'notAvailableYet',
            t("A browser can't read what other tools keep on a computer."),
          );
        const openHelp = async (topic: string) => void (await deps.openHelp(topic));
        const chooseFiles = async (title: string) =>
          (await pickLocal({ api: vscode, local: deps.local }, { title, canSelectMany: true })).map(
            localPathOf,
          );
        return importConnections({ ...deps, sources, folders: openFolders(), chooseFiles, openHelp });
      },
    }),
  ];
}

/** Of this machine. In Restricted Mode nothing of a folder is read. */
function openFolders(): readonly string[] {
  const folders = vscode.workspace.isTrusted ? (vscode.workspace.workspaceFolders ?? []) : [];
  return folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
}
