import { signingTarget } from '../core/connection.ts';
import { SpacesError } from '../core/errors.ts';
import type { ObjectTarget } from '../core/target.ts';
import { credentialsOf, type StoreDeps } from './client.ts';
import { codeOf } from './failure.ts';
import type { Send } from './request.ts';

/** Names no upload: to complete it, with nothing, is refused for a reason, and could change nothing anywhere. */
const NO_UPLOAD = '2~spaceport-asks-whether-it-may-write';

/** Whether the key pair may write an object; changes nothing. `undefined` where the server's answer does not tell. */
export async function mayWrite(
  send: Send,
  deps: Pick<StoreDeps, 'connections' | 'locations'>,
  { connection, space, key }: ObjectTarget,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  try {
    const credentials = await credentialsOf(deps, connection);
    const target = signingTarget(deps.locations.of(connection, space), credentials);
    await send({ method: 'POST', target, space, key, query: [['uploadId', NO_UPLOAD]], signal });
    return undefined;
  } catch (error) {
    // The right comes first, then what was sent and whether there is such an upload (docs/quirks.md).
    if (['MalformedXML', 'NoSuchUpload'].includes(codeOf(error) ?? '')) return true;
    return error instanceof SpacesError && error.code === 'accessDenied' ? false : unlessNoAnswer(error);
  }
}

/** A server that has answered does not tell; a network that failed, or a wrong key pair, does. */
export function unlessNoAnswer(error: unknown): undefined {
  if (
    error instanceof SpacesError &&
    ['accessDenied', 'notImplemented', 'noSuchObject', 'noSuchUpload', 'server', 'badKey'].includes(
      error.code,
    )
  )
    return undefined;
  throw error;
}
