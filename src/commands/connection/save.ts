import type { Connection, Credentials } from '../../core/connection.ts';
import { freeName, newConnectionId } from '../../core/connectionRules.ts';
import { clockWords } from '../../core/machine.ts';
import { plain } from '../../core/plain.ts';
import { inSentences, listed } from '../../core/sentences.ts';
import { type ConnectionDeps, nameTaken } from './deps.ts';
import { type Draft, defaultName, namesOf, type Place, placesOf } from './draft.ts';
import { requireCredentials } from './trial.ts';

/** Saves a draft as one connection or, for several regions, one each: all of them or none. Returns them in order. */
export async function saveNew(deps: ConnectionDeps, draft: Draft): Promise<readonly Connection[]> {
  const names = namesOf(draft, draft.name ?? defaultName(draft, nameTaken(deps.store)));
  const saved: Connection[] = [];
  try {
    for (const [index, place] of placesOf(draft).entries()) {
      const id = idFor(deps, draft.id);
      // Another window may have taken the name while the questions were open.
      const name = freeName(names[index] ?? place.region, nameTaken(deps.store));
      const connection = connectionAt(draft, place, { id, name });
      saved.push(connection);
      await deps.store.save(connection, requireCredentials(draft));
    }
  } catch (error) {
    await Promise.allSettled(saved.map(({ id }) => deps.store.remove(id)));
    throw error;
  }
  return saved;
}

/** Another window may have added the wished one while the questions were open. */
function idFor({ store, random }: ConnectionDeps, wished: string | undefined): string {
  const isTaken = (id: string) => store.get(id) !== undefined;
  return wished === undefined || isTaken(wished) ? newConnectionId(random, isTaken) : wished;
}

/** Saves a draft over a connection. `credentials`: only where the key pair changed. */
export async function saveOver(
  deps: ConnectionDeps,
  { draft, before }: { readonly draft: Draft; readonly before: Pick<Connection, 'id' | 'name'> },
  credentials: Credentials | undefined,
): Promise<Connection> {
  const [place] = placesOf(draft);
  if (!place) throw new Error('a draft without a place');
  const name = freeName(draft.name ?? before.name, (candidate) =>
    deps.store.list().some((each) => each.id !== before.id && each.name === candidate),
  );
  const connection = connectionAt(draft, place, { id: before.id, name });
  await deps.store.save(connection, credentials);
  return connection;
}

function connectionAt(draft: Draft, place: Place, own: Pick<Connection, 'id' | 'name'>): Connection {
  const spaces = draft.trial?.found?.get(place.endpoint) ?? draft.spaces;
  return {
    ...own,
    ...place,
    ...(spaces.length > 0 ? { [draft.beside ? 'moreSpaces' : 'spaces']: spaces } : {}),
    readOnly: draft.readOnly,
  };
}

/** Tells a person what was saved and, where it matters, that the clock is off. */
export function announce(
  { notices, machine }: Pick<ConnectionDeps, 'notices' | 'machine'>,
  message: string,
  clockSkewMs: number | undefined,
): void {
  const clock = clockWords(machine, clockSkewMs);
  if (clock === undefined) notices.info(message);
  else notices.warn(inSentences(message, clock));
}

export function listNames(connections: readonly Pick<Connection, 'name'>[]): string {
  return listed(connections.map(({ name }) => plain(name)));
}
