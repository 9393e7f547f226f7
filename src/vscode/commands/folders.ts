import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { chooseSpace } from '../../commands/chooseTarget.ts';
import {
  type FolderTarget,
  openAsWorkspaceFolder,
  type Workspace,
} from '../../commands/files/workspaceFolder.ts';
import { resolveConnection, resolveSpace } from '../../commands/resolveTarget.ts';
import { COMMAND } from '../../contributions.ts';
import { type Arguments, readArguments, text } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { uriOf } from '../files/uris.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { ConnectionRow, FolderRow, folderOf, SpaceRow } from '../tree/rows.ts';
import type { FilesDeps } from './files.ts';
import { folderPrefix } from './gestureTargets.ts';

const FOLDER = { connection: text, space: text, prefix: text } as const;

type FolderGesture = Gesture<Arguments<typeof FOLDER>>;

/** Open as Workspace Folder, over the editor's gestures. */
export function folderCommands(deps: FilesDeps): readonly AnyCommand[] {
  const flow = {
    notices: deps.notices,
    workspace: windowsWorkspace(),
    runningTransfers: () => deps.transfersView?.running() ?? 0,
  };
  const opened = async (targets: readonly FolderTarget[], isGesture: boolean) => {
    const uris = targets.map(uriOf);
    deps.trust.opened(...uris);
    if (isGesture) await deps.keptFolders.keep(uris);
  };
  return [
    command({
      id: COMMAND.openAsWorkspaceFolder,
      title: t('Open as Workspace Folder'),
      read: (args) => readArguments(args, FOLDER),
      run: async (gesture) => {
        const targets = await foldersFrom(deps, gesture);
        const isQuiet = gesture.named;
        await openAsWorkspaceFolder({ ...flow, opened: (folders) => opened(folders, !isQuiet) }, targets, {
          isQuiet,
        });
        return targets.map((target) => uriOf(target).toString());
      },
    }),
  ];
}

/** What the arguments name, the rows that are folders, else a Space that is asked for. Throws `badArguments`, `Cancelled`. */
async function foldersFrom(
  deps: FilesDeps,
  { args, named, rows }: FolderGesture,
): Promise<readonly FolderTarget[]> {
  if (named) return [namedFolder(deps, args)];
  const folders = rows.filter(
    (row) => row instanceof ConnectionRow || row instanceof SpaceRow || row instanceof FolderRow,
  );
  if (folders.length > 0) return folders.map(targetOfRow);
  const [row] = rows;
  const space = await chooseSpace(deps, t('Open as Workspace Folder'), row?.connection);
  return [{ ...space, prefix: '' }];
}

function namedFolder({ store }: FilesDeps, args: FolderGesture['args']): FolderTarget {
  const { connection, space, prefix } = args;
  if (space === undefined && prefix === undefined)
    return { connection: resolveConnection(store, connection) };
  return { ...resolveSpace(store, args), prefix: folderPrefix(prefix ?? '') };
}

function targetOfRow(row: ConnectionRow | SpaceRow | FolderRow): FolderTarget {
  return folderOf(row) ?? { connection: row.connection };
}

function windowsWorkspace(): Workspace {
  const folders = () => vscode.workspace.workspaceFolders ?? [];
  const openFolder = (target: FolderTarget, options: object) =>
    vscode.commands.executeCommand<void>('vscode.openFolder', uriOf(target), options);
  return {
    get isOpen() {
      return folders().length > 0 || vscode.workspace.workspaceFile !== undefined;
    },
    get restarts() {
      return folders().length === 0 || vscode.workspace.workspaceFile === undefined;
    },
    has(target) {
      const wanted = withoutSlash(uriOf(target));
      return folders().some(({ uri }) => withoutSlash(uri) === wanted);
    },
    reveal: async (target) => vscode.commands.executeCommand('revealInExplorer', uriOf(target)),
    async add(added) {
      const isAdded = vscode.workspace.updateWorkspaceFolders(
        folders().length,
        0,
        ...added.map(({ target, name }) => ({ uri: uriOf(target), name })),
      );
      if (!isAdded) throw new SpacesError('server', t('The editor did not take the folder.'));
    },
    openAlone: async (target, where) =>
      openFolder(target, where === 'here' ? { forceReuseWindow: true } : { forceNewWindow: true }),
  };
}

/** A workspace file may have one at the end, as a person writes it. */
function withoutSlash(uri: vscode.Uri): string {
  return uri.toString().replace(/\/$/, '');
}
