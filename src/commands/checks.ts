import type { Handed } from './afterCopy.ts';
import type { ShareDeps } from './share.ts';

/** Asks the server about what was copied and says what the person should know. Never fails, never waited for. */
export async function checkAfterwards(_deps: ShareDeps, _handed: Handed): Promise<void> {}
