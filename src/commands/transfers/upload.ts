import { t } from '@vscode/l10n';
import { numbered } from '../../core/formats/fileNames.ts';
import { lastSegment } from '../../core/keyRules.ts';
import { folderOfKey } from '../../core/listingPath.ts';
import type { UploadWishes } from '../../core/transfers/jobs.ts';
import type { TransferResult } from '../../core/transfers/transfer.ts';
import { refuseReadOnly } from '../share.ts';
import { settleConflicts } from './conflicts.ts';
import type { FlowOptions, TransferFlowsDeps } from './deps.ts';
import { sideOf } from './existing.ts';
import { gatherUploads, type UploadSources } from './gatherUploads.ts';
import { type Begun, type Planned, uploadJob } from './planned.ts';
import { runBatch } from './run.ts';
import { uploadWishes } from './uploadWishes.ts';

export interface UploadRequest extends UploadSources, FlowOptions {
  /** Default: what the settings say. */
  readonly wishes?: UploadWishes | undefined;
}

/**
 * Uploads files and folders; what is there already is asked about once, before anything is sent. Ends when all of it is
 * over, and tells what really happened. Throws `SpacesError`, `Cancelled`.
 */
export async function upload(deps: TransferFlowsDeps, request: UploadRequest): Promise<TransferResult> {
  const { to, onConflict = 'ask' } = request;
  refuseReadOnly(to.connection);
  const gathered = await deps.progress.run(t('Looking at what is there'), (signal) =>
    gatherUploads(deps, request, signal),
  );
  const { planned, unplanned } = gathered;
  const used = new Set(planned.map(({ object }) => object.key));
  const settled = await settleConflicts(deps, {
    planned,
    onConflict,
    nameOf: ({ object }) => object.key,
    beside: (each, signal) => besideObject(deps, each, { used, signal }),
  });
  const wishes = uploadWishes(deps.settings, request.wishes);
  const make = (each: Planned, begun: Begun) => uploadJob(each, wishes, begun);
  return runBatch(deps, { ...settled, unplanned, make }, request);
}

async function besideObject(
  deps: TransferFlowsDeps,
  planned: Planned,
  { used, signal }: { readonly used: Set<string>; readonly signal: AbortSignal },
): Promise<Planned> {
  const folder = folderOfKey(planned.object.key);
  const name = lastSegment(planned.object.key);
  for (let number = 2; ; number++) {
    const key = folder + numbered(name, number);
    if (used.has(key) || (await sideOf(deps, planned.object, { key, signal })) !== undefined) continue;
    used.add(key);
    return { ...planned, object: { ...planned.object, key } };
  }
}
