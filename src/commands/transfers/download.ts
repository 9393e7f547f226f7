import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import { numbered } from '../../core/formats/fileNames.ts';
import { outermost } from '../../core/manage/job.ts';
import { plain } from '../../core/plain.ts';
import type { TransferResult } from '../../core/transfers/transfer.ts';
import { settleConflicts } from './conflicts.ts';
import type { FlowOptions, TransferFlowsDeps } from './deps.ts';
import { type DownloadSources, gatherDownloads } from './gatherDownloads.ts';
import { downloadJob, type Planned, type Settled } from './planned.ts';
import { runBatch } from './run.ts';
import { removeStale } from './stale.ts';

export interface DownloadRequest extends DownloadSources, FlowOptions {
  /** All below a prefix: not asked about, with their number, before they are fetched. */
  readonly confirmed?: boolean | undefined;
}

/**
 * Downloads objects, and all below prefixes; asks once before anything is fetched whether so many are wanted, and once what
 * becomes of files that are there. Ends when all of it is over, and tells what really happened. Throws `SpacesError`, and
 * `Cancelled`.
 */
export async function download(deps: TransferFlowsDeps, wished: DownloadRequest): Promise<TransferResult> {
  const request = { ...wished, sources: outermost(wished.sources) };
  const { onConflict = 'ask', folder } = request;
  const gathered = await deps.progress.run(t('Looking at what is there'), (signal) =>
    gatherDownloads(deps, request, signal),
  );
  await confirm(deps, request, gathered.planned);
  const { planned, unplanned, folders } = gathered;
  const used = new Set(planned.map(({ localPath }) => localPath));
  const settled = await settleConflicts(deps, {
    planned,
    onConflict,
    nameOf: ({ localPath }) => localPath,
    beside: (each) => besideFile(deps, each, used),
  });
  await refuseWithoutRoom(deps, folder, settled);
  await removeStale(deps, planned);
  for (const each of folders) await deps.files.makeFolder(each);
  return runBatch(deps, { ...settled, unplanned, make: downloadJob }, request);
}

async function confirm(
  { notices, moments }: TransferFlowsDeps,
  { sources, confirmed, folder }: DownloadRequest,
  planned: readonly Planned[],
): Promise<void> {
  const first = sources.find((source) => 'prefix' in source);
  if (confirmed === true || first === undefined) return;
  const formats = createFormats(moments.locale);
  const bytes = planned.reduce((sum, { own }) => sum + own.size, 0);
  const what = t('{0} ({1})', formats.count(planned.length), formats.size(bytes));
  await notices.confirm(
    t('Download all below {0}? Objects: {1}.', plain(first.prefix || first.space), what),
    {
      detail: plain(folder),
      action: t('Download'),
    },
  );
}

/** What is replaced goes only when the new one is there whole. */
async function refuseWithoutRoom(
  { files, moments }: TransferFlowsDeps,
  folder: string,
  { go }: Settled,
): Promise<void> {
  const free = await files.freeBytes(folder);
  const needed = go.reduce((sum, { own }) => sum + own.size, 0);
  if (free === undefined || needed <= free) return;
  const { size } = createFormats(moments.locale);
  const message = t('The disk has not enough room: {0} are needed, {1} are free.', size(needed), size(free));
  throw new SpacesError('diskFull', message);
}

/** The next name that is free in its folder. */
async function besideFile(
  { files }: TransferFlowsDeps,
  planned: Planned,
  used: Set<string>,
): Promise<Planned> {
  const folder = files.folderOf(planned.localPath);
  const name = files.nameOf(planned.localPath);
  for (let number = 2; ; number++) {
    const localPath = files.join(folder, [numbered(name, number)]);
    if (used.has(localPath) || (await files.kindOf(localPath)) !== undefined) continue;
    used.add(localPath);
    return { ...planned, localPath };
  }
}
