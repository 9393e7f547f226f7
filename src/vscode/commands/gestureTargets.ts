import { t } from '@vscode/l10n';
import {
  type ChooseTargetDeps,
  chooseConnection,
  chooseObject,
  type Standing,
} from '../../commands/chooseTarget.ts';
import type { LinkTarget } from '../../commands/links/gather.ts';
import { resolveConnection, resolveTarget, type TargetArguments } from '../../commands/resolveTarget.ts';
import type { Connection } from '../../core/connection.ts';
import { SpacesError } from '../../core/errors.ts';
import type { ConnectionStore } from '../../core/ports.ts';
import type { Gesture } from '../register.ts';
import { folderOf, ObjectRow, type Row, targetOf } from '../tree/rows.ts';

/** Where a gesture on these rows was made. */
export function standingAt([row]: readonly Row[]): Standing | undefined {
  return row && (folderOf(row) ?? { connection: row.connection });
}

/** The objects, or the folder, that arguments name. Throws `badArguments`, `unknownConnection`. */
export function namedTargets(store: ConnectionStore, args: TargetArguments): readonly LinkTarget[] {
  const { connection, space, key, keys, prefix } = args;
  const target = resolveTarget(store, { connection, space, key, keys, prefix });
  return 'objects' in target ? target.objects : [target.folder];
}

/** The one object or folder that arguments name. Throws `problem` for more than one. */
export function namedOne(
  store: ConnectionStore,
  args: TargetArguments,
  problem: () => SpacesError,
): LinkTarget {
  const [target] = args.keys === undefined ? namedTargets(store, args) : [];
  if (target === undefined) throw problem();
  return target;
}

/** The prefix, where it is a folder's or a Space's. Throws `badArguments` for one without its slash. */
export function folderPrefix(prefix: string): string {
  if (prefix === '' || prefix.endsWith('/')) return prefix;
  throw new SpacesError('badArguments', t('The prefix of a folder ends with a slash.'));
}

/** What rows stand for: objects, with what a listing told of them if any did, and folders (`''`: the Space). */
export function targetsIn(rows: readonly Row[]): readonly LinkTarget[] {
  return rows.flatMap((row): readonly LinkTarget[] => {
    const target = targetOf(row);
    if (target === undefined) return [];
    const isListed = row instanceof ObjectRow && row.entry.etag !== '';
    return [isListed ? { ...target, entry: row.entry } : target];
  });
}

/** What the arguments name, else what the rows stand for; without any an object is asked for. Throws `Cancelled`. */
export async function targetsOf(
  deps: ChooseTargetDeps,
  { args, named, rows }: Pick<Gesture<TargetArguments>, 'args' | 'named' | 'rows'>,
  title: string,
): Promise<readonly LinkTarget[]> {
  if (named) return namedTargets(deps.store, args);
  const targets = targetsIn(rows);
  return targets.length > 0 ? targets : [await chooseObject(deps, title, standingAt(rows))];
}

/** The connection that the arguments name, that the row belongs to, or as asked. Throws `Cancelled`. */
export async function connectionFrom(
  deps: Pick<ChooseTargetDeps, 'prompts' | 'store'>,
  { args, named, rows: [row] }: Gesture<Pick<TargetArguments, 'connection'>>,
  title: string,
): Promise<Connection> {
  if (named) return resolveConnection(deps.store, args.connection);
  if (row === undefined) return chooseConnection(deps, title);
  // A row may be older than the last change of its connection.
  return deps.store.get(row.connection.id) ?? row.connection;
}
