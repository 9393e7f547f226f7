import { signingTarget } from '../core/connection.ts';
import { SpacesError } from '../core/errors.ts';
import type { PrefixTarget } from '../core/target.ts';
import { credentialsOf, type StoreDeps } from './client.ts';
import { unlessNoAnswer } from './mayWrite.ts';
import { createSend } from './request.ts';
import { readVersioning } from './versioning.ts';

/** Whether the key pair may delete below a prefix; `undefined` where that can't be asked. Changes nothing. */
export type MayDelete = (at: PrefixTarget, signal: AbortSignal) => Promise<boolean | undefined>;

/**
 * Deletes a key that nobody ever gave to anything, which is allowed or refused as for any other. Where a Space keeps versions,
 * or did, that would leave a delete marker: there it is not asked, nor where the versioning can't be read. It is a DELETE that
 * the server's owner sees in the logs, so nobody asks it unasked.
 */
export function createMayDelete(deps: StoreDeps): MayDelete {
  const send = createSend(deps);
  return async ({ connection, space, prefix }, signal) => {
    if (connection.readOnly) return undefined;
    const credentials = await credentialsOf(deps, connection);
    const target = signingTarget(deps.locations.of(connection, space), credentials);
    const versioning = await readVersioning(send, target, { space, signal }).catch(unlessNoAnswer);
    if (versioning !== 'never') return undefined;
    const key = `${prefix}spaceport-access-check-${globalThis.crypto.randomUUID()}`;
    try {
      await send({ method: 'DELETE', target, space, key, signal });
      return true;
    } catch (error) {
      return error instanceof SpacesError && error.code === 'accessDenied' ? false : unlessNoAnswer(error);
    }
  };
}
