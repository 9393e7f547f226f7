import { t } from '@vscode/l10n';
import type { Connection, CredentialState, Credentials } from './connection.ts';
import { SpacesError } from './errors.ts';
import { plain } from './plain.ts';

/** The key pair to sign with. Throws `noCredentials`, `noCredentialsHere` or `credentialsForOtherEndpoint`. */
export function usableCredentials(state: CredentialState, connection: Connection): Credentials {
  if (state.state === 'ok') return state.credentials;
  const name = plain(connection.name);
  const options = { connectionId: connection.id };
  if (state.state === 'missing' && state.mayBeElsewhere) {
    const reason = t(
      'Enter the access key again, or reload this window if it was entered in another one. None is known here for: {0}',
      name,
    );
    throw new SpacesError('noCredentialsHere', reason, options);
  }
  if (state.state === 'missing') {
    const reason = t('Enter the access key again. None is stored on this computer for: {0}', name);
    throw new SpacesError('noCredentials', reason, options);
  }
  const reason = t(
    "Enter the access key again. The stored one was entered for another endpoint and is not sent to this connection's: {0}",
    name,
  );
  throw new SpacesError('credentialsForOtherEndpoint', reason, options);
}
