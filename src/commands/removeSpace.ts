import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import { type Connection, namedSpaces } from '../core/connection.ts';
import { SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { Prompts } from '../core/ports.ts';
import { listed } from '../core/sentences.ts';
import type { SpaceTarget } from '../core/target.ts';
import type { ConnectionDeps } from './connection/deps.ts';
import { resolveConnection } from './resolveTarget.ts';

/**
 * Takes the names of Spaces out of their connections; nothing changes in the store. Resolves to the (first) name.
 * Throws `badArguments` for one that its connection does not name, and `unknownConnection`; all stay then.
 */
export async function removeSpaces(
  { store }: Pick<ConnectionDeps, 'store'>,
  spaces: readonly SpaceTarget[],
): Promise<string> {
  const [first] = spaces;
  if (!first) throw new SpacesError('badArguments', t('Select the Space to remove.'));
  const changed = new Map<string, Connection>();
  for (const { connection, space } of spaces) {
    const current = changed.get(connection.id) ?? resolveConnection(store, connection.id);
    changed.set(connection.id, without(current, space));
  }
  for (const connection of changed.values()) await store.save(connection);
  return first.space;
}

/** The same for a person, who is told what that means. */
export async function removeSpacesAndTell(
  deps: Pick<ConnectionDeps, 'store' | 'notices'>,
  spaces: readonly SpaceTarget[],
): Promise<string> {
  const first = await removeSpaces(deps, spaces);
  const names = listed(spaces.map(({ space }) => plain(space)));
  deps.notices.info(t('Removed from the connection, not from the store: {0}', names));
  return first;
}

/** Asks which of the named Spaces. Throws `Cancelled`, and `badArguments` where there is none. */
export async function chooseNamedSpace(prompts: Prompts, connection: Connection): Promise<SpaceTarget> {
  const names = namedSpaces(connection);
  if (names.length === 0) {
    throw new SpacesError(
      'badArguments',
      t('This connection shows what the server lists and names no Space: {0}', plain(connection.name)),
    );
  }
  const answer = await prompts.pick<string>({
    title: t('Remove Space from Connection: {0}', plain(connection.name)),
    placeholder: t('Nothing is deleted in the store'),
    choices: names.map((name) => ({ label: plain(name), icon: 'database', value: name })),
  });
  return { connection, space: answerOf(answer) };
}

function without(connection: Connection, space: string): Connection {
  const { spaces, moreSpaces, ...rest } = connection;
  const names = namedSpaces(connection);
  const kept = names.filter((name) => name !== space);
  if (kept.length === names.length) {
    throw new SpacesError('badArguments', t('space: the connection does not name it: {0}', plain(space)));
  }
  if (kept.length === 0) return rest;
  return { ...rest, [spaces ? 'spaces' : 'moreSpaces']: kept };
}
