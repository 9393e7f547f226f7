import { t } from '@vscode/l10n';
import type { Connection } from '../core/connection.ts';
import { spaceNameProblem } from '../core/connectionRules.ts';
import { isCancelled, SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { ConnectionTest } from '../core/ports.ts';
import type { ConnectionDeps } from './connection/deps.ts';
import { CANNOT_LIST, isCode } from './connection/trial.ts';

/**
 * Names one more Space of a connection, for keys that may not list them. One that is given is saved untried; one that
 * is asked for is tried before it is saved, and what fails is said, and it can be added nevertheless. Resolves to the
 * Space's name. Throws `Cancelled`, `badArguments` for a given name that can't be added, and what the server says.
 */
export async function addSpace(
  deps: ConnectionDeps,
  connection: Connection,
  given?: string | undefined,
): Promise<string> {
  const problem = given === undefined ? undefined : problemOf(connection, given);
  if (problem !== undefined) throw new SpacesError('badArguments', `space: ${problem}`);
  const space = given ?? (await askSpace(deps, connection));
  const current = deps.store.get(connection.id) ?? connection;
  const spaces = [...new Set([...(current.spaces ?? (await listed(deps, current))), space])];
  await deps.store.save({ ...current, spaces });
  return space;
}

async function askSpace(deps: ConnectionDeps, connection: Connection): Promise<string> {
  let value = '';
  for (;;) {
    const answer = await deps.prompts.text({
      title: t('Add a Space: {0}', plain(connection.name)),
      prompt: t('Its exact name'),
      value,
      validate: (text) => {
        const message = problemOf(connection, text.trim());
        return message === undefined ? undefined : { message, severity: 'error' };
      },
    });
    value = answer === 'back' ? value : answer.answer.trim();
    if (await isWanted(deps, connection, value)) return value;
  }
}

function problemOf(connection: Connection, name: string): string | undefined {
  if (name === '') return t('Give a name.');
  if (connection.spaces?.includes(name)) return t('This Space is there already.');
  return spaceNameProblem(name, connection.addressing);
}

/** True where the Space was found, or is wanted although it was not. */
async function isWanted(deps: ConnectionDeps, connection: Connection, space: string): Promise<boolean> {
  const result = await tested(deps, { ...connection, spaces: [space] });
  if (result === undefined || result.ok) return true;
  try {
    return await deps.notices.choose<boolean>(
      t('The Space {0} could not be opened: {1}', plain(space), result.error?.message ?? ''),
      {
        choices: [
          { title: t('Change Name'), value: false },
          { title: t('Add Anyway'), value: true },
        ],
      },
    );
  } catch (dismissed) {
    if (isCancelled(dismissed)) return false;
    throw dismissed;
  }
}

/** What the server lists now: adding one more must not hide the others. Throws where it can't be asked. */
async function listed(deps: ConnectionDeps, connection: Connection): Promise<readonly string[]> {
  if (!deps.canListSpaces) return [];
  const result = await tested(deps, connection);
  if (result?.error && !isCode(result.error, CANNOT_LIST)) throw result.error;
  return result?.spaces ?? [];
}

/** `undefined` without a key pair: nothing can be tried. */
async function tested(deps: ConnectionDeps, connection: Connection): Promise<ConnectionTest | undefined> {
  const stored = await deps.store.credentials(connection);
  if (stored.state !== 'ok') return undefined;
  return deps.progress.run(t('Testing the connection: {0}', plain(connection.name)), (signal) =>
    deps.tester.test(connection, stored.credentials, signal),
  );
}
