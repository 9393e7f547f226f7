import { t } from '@vscode/l10n';
import { plain } from '../core/plain.ts';
import type { ObjectVersion, Progress, Store } from '../core/ports.ts';
import type { ObjectTarget } from '../core/target.ts';

/** All versions of an object and its deletions, newest first, with progress. Throws `SpacesError`, `Cancelled`. */
export async function listVersions(
  { reads, progress }: { readonly reads: Pick<Store, 'listVersions'>; readonly progress: Progress },
  { connection, space, key }: ObjectTarget,
): Promise<readonly ObjectVersion[]> {
  return progress.run(t('Listing the versions of {0}', plain(key)), (signal) =>
    reads.listVersions(connection, space, key, signal),
  );
}
