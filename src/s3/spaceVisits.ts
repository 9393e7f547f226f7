import type { SigningTarget } from '../core/connection.ts';
import { spaceNameProblem } from '../core/connectionRules.ts';
import { SpacesError } from '../core/errors.ts';
import type { SpaceTarget } from '../core/target.ts';
import { credentialsOf, readSpace, type StoreDeps } from './client.ts';
import type { Send } from './request.ts';

/** What is wanted of a Space as such. */
export interface SpaceVisit {
  readonly signal: AbortSignal;
  /** The one error table speaks of listing and reading. */
  inWords(error: SpacesError): SpacesError;
}

/** Goes to a Space, where it is; what fails there is a `SpacesError` of its connection, or `Cancelled`. */
export async function visitSpace<T>(
  deps: StoreDeps & { readonly send: Send },
  { connection, space }: SpaceTarget,
  { signal, inWords }: SpaceVisit,
  work: (target: SigningTarget) => Promise<T>,
): Promise<T> {
  const credentials = await credentialsOf(deps, connection);
  try {
    assertFit(space);
    return await readSpace(deps, { connection, space, credentials, signal, send: deps.send }, work);
  } catch (error) {
    throw error instanceof SpacesError ? inWords(error).about(connection.id) : error;
  }
}

/** A server may list any name; what is written must not go to another Space, or to an object. */
export function assertFit(space: string): void {
  const problem = spaceNameProblem(space, 'path');
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
}
