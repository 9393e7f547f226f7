import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/core/connection.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { CONNECTION, shareSetup } from '../shareSetup.ts';

/** Without the checks afterwards, which have their own tests and their own messages. */
export function linkSetup(connection?: Connection) {
  const setup = shareSetup(connection);
  setup.settings.values.set('share.check', false);
  return setup;
}

export const object = (key: string) => ({ connection: CONNECTION, space: 'example-bucket', key });

export async function refusal(attempt: Promise<unknown>): Promise<SpacesError> {
  const error: unknown = await attempt.then(
    () => assert.fail('nothing was refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof SpacesError, String(error));
  return error;
}
