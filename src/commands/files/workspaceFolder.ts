import { t } from '@vscode/l10n';
import type { Connection } from '../../core/connection.ts';
import { plain } from '../../core/plain.ts';
import type { Notices } from '../../core/ports.ts';
import { listedUpTo } from '../../core/sentences.ts';
import type { PrefixTarget } from '../../core/target.ts';

/** What can be a folder of a workspace: a connection with all its Spaces, a Space (the prefix `''`), a folder. */
export type FolderTarget = { readonly connection: Connection } | PrefixTarget;

export interface NamedFolder {
  readonly target: FolderTarget;
  /** As the file explorer shows it. */
  readonly name: string;
}

/** The window's workspace. */
export interface Workspace {
  /** A folder is open, or a workspace, which may be without folders. */
  readonly isOpen: boolean;
  /** The editor starts its extensions anew for one more folder: as the first one, or beside one that was open by itself. */
  readonly restarts: boolean;
  has(target: FolderTarget): boolean;
  /** Shows it in the file explorer. */
  reveal(target: FolderTarget): Promise<void>;
  /** The folders stand behind those that are open. */
  add(folders: readonly NamedFolder[]): Promise<void>;
  /** A window shows this folder and no other: this one, or a new one. */
  openAlone(target: PrefixTarget, where: Where): Promise<void>;
}

type Where = 'here' | 'newWindow';

export interface WorkspaceFolderDeps {
  readonly workspace: Workspace;
  readonly notices: Pick<Notices, 'choose'>;
  /** How many transfers wait for their turn or run. */
  runningTransfers(): number;
  /** A person opens these in this window; before the editor is told to show them. */
  opened(targets: readonly FolderTarget[]): Promise<void>;
}

const MOST_NAMED = 3;

/**
 * Opens folders in the editor's own sense. A window that shows nothing takes a single Space or folder as it is; only in a
 * workspace can folders have names, which several need, and a connection, whose path has none. Asks where, unless quiet,
 * when something is open already, and before transfers are interrupted. What is open already is shown. Throws `Cancelled`.
 */
export async function openAsWorkspaceFolder(
  deps: WorkspaceFolderDeps,
  targets: readonly FolderTarget[],
  { isQuiet }: { readonly isQuiet: boolean },
): Promise<void> {
  const { workspace } = deps;
  const others = targets.filter((target) => !workspace.has(target));
  const [first, ...more] = others;
  if (first === undefined) {
    const [open] = targets;
    await deps.opened(targets);
    if (open !== undefined) await workspace.reveal(open);
    return;
  }
  const alone = more.length === 0 && 'prefix' in first ? first : undefined;
  const where = isQuiet ? 'here' : await askWhere(deps, others, alone !== undefined);
  if (where === 'here') await deps.opened(targets);
  if (alone !== undefined && (where === 'newWindow' || !workspace.isOpen))
    return workspace.openAlone(alone, where);
  await workspace.add(others.map((target) => ({ target, name: titleOf(target) })));
}

/** `reports (Work)`; a connection by its name. */
export function titleOf(target: FolderTarget): string {
  const connection = plain(target.connection.name);
  if (!('prefix' in target)) return connection;
  const name = target.prefix.split('/').at(-2) ?? target.space;
  return t('{0} ({1})', name === '' ? t('(no name)') : plain(name), connection);
}

async function askWhere(
  { workspace, notices, runningTransfers }: WorkspaceFolderDeps,
  targets: readonly FolderTarget[],
  isAlone: boolean,
): Promise<Where> {
  const running = workspace.restarts ? runningTransfers() : 0;
  const here = { title: workspace.isOpen ? t('Add to Workspace') : t('Open'), value: 'here' as const };
  const apart = { title: t('New Window'), value: 'newWindow' as const };
  const choices = workspace.isOpen && isAlone ? [here, apart] : [here];
  if (choices.length === 1 && running === 0) return 'here';
  return notices.choose<Where>(
    t('Open as a folder of the workspace: {0}', listedUpTo(MOST_NAMED, targets, titleOf)),
    {
      ...(running === 0
        ? {}
        : {
            detail: t(
              'Transfers that are not done yet: {0}. In this window the editor starts its extensions anew for it, which pauses them. Resume in the Transfers view then goes on where they were.',
              running,
            ),
          }),
      choices,
    },
  );
}
