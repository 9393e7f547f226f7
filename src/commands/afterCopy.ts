import type { Connection, Credentials } from '../core/connection.ts';
import type { CommandForm, SharedThings, ShareKind } from '../core/ledger.ts';
import type { LinkOptions } from '../core/linkOptions.ts';
import type { UploadTerms } from '../core/uploadTerms.ts';
import { checkAfterwards } from './checks.ts';
import { recordShare } from './recordShare.ts';
import type { ShareDeps, SigningTime } from './share.ts';

/** What was just put on the clipboard or into a file. */
export interface Handed {
  readonly kind: ShareKind;
  readonly as: string;
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly space: string;
  readonly what: SharedThings;
  readonly time: SigningTime;
  readonly link?: LinkOptions | undefined;
  readonly upload?: UploadTerms | undefined;
  readonly command?: CommandForm | undefined;
  /**
   * What stands on the clipboard, and makes the same again for another moment: for the check that finds the clock wrong.
   * Absent for what went into a file, and for what was made again: a clock that jumps would have it made without end.
   */
  readonly copied?: { readonly text: string; again(): Promise<unknown> } | undefined;
}

/**
 * Enters what was handed out into the ledger, and starts the checks that never stand in the way of a copy. `ids`: of all
 * that was copied as one text, to which its own is added.
 */
export async function afterCopy(deps: ShareDeps, handed: Handed, ids: string[] = []): Promise<void> {
  const id = await recordShare(deps, handed);
  if (id !== undefined) ids.push(id);
  // With its first request `fetch` keeps the thread busy for a while: who copied has their answer before.
  setTimeout(() => void checkAfterwards(deps, handed, ids), 0);
}
