import { t } from '@vscode/l10n';
import { chooseSpace } from '../../commands/chooseTarget.ts';
import { filter } from '../../commands/filter.ts';
import { askAndGoTo, chooseDeps, type GoToDeps, goTo } from '../../commands/goTo.ts';
import { loadMore, loadNext } from '../../commands/loadMore.ts';
import { type Listed, refresh, retry } from '../../commands/refresh.ts';
import { resolveConnection, resolveTarget, TARGET_ARGUMENTS } from '../../commands/resolveTarget.ts';
import { sort } from '../../commands/sort.ts';
import { COMMAND } from '../../contributions.ts';
import { type Arguments, readArguments } from '../../core/arguments.ts';
import { folderOfKey } from '../../core/listingPath.ts';
import type { Memory, Now } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { folderOf, MoreRow, type Row } from '../tree/rows.ts';

export type ExplorerCommandDeps = GoToDeps & {
  readonly memory: Memory;
  readonly now: Now;
  moveOn(from: Row, to: ObjectTarget | PrefixTarget): Promise<void>;
};

/** Who waited longer for a page may be elsewhere by then, and is not taken back. */
const SOON_MS = 3000;

type Args = Arguments<typeof TARGET_ARGUMENTS>;

const read = (args: Record<string, unknown>): Args => readArguments(args, TARGET_ARGUMENTS);

/** Refresh, Load More…, Filter by Prefix…, Sort… and Go to Object…, over the editor's gestures. */
export function explorerCommands(deps: ExplorerCommandDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.refresh,
      title: t('Refresh'),
      read,
      run: (gesture) => refreshAs(deps, gesture),
    }),
    command({
      id: COMMAND.refreshAll,
      title: t('Refresh All'),
      read: (args) => readArguments(args, {}),
      // The row that has the focus comes along from the button above the tree: it is not meant.
      run: async () => refresh(deps.listing),
    }),
    command({
      id: COMMAND.retry,
      title: t('Retry'),
      read,
      run: async ({ rows }) => {
        for (const row of rows) await retry(deps.listing, listedBy(row));
      },
    }),
    command({
      id: COMMAND.loadMore,
      title: t('Load More'),
      read,
      run: (gesture) => loadMoreAs(deps, gesture),
    }),
    command({
      id: COMMAND.filter,
      title: t('Filter by Prefix'),
      read,
      run: async (gesture) => filterAs(deps, gesture),
    }),
    command({ id: COMMAND.sort, title: t('Sort'), read, namesTarget: () => false, run: () => sort(deps) }),
    command({
      id: COMMAND.goTo,
      title: t('Go to Object'),
      read,
      run: async ({ args, named, rows: [row] }) => {
        if (named) return goTo(deps, placeOf(deps, args));
        return askAndGoTo(deps, { connection: row?.connection, space: row && folderOf(row)?.space });
      },
    }),
  ];
}

async function refreshAs(
  { listing, connections }: ExplorerCommandDeps,
  { args, named, rows }: Gesture<Args>,
) {
  if (named) {
    const connection = resolveConnection(connections, args.connection);
    const { space, prefix = '' } = args;
    return refresh(listing, space === undefined ? { connection } : { connection, space, prefix });
  }
  if (rows.length === 0) return refresh(listing);
  for (const row of rows) await refresh(listing, listedBy(row));
}

/** The listing that a row stands for or stands in. */
function listedBy(row: Row): Listed {
  return folderOf(row) ?? { connection: row.connection };
}

async function loadMoreAs(deps: ExplorerCommandDeps, gesture: Gesture<Args>): Promise<void> {
  const { listing, now, moveOn } = deps;
  const folder = await folderFrom(deps, gesture, t('Load More'));
  const [row] = gesture.rows;
  if (!(row instanceof MoreRow)) {
    await loadMore(listing, folder);
    return;
  }
  const pressed = now();
  const next = await loadNext(listing, folder);
  // A screen reader says the first one that came, and how many there are now.
  if (next !== undefined && now() - pressed < SOON_MS) await moveOn(row, next);
}

async function filterAs(deps: ExplorerCommandDeps, gesture: Gesture<Args>): Promise<void> {
  if (!gesture.named) return filter(deps, await folderFrom(deps, gesture, t('Filter by Prefix')));
  // A prefix that a caller names is a folder and the beginning of the names in it.
  const { connection, space, prefix } = asPrefix(placeOf(deps, gesture.args));
  const folder = folderOfKey(prefix);
  return filter(deps, { connection, space, prefix: folder }, prefix.slice(folder.length));
}

async function folderFrom(
  deps: ExplorerCommandDeps,
  gesture: Gesture<Args>,
  title: string,
): Promise<PrefixTarget> {
  if (gesture.named) return asPrefix(placeOf(deps, gesture.args));
  const [row] = gesture.rows;
  const folder = row && folderOf(row);
  return folder ?? { ...(await chooseSpace(chooseDeps(deps), title, row?.connection)), prefix: '' };
}

/** One object, or a prefix: the whole Space where only that is named. */
function placeOf({ connections }: ExplorerCommandDeps, args: Args): ObjectTarget | PrefixTarget {
  const { space } = args;
  if (space !== undefined && args.key === undefined && args.keys === undefined && args.prefix === undefined) {
    return { connection: resolveConnection(connections, args.connection), space, prefix: '' };
  }
  const target = resolveTarget(connections, args);
  if ('folder' in target) return target.folder;
  const [object] = target.objects;
  if (object === undefined) throw new Error('a target without objects');
  return object;
}

function asPrefix(target: ObjectTarget | PrefixTarget): PrefixTarget {
  if ('prefix' in target) return target;
  return { connection: target.connection, space: target.space, prefix: folderOfKey(target.key) };
}
