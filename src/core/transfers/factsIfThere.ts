import { SpacesError } from '../errors.ts';
import type { ObjectBytes, ObjectFacts, VersionTarget } from '../objects.ts';

/** `undefined` where there is no such object, or it may be written and not asked about. */
export async function factsIfThere(
  bytes: Pick<ObjectBytes, 'facts'>,
  object: VersionTarget,
  signal: AbortSignal,
): Promise<ObjectFacts | undefined> {
  try {
    return await bytes.facts(object, signal);
  } catch (error) {
    if (error instanceof SpacesError && ['noSuchObject', 'accessDenied'].includes(error.code))
      return undefined;
    throw error;
  }
}
