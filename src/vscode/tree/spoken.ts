import { t } from '@vscode/l10n';
import { listed } from '../../core/sentences.ts';
import type { Description, Surroundings } from './describe.ts';
import { ConnectionRow, FolderRow, ObjectRow, type Row, SpaceRow } from './rows.ts';

/**
 * What a screen reader says of a row: its name, what it is, and the rest in words where others see signs. Its level,
 * its place among the others and whether it is open are the editor's to say.
 */
export function spokenName(
  row: Row,
  { label, description, icon }: Pick<Description, 'label' | 'description' | 'icon'>,
  { formats, now }: Pick<Surroundings, 'formats' | 'now'>,
): string {
  if (icon.name === 'error' && icon.of === 'codicon') return t('Error: {0}', label);
  const rest =
    row instanceof ObjectRow
      ? [formats.spokenSize(row.entry.size), formats.spokenAge(row.entry.lastModified, now)]
      : description.split(' · ');
  return listed([label, kindName(row), ...rest].filter((part) => part !== ''));
}

function kindName(row: Row): string {
  if (row instanceof ConnectionRow) return t('connection');
  if (row instanceof SpaceRow) return t('Space');
  if (row instanceof FolderRow) return t('folder');
  return row instanceof ObjectRow ? t('object') : '';
}
