import type { PrefixTarget } from '../../core/target.ts';
import type { Conflict, ManageDeps, Outcome, Place } from './deps.ts';

export interface TransferRequest {
  readonly sources: readonly Place[];
  /** The folder or Space that they go into, under their own names. */
  readonly to: PrefixTarget;
  readonly mode: 'move' | 'copy';
  /** Default: asks once, for all. */
  readonly onConflict?: Conflict | undefined;
  /** Else more than one object asks with the count. */
  readonly confirmed?: boolean | undefined;
  /** Says nothing of how it went: a caller reads the outcome. */
  readonly isQuiet?: boolean | undefined;
}

/** Moves or copies objects and folders, within a Space or across. Throws `SpacesError`, `Cancelled`. */
export async function transferObjects(_deps: ManageDeps, _request: TransferRequest): Promise<Outcome> {
  throw new Error('not yet');
}
