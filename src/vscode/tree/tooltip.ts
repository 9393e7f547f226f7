import { t } from '@vscode/l10n';
import type { Formats } from '../../core/format.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectEntry, ObjectHead } from '../../core/ports.ts';

/** A key has at most 1,024 bytes: it is shown whole. */
const WHOLE = 1100;

/** What is known of an object, a line each; `head` adds what only a request can tell. Every value is plain text. */
export function tooltipLines(entry: ObjectEntry, head: ObjectHead | undefined, formats: Formats): string[] {
  const etag = entry.etag.replaceAll('"', '');
  const storageClass = entry.storageClass ?? head?.storageClass;
  const lines = [
    t('Key: {0}', plain(entry.key, WHOLE)),
    t('Size: {0}', formats.exactSize(entry.size)),
    t('Last modified: {0}', formats.moment(entry.lastModified)),
  ];
  if (etag !== '') lines.push(t('ETag: {0}', plain(etag)));
  if (storageClass) lines.push(t('Storage class: {0}', plain(storageClass)));
  if (head?.contentType) lines.push(t('Content type: {0}', plain(head.contentType, 200)));
  return lines;
}
