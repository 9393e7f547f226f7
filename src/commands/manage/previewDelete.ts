import { t } from '@vscode/l10n';
import { createFormats } from '../../core/format.ts';
import { walk } from '../../core/listingWalk.ts';
import { isFolder, outermost } from '../../core/manage/job.ts';
import { visible } from '../../core/plain.ts';
import { amountWords, namesOf } from '../placeWords.ts';
import type { DeleteRequest } from './deleteObjects.ts';
import type { ManageDeps } from './deps.ts';

/** A longer document is no better to read; all are counted. */
const MOST_LINES = 50_000;

export interface PreviewDeps extends Pick<ManageDeps, 'spaces' | 'moments' | 'progress'> {
  /** Opens a text to be read and searched. */
  openText(title: string, text: string): Promise<void>;
}

/** What Delete would delete, as a document. Changes nothing. */
export async function previewDelete(
  deps: PreviewDeps,
  targets: DeleteRequest['targets'],
): Promise<{ readonly count: number; readonly bytes: number }> {
  const formats = createFormats(deps.moments.locale);
  const names = namesOf(targets);
  const lines: string[] = [];
  let count = 0;
  let bytes = 0;
  const add = (key: string, size: number | undefined) => {
    count++;
    bytes += size ?? 0;
    if (count <= MOST_LINES)
      lines.push(`${(size === undefined ? '' : formats.size(size)).padStart(12)}  ${visible(key)}`);
  };
  await deps.progress.run(t('Counting what is below {0}', names), async (signal, report) => {
    for (const target of outermost(targets)) {
      if (!isFolder(target)) {
        add(target.key, target.entry?.size);
        continue;
      }
      for await (const page of walk(deps.spaces, target, signal)) {
        for (const { key, size } of page) add(key, size);
        report(amountWords(formats, { count, bytes }));
      }
    }
  });
  const head = [
    t('Delete would remove these objects. Nothing was changed: {0}', names),
    t('Objects: {0}', amountWords(formats, { count, bytes })),
  ];
  if (count > MOST_LINES) head.push(t('Listed here are the first {0} of them.', formats.count(MOST_LINES)));
  await deps.openText(t('Preview Delete'), [...head, '', ...lines, ''].join('\n'));
  return { count, bytes };
}
