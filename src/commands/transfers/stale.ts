import type { TransferFlowsDeps } from './deps.ts';
import type { Planned } from './planned.ts';

/** So long nobody goes on with what a window left that is gone. Milliseconds. */
const STALE_MS = 7 * 86_400_000;

/** Takes away what downloads left into these folders that were broken off long ago, where that is allowed. */
export async function removeStale(
  { files }: Pick<TransferFlowsDeps, 'files'>,
  planned: readonly Planned[],
): Promise<void> {
  const folders = new Set(planned.map(({ localPath }) => files.folderOf(localPath)));
  for (const folder of folders) {
    for (const { path, touchedMs } of await files.temporaries(folder))
      if (Date.now() - touchedMs > STALE_MS) await files.remove(path).catch(() => undefined);
  }
}
