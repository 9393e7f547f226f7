import { t } from '@vscode/l10n';
import { type Connection, namedSpaces } from '../core/connection.ts';
import { spaceNameProblem } from '../core/connectionRules.ts';
import { isCancelled, SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { ConnectionTest } from '../core/ports.ts';
import { onlyBrowserForbids } from './connection/check.ts';
import type { ConnectionDeps } from './connection/deps.ts';

/**
 * Names one more Space of a connection, for what its server does not list: another's, or any where the list can't be
 * read. One that is given is saved untried; one that is asked for is tried before it is saved, and what fails is said,
 * and it can be added nevertheless. Resolves to the Space's name. Throws `Cancelled`, and `badArguments` for a given
 * name that can't be added.
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
  const names = [...new Set([...namedSpaces(current), space])];
  await deps.store.save({ ...current, [current.spaces ? 'spaces' : 'moreSpaces']: names });
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
  if (namedSpaces(connection).includes(name)) return t('This Space is in the list already.');
  return spaceNameProblem(name, connection.addressing);
}

/** True where the Space was found, or is wanted although it was not. */
async function isWanted(deps: ConnectionDeps, connection: Connection, space: string): Promise<boolean> {
  const result = await tested(deps, connection, space);
  if (result === undefined || result.ok) return true;
  const add = { title: t('Add Anyway'), value: true };
  const change = { title: t('Change Name'), value: false };
  try {
    return await deps.notices.choose<boolean>(
      t('The Space {0} could not be opened: {1}', plain(space), result.error?.message ?? ''),
      { choices: onlyBrowserForbids(result.error) ? [add, change] : [change, add] },
    );
  } catch (dismissed) {
    if (isCancelled(dismissed)) return false;
    throw dismissed;
  }
}

/** `undefined` without a key pair: nothing can be tried. */
async function tested(
  deps: ConnectionDeps,
  connection: Connection,
  space: string,
): Promise<ConnectionTest | undefined> {
  const stored = await deps.store.credentials(connection);
  if (stored.state !== 'ok') return undefined;
  return deps.progress.run(t('Testing the connection: {0}', plain(connection.name)), (signal) =>
    deps.tester.test({ ...connection, spaces: [space] }, stored.credentials, signal),
  );
}
