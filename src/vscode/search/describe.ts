import { t } from '@vscode/l10n';
import { COMMAND } from '../../contributions.ts';
import { plain } from '../../core/plain.ts';
import { dotted, listed } from '../../core/sentences.ts';
import { type Description, describeRow, type Surroundings } from '../tree/describe.ts';
import { ErrorRow, FolderRow, ObjectRow, type Row } from '../tree/rows.ts';

/** Where results come from more than one Space or connection, their rows say so. */
export interface Spread {
  readonly overConnections: boolean;
  readonly overSpaces: boolean;
}

/** A row of the tree as a result: with where it is. Its flags are the tree's, so that its menu is. */
export function describeResult(row: Row, around: Surroundings, spread: Spread): Description {
  const look = describeRow(row, around);
  if (row instanceof ErrorRow) return unread(row, look);
  const place = placeOf(row, spread);
  const words = dotted([place, look.description]);
  return {
    ...look,
    description: words,
    accessibleName: place === '' ? look.accessibleName : listed([look.accessibleName, place]),
    isCollapsible: false,
    // An icon theme may draw none for folders, as they have an arrow in a tree: here they have not.
    ...(row instanceof FolderRow ? { icon: { of: 'codicon', name: 'folder' } as const } : {}),
  };
}

/** The folder that it is in, by its whole path. */
function placeOf(row: Row, { overConnections, overSpaces }: Spread): string {
  const isPlaced = row instanceof ObjectRow || row instanceof FolderRow;
  if (!isPlaced) return '';
  const { name } = row.connection;
  const path = overSpaces ? `${row.space}/${row.parent}` : row.parent;
  return plain(overConnections ? t('{0}: {1}', name, path) : path, 200);
}

/** What could not be searched is named. To list it again would not search it again: Search Again does. */
function unread(row: ErrorRow, { command, ...look }: Description): Description {
  const { connection, space, prefix } = row;
  const place = space === undefined ? connection.name : `${space}/${prefix}`.replace(/\/$/, '');
  const label = t('{0}: {1}', plain(place), look.label);
  const own = {
    ...look,
    label,
    tooltip: label,
    accessibleName: t('Error: {0}', label),
  };
  return command === undefined || command === COMMAND.retry ? own : { ...own, command };
}
