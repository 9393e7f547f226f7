import { t } from '@vscode/l10n';
import type { Connection } from '../core/connection.ts';
import { SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import { trialStep } from './connection/check.ts';
import { type ConnectionDeps, nameTaken } from './connection/deps.ts';
import { credentialsOf, draftOf, type Field } from './connection/draft.ts';
import { interview } from './connection/interview.ts';
import { keyQuestions } from './connection/keyQuestions.ts';
import { announce } from './connection/save.ts';

/**
 * Asks for a connection's key pair again, from an error or where the secret is missing. It begins at the secret where the
 * key ID is known. Tested before it is saved. Resolves to the connection's id. Throws `Cancelled`.
 */
export async function enterKey(
  deps: ConnectionDeps,
  connection: Connection,
  at: 'accessKeyId' | 'secretAccessKey' = 'secretAccessKey',
): Promise<string> {
  const stored = await deps.store.credentials(connection);
  const known = stored.state === 'ok' ? stored.credentials.accessKeyId : undefined;
  const terms = { given: new Set<Field>(), severalRegions: false, taken: nameTaken(deps.store, connection) };
  const draft = await interview(
    t('Enter Key'),
    [
      ...keyQuestions(deps.prompts, terms),
      trialStep(deps, 'secretAccessKey', ['accessKeyId', 'secretAccessKey']),
    ],
    {
      draft: { ...draftOf(connection), accessKeyId: known },
      from: known === undefined ? undefined : at,
    },
  );
  const target = currentOf(deps, connection);
  await deps.store.save(target, credentialsOf(draft));
  announce(deps, t('Key pair saved: {0}', plain(target.name)), draft.trial?.clockSkewMs);
  return connection.id;
}

/** The connection as it is now: another window may have changed or removed it while the questions were open. */
function currentOf({ store }: ConnectionDeps, connection: Connection): Connection {
  const current = store.get(connection.id);
  if (current?.endpoint === connection.endpoint) return current;
  throw new SpacesError(
    'credentialsForOtherEndpoint',
    t(
      'The connection was changed in the meantime, so the key pair was not saved. Try again: {0}',
      plain(connection.name),
    ),
  );
}
