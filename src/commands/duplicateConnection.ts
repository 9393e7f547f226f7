import { t } from '@vscode/l10n';
import type { Connection, Credentials } from '../core/connection.ts';
import { freeName, newConnectionId } from '../core/connectionRules.ts';
import { plain } from '../core/plain.ts';
import type { ConnectionArguments } from './connection/arguments.ts';
import { changedCredentials, changedDraft, testChanged } from './connection/change.ts';
import { type ConnectionDeps, nameTaken } from './connection/deps.ts';
import { credentialsOf, type Draft, placesOf } from './connection/draft.ts';
import { announce, saveOver } from './connection/save.ts';
import { askChanges } from './editConnection.ts';

/**
 * Makes a second connection like another and resolves to its id. Without `changes` it asks the questions of Add
 * Connection, filled in; with them nothing (a name that is not given gets a number). The key pair goes with it only
 * where the endpoint stays the same. Throws `Cancelled` or `SpacesError`.
 */
export async function duplicateConnection(
  deps: ConnectionDeps,
  connection: Connection,
  changes?: ConnectionArguments,
): Promise<string> {
  const stored = await deps.store.credentials(connection);
  const kept = stored.state === 'ok' ? stored.credentials : undefined;
  const name = freeName(connection.name, nameTaken(deps.store));
  if (changes) {
    const draft = changedDraft(deps.store, { connection, changes: { name, ...changes } });
    const credentials = changedCredentials(changes, kept);
    const trial = changes.test
      ? await testChanged(deps, { draft, connection, credentials, kept })
      : undefined;
    const staysThere = placesOf(draft)[0]?.endpoint === connection.endpoint;
    return saveCopy(deps, { ...draft, trial }, credentials ?? (staysThere ? kept : undefined));
  }
  const draft = await askChanges(deps, { connection, kept, title: t('Duplicate Connection'), name });
  const id = await saveCopy(deps, draft, credentialsOf(draft));
  announce(deps, t('Connection added: {0}', plain(draft.name ?? name)), draft.trial?.clockSkewMs);
  return id;
}

async function saveCopy(
  deps: ConnectionDeps,
  draft: Draft,
  credentials: Credentials | undefined,
): Promise<string> {
  const id = newConnectionId(deps.random, (taken) => deps.store.get(taken) !== undefined);
  await saveOver(deps, { draft, before: { id, name: draft.name ?? id } }, credentials);
  return id;
}
