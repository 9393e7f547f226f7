import { t } from '@vscode/l10n';
import { later, text, texts } from '../core/arguments.ts';
import type { Connection } from '../core/connection.ts';
import { spaceNameProblem } from '../core/connectionRules.ts';
import { SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { ConnectionStore } from '../core/ports.ts';
import type { ObjectTarget, PrefixTarget, SpaceTarget } from '../core/target.ts';

/** The names of a target in a command's arguments; any of them given means that the caller names a target. */
export const TARGET_ARGUMENTS = {
  connection: text,
  space: text,
  key: text,
  keys: texts,
  prefix: text,
  versionId: later,
} as const;

export interface TargetArguments {
  readonly connection?: string | undefined;
  readonly space?: string | undefined;
  readonly key?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly prefix?: string | undefined;
}

export function namesTarget(args: Record<string, unknown>): boolean {
  return Object.keys(TARGET_ARGUMENTS).some((name) => args[name] !== undefined);
}

/** The connection of that id, else of that exact name; the only one where none is named. Throws `unknownConnection`. */
export function resolveConnection(store: ConnectionStore, named: string | undefined): Connection {
  const all = store.list();
  if (named === undefined) {
    const [only, ...others] = all;
    if (only !== undefined && others.length === 0) return only;
    throw all.length === 0
      ? new SpacesError(
          'unknownConnection',
          t('There is no connection yet. Add one with Spaceport: Add Connection…'),
        )
      : new SpacesError('badArguments', t('There are {0} connections: say which one.', all.length));
  }
  const found = store.get(named) ?? all.find((connection) => connection.name === named);
  if (found !== undefined) return found;
  throw new SpacesError(
    'unknownConnection',
    t('There is no connection with this id or name: {0}', plain(named)),
  );
}

/** The Space that a caller names. Throws `badArguments` for none or a wrong name, `unknownConnection`. */
export function resolveSpace(
  store: ConnectionStore,
  args: Pick<TargetArguments, 'connection' | 'space'>,
): SpaceTarget {
  const space = readSpace(args);
  return { connection: resolveConnection(store, args.connection), space };
}

function readSpace({ space }: Pick<TargetArguments, 'space'>): string {
  if (space === undefined) throw new SpacesError('badArguments', t('The Space is missing: give "space".'));
  const problem = spaceNameProblem(space, 'path');
  if (problem !== undefined) throw new SpacesError('badArguments', `space: ${problem}`);
  return space;
}

/** What a caller names: objects by exact keys, or a prefix. Exactly one of `key`, `keys`, `prefix`. */
export type NamedTarget = { readonly objects: readonly ObjectTarget[] } | { readonly folder: PrefixTarget };

/** Throws `badArguments` for a target with a part missing or too much, `unknownConnection` for a wrong connection. */
export function resolveTarget(store: ConnectionStore, args: TargetArguments): NamedTarget {
  const given = [args.key, args.keys, args.prefix].filter((part) => part !== undefined).length;
  const space = readSpace(args);
  if (given !== 1)
    throw new SpacesError('badArguments', t('Give exactly one of "key", "keys" and "prefix".'));
  const connection = resolveConnection(store, args.connection);
  if (args.prefix !== undefined) return { folder: { connection, space, prefix: args.prefix } };
  const keys = args.key === undefined ? (args.keys ?? []) : [args.key];
  return { objects: keys.map((key) => ({ connection, space, key })) };
}
