import { t } from '@vscode/l10n';
import type { Connection, Credentials } from '../core/connection.ts';
import { SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import { stepsOf } from './addConnection.ts';
import type { ConnectionArguments } from './connection/arguments.ts';
import { changedCredentials, changedDraft, testChanged } from './connection/change.ts';
import { type ConnectionDeps, nameTaken } from './connection/deps.ts';
import { type Draft, draftOf, placesOf } from './connection/draft.ts';
import { interview } from './connection/interview.ts';
import { announce, saveOver } from './connection/save.ts';
import type { Terms } from './connection/terms.ts';

/**
 * Changes a connection and resolves to its id. Without `changes` it asks the questions of Add Connection, filled in
 * with what is there; with them it asks nothing. A key pair is never sent to an endpoint it was not entered for: where
 * the endpoint changes, the secret is asked again, or (with `changes` that hold none) the connection is left without.
 * Throws `Cancelled` or `SpacesError`.
 */
export async function editConnection(
  deps: ConnectionDeps,
  connection: Connection,
  changes?: ConnectionArguments,
): Promise<string> {
  const stored = await deps.store.credentials(connection);
  const kept = stored.state === 'ok' ? stored.credentials : undefined;
  if (changes) {
    const draft = changedDraft(deps.store, { connection, changes, except: connection });
    const credentials = changedCredentials(changes, kept);
    const trial = changes.test
      ? await testChanged(deps, { draft, connection, credentials, kept })
      : undefined;
    refuseRemoved(deps, connection);
    await saveOver(deps, { draft: { ...draft, trial }, before: connection }, credentials);
    return connection.id;
  }
  const draft = await askChanges(deps, { connection, kept, title: t('Edit Connection'), except: connection });
  refuseRemoved(deps, connection);
  const staysThere = placesOf(draft)[0]?.endpoint === connection.endpoint;
  const saved = await saveOver(
    deps,
    { draft, before: connection },
    newPair(draft, staysThere ? kept : undefined),
  );
  announce(deps, t('Connection saved: {0}', plain(saved.name)), draft.trial?.clockSkewMs);
  return connection.id;
}

/** One that was removed while the questions were open, or in another window, does not come back. */
function refuseRemoved({ store }: ConnectionDeps, { id, name }: Connection): void {
  if (store.get(id)) return;
  throw new SpacesError(
    'unknownConnection',
    t('The connection was removed in the meantime: {0}', plain(name)),
  );
}

/** Asks all questions about a connection, filled in. The secret may be left empty while its endpoint stays. */
export function askChanges(
  deps: ConnectionDeps,
  from: {
    readonly connection: Connection;
    readonly kept: Credentials | undefined;
    readonly title: string;
    /** Whose name is not taken. */
    readonly except?: Connection | undefined;
    readonly name?: string | undefined;
  },
): Promise<Draft> {
  const { connection, kept } = from;
  const terms: Terms = {
    given: new Set(),
    severalRegions: false,
    kept: kept && { endpoint: connection.endpoint, credentials: kept },
    taken: nameTaken(deps.store, from.except),
  };
  const draft = draftOf(connection);
  return interview(from.title, stepsOf(deps, terms), {
    draft: {
      ...draft,
      name: from.name ?? draft.name,
      accessKeyId: kept?.accessKeyId,
      sessionToken: kept?.sessionToken,
    },
  });
}

/** The draft's key pair, where it is not the one that is stored for its endpoint. */
function newPair(draft: Draft, kept: Credentials | undefined): Credentials | undefined {
  const { accessKeyId, secretAccessKey, sessionToken } = draft;
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  const isKept = accessKeyId === kept?.accessKeyId && secretAccessKey === kept.secretAccessKey;
  if (isKept && sessionToken === kept.sessionToken) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
