import { t } from '@vscode/l10n';
import { addConnection } from '../../commands/addConnection.ts';
import { addSpace } from '../../commands/addSpace.ts';
import {
  CONNECTION_ARGUMENTS,
  type ConnectionArguments,
  connectionArguments,
  newId,
} from '../../commands/connection/arguments.ts';
import type { ConnectionDeps } from '../../commands/connection/deps.ts';
import { duplicateConnection } from '../../commands/duplicateConnection.ts';
import { editConnection } from '../../commands/editConnection.ts';
import { enterKey } from '../../commands/enterKey.ts';
import { removeConnection } from '../../commands/removeConnection.ts';
import { chooseNamedSpace, removeSpaces, removeSpacesAndTell } from '../../commands/removeSpace.ts';
import { resolveConnection } from '../../commands/resolveTarget.ts';
import {
  type ConnectionReport,
  testConnection,
  testConnectionAndTell,
} from '../../commands/testConnection.ts';
import { COMMAND } from '../../contributions.ts';
import { flag, readArguments, text } from '../../core/arguments.ts';
import type { Connection } from '../../core/connection.ts';
import { SpacesError } from '../../core/errors.ts';
import type { Rights } from '../../core/rights.ts';
import { type Execute, offersFor } from '../offers.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { ErrorRow, type Row, SpaceRow } from '../tree/rows.ts';
import { connectionFrom } from './gestureTargets.ts';

export interface ConnectionCommandDeps extends ConnectionDeps {
  readonly execute: Execute;
  readonly rights?: Rights | undefined;
  reloadWindow(): unknown;
}

/** Add, edit, duplicate, remove, test, and the two ways to mend one, over the editor's gestures. */
export function connectionCommands(deps: ConnectionCommandDeps): readonly AnyCommand[] {
  return [...changing(deps), ...mending(deps)];
}

interface ChangeArguments {
  readonly connection?: string | undefined;
  readonly changes?: ConnectionArguments | undefined;
}

function readChange(raw: Record<string, unknown>): ChangeArguments {
  const { connection, ...fields } = readArguments(raw, { connection: text, ...CONNECTION_ARGUMENTS });
  return { connection, changes: connectionArguments(fields) };
}

function readAddition(raw: Record<string, unknown>) {
  const { id, ...fields } = readArguments(raw, { id: newId, ...CONNECTION_ARGUMENTS });
  return { id, fields: connectionArguments(fields) };
}

const readConnection = (raw: Record<string, unknown>) => readArguments(raw, { connection: text });

const readRemoval = (raw: Record<string, unknown>) =>
  readArguments(raw, { connection: text, confirmed: flag });

/** For these, one argument already says that a caller speaks. */
const speaks = (args: Record<string, unknown>) => Object.values(args).some((value) => value !== undefined);

function changing(deps: ConnectionCommandDeps): readonly AnyCommand[] {
  const change = (how: typeof editConnection, title: string) => async (gesture: Gesture<ChangeArguments>) =>
    how(deps, await connectionFrom(deps, gesture, title), gesture.args.changes);
  return [
    command({
      id: COMMAND.addConnection,
      title: t('Add Connection'),
      namesTarget: speaks,
      read: readAddition,
      run: ({ args }) => addConnection(deps, args.fields, args.id),
    }),
    command({
      id: COMMAND.editConnection,
      title: t('Edit Connection'),
      read: readChange,
      run: change(editConnection, t('Edit Connection')),
    }),
    command({
      id: COMMAND.duplicateConnection,
      title: t('Duplicate Connection'),
      read: readChange,
      run: change(duplicateConnection, t('Duplicate Connection')),
    }),
    command({
      id: COMMAND.removeConnection,
      title: t('Remove Connection'),
      read: readRemoval,
      run: async (gesture) => {
        const rows = new Map(gesture.rows.map(({ connection }) => [connection.id, connection]));
        const several =
          gesture.named || rows.size < 2
            ? [await connectionFrom(deps, gesture, t('Remove Connection'))]
            : [...rows.values()];
        return removeConnection(deps, several, { confirmed: gesture.args.confirmed });
      },
    }),
  ];
}

function mending(deps: ConnectionCommandDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.testConnection,
      title: t('Test Connection'),
      read: readConnection,
      run: async (gesture) => {
        const connection = await connectionFrom(deps, gesture, t('Test Connection'));
        if (gesture.named) return testConnection(deps, connection, new AbortController().signal);
        return testAndTell(deps, connection);
      },
    }),
    command({
      id: COMMAND.enterKey,
      title: t('Enter Key Again'),
      read: (raw) => readArguments(raw, { connection: text, replace: flag }),
      run: async (gesture) => {
        const from = gesture.args.replace ? 'accessKeyId' : keyFieldOf(gesture.rows);
        return enterKey(deps, await connectionFrom(deps, gesture, t('Enter Key Again')), from);
      },
    }),
    command({
      id: COMMAND.addSpace,
      title: t('Add a Space'),
      read: (raw) => readArguments(raw, { connection: text, space: text }),
      run: async (gesture) =>
        addSpace(deps, await connectionFrom(deps, gesture, t('Add a Space')), gesture.args.space),
    }),
    command({
      id: COMMAND.removeSpace,
      title: t('Remove Space from Connection'),
      read: (raw) => readArguments(raw, { connection: text, space: text }),
      run: (gesture) => removeSpaceAs(deps, gesture),
    }),
    command({
      id: COMMAND.reloadWindow,
      title: t('Reload Window'),
      read: (raw) => readArguments(raw, {}),
      run: async () => deps.reloadWindow(),
    }),
  ];
}

async function removeSpaceAs(
  deps: ConnectionCommandDeps,
  gesture: Gesture<{ readonly connection?: string | undefined; readonly space?: string | undefined }>,
): Promise<string> {
  const spaces = gesture.rows.filter((row) => row instanceof SpaceRow);
  if (spaces.length > 0 && spaces.length === gesture.rows.length) return removeSpacesAndTell(deps, spaces);
  const connection = await connectionFrom(deps, gesture, t('Remove Space from Connection'));
  const { space } = gesture.args;
  if (space !== undefined) return removeSpaces(deps, [{ connection, space }]);
  return removeSpacesAndTell(deps, [await chooseNamedSpace(deps.prompts, connection)]);
}

/** After whatever was mended, the connection as it is then may be tested again. */
function testAndTell(deps: ConnectionCommandDeps, connection: Connection): Promise<ConnectionReport> {
  const { id } = connection;
  const retry = () => testAndTell(deps, resolveConnection(deps.store, id));
  return testConnectionAndTell(deps, connection, (code) =>
    offersFor(deps.execute, { code, connectionId: id, retry }),
  );
}

/** Where just the secret was refused, that alone is asked; from a connection's menu the whole pair may be a new one. */
function keyFieldOf([row]: readonly Row[]): 'accessKeyId' | 'secretAccessKey' {
  const isWrongSecret =
    row instanceof ErrorRow && row.error instanceof SpacesError && row.error.code === 'wrongSecret';
  return row === undefined || isWrongSecret ? 'secretAccessKey' : 'accessKeyId';
}
