import { t } from '@vscode/l10n';
import { addConnection } from '../../commands/addConnection.ts';
import { addSpace } from '../../commands/addSpace.ts';
import { chooseConnection } from '../../commands/chooseTarget.ts';
import { CONNECTION_ARGUMENTS, connectionArguments } from '../../commands/connection/arguments.ts';
import type { ConnectionDeps } from '../../commands/connection/deps.ts';
import { duplicateConnection } from '../../commands/duplicateConnection.ts';
import { editConnection } from '../../commands/editConnection.ts';
import { enterKey } from '../../commands/enterKey.ts';
import { removeConnection } from '../../commands/removeConnection.ts';
import { resolveConnection } from '../../commands/resolveTarget.ts';
import { testConnection, testConnectionAndTell } from '../../commands/testConnection.ts';
import { COMMAND, type CommandId } from '../../contributions.ts';
import { flag, text } from '../../core/arguments.ts';
import type { Connection } from '../../core/connection.ts';
import { type Offer, SpacesError } from '../../core/errors.ts';
import type { CommandDefinition, Gesture } from '../register.ts';
import type { Row } from '../tree/rows.ts';

const ONE = { connection: text } as const;
const CHANGES = { ...ONE, ...CONNECTION_ARGUMENTS } as const;
const REMOVE = { ...ONE, confirmed: flag } as const;

/** The commands about connections, over the editor's gestures. */
export function connectionCommands(deps: ConnectionDeps): CommandDefinition[] {
  const change = (
    id: CommandId,
    title: string,
    flow: typeof editConnection | typeof duplicateConnection,
  ): CommandDefinition =>
    define({
      id,
      title,
      args: CHANGES,
      run: async ({ args: { connection, ...fields }, named, rows }) => {
        const changes = connectionArguments(fields);
        return flow(deps, await meant(deps, { connection, named, rows, title }), changes);
      },
    });
  return [
    define({
      id: COMMAND.addConnection,
      title: t('Add Connection'),
      args: CONNECTION_ARGUMENTS,
      namesTarget: (args) => Object.values(args).some((value) => value !== undefined),
      run: ({ args }) => addConnection(deps, connectionArguments(args)),
    }),
    change(COMMAND.editConnection, t('Edit Connection'), editConnection),
    change(COMMAND.duplicateConnection, t('Duplicate Connection'), duplicateConnection),
    define({
      id: COMMAND.removeConnection,
      title: t('Remove Connection'),
      args: REMOVE,
      run: async ({ args: { connection, confirmed }, named, rows }) => {
        const title = t('Remove Connection');
        const selected = connectionsOf(deps, rows);
        const all =
          !named && selected.length > 0 ? selected : [await meant(deps, { connection, named, rows, title })];
        return removeConnection(deps, all, { confirmed });
      },
    }),
    define({
      id: COMMAND.testConnection,
      title: t('Test Connection'),
      args: ONE,
      run: async ({ args: { connection }, named, rows }) => {
        const title = t('Test Connection');
        const tried = await meant(deps, { connection, named, rows, title });
        if (named) return testConnection(deps, tried, new AbortController().signal);
        return testConnectionAndTell(deps, tried, remedies(deps, tried));
      },
    }),
    define({
      id: COMMAND.enterKey,
      title: t('Enter Key'),
      args: ONE,
      run: async ({ args: { connection }, named, rows }) =>
        enterKey(deps, await meant(deps, { connection, named, rows, title: t('Enter Key') })),
    }),
    define({
      id: COMMAND.addSpace,
      title: t('Add a Space'),
      args: ONE,
      run: async ({ args: { connection }, named, rows }) =>
        addSpace(deps, await meant(deps, { connection, named, rows, title: t('Add a Space') })),
    }),
  ];
}

function define<S extends CommandDefinition['args']>(command: CommandDefinition<S>): CommandDefinition {
  return command as unknown as CommandDefinition;
}

/** The one connection meant: by the arguments, by a row (its own or that of what it shows), else asked for. */
async function meant(
  deps: ConnectionDeps,
  from: Pick<Gesture<typeof ONE>, 'named' | 'rows'> & {
    readonly connection: string | undefined;
    readonly title: string;
  },
): Promise<Connection> {
  if (from.named) return resolveConnection(deps.store, from.connection);
  const [first, ...others] = connectionsOf(deps, from.rows);
  if (first === undefined) return chooseConnection(deps, from.title);
  if (others.length > 0) throw new SpacesError('badArguments', t('Select one connection only.'));
  return first;
}

/** Each connection of the rows once, as it is now. Throws `unknownConnection` for one that is gone. */
function connectionsOf(deps: ConnectionDeps, rows: readonly Row[]): readonly Connection[] {
  const ids = new Set(rows.map(({ connection }) => connection.id));
  return [...ids].map((id) => resolveConnection(deps.store, id));
}

function remedies(deps: ConnectionDeps, connection: Connection): readonly Offer[] {
  const now = () => resolveConnection(deps.store, connection.id);
  return [
    { title: t('Enter Key Again…'), run: () => enterKey(deps, now()) },
    { title: t('Edit Connection…'), run: () => editConnection(deps, now()) },
    { title: t('Retry'), run: () => testConnectionAndTell(deps, now(), remedies(deps, connection)) },
  ];
}
