import { t } from '@vscode/l10n';
import type { Connection, CredentialState, Credentials } from './connection.ts';
import { SpacesError } from './errors.ts';
import { plain } from './plain.ts';

/** The key pair to sign with. Throws `noCredentials` or `credentialsForOtherEndpoint`. */
export function usableCredentials(state: CredentialState, connection: Connection): Credentials {
  if (state.state === 'ok') return state.credentials;
  const name = plain(connection.name);
  const options = { connectionId: connection.id };
  if (state.state === 'missing') {
    const reason = t(
      'No access key is stored on this computer for this connection. Enter it again: {0}',
      name,
    );
    throw new SpacesError('noCredentials', reason, options);
  }
  const reason = t(
    'The stored access key was entered for another endpoint and is not sent to this one. Enter it again: {0}',
    name,
  );
  throw new SpacesError('credentialsForOtherEndpoint', reason, options);
}
