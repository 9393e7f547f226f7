import { t } from '@vscode/l10n';
import type { Connection } from '../core/connection.ts';
import { plain } from '../core/plain.ts';
import { trialStep } from './connection/check.ts';
import { type ConnectionDeps, nameTaken } from './connection/deps.ts';
import { credentialsOf, draftOf, type Field } from './connection/draft.ts';
import { interview } from './connection/interview.ts';
import { keyQuestions } from './connection/keyQuestions.ts';
import { announce } from './connection/save.ts';

/**
 * Asks for a connection's key pair again, from an error or where the secret is missing: the secret alone where the key
 * ID is known and not at fault. Tested before it is saved. Resolves to the connection's id. Throws `Cancelled`.
 */
export async function enterKey(
  deps: ConnectionDeps,
  connection: Connection,
  at: 'accessKeyId' | 'secretAccessKey' = 'secretAccessKey',
): Promise<string> {
  const stored = await deps.store.credentials(connection);
  const known = stored.state === 'ok' ? stored.credentials.accessKeyId : undefined;
  const given = new Set<Field>(known !== undefined && at === 'secretAccessKey' ? ['accessKeyId'] : []);
  const draft = await interview(
    t('Enter Key'),
    [
      ...keyQuestions(deps.prompts, {
        given,
        severalRegions: false,
        taken: nameTaken(deps.store, connection),
      }),
      trialStep(deps, 'secretAccessKey', ['accessKeyId', 'secretAccessKey']),
    ],
    { ...draftOf(connection), accessKeyId: known },
  );
  // The fields may have been changed in another window meanwhile; the pair belongs to the endpoint it was asked for.
  const current = deps.store.get(connection.id);
  const target = current?.endpoint === connection.endpoint ? current : connection;
  await deps.store.save(target, credentialsOf(draft));
  announce(deps, t('Key pair saved: {0}', plain(target.name)), draft.trial?.clockSkewMs);
  return connection.id;
}
