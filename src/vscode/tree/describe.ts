import { t } from '@vscode/l10n';
import { COMMAND, type CommandId } from '../../contributions.ts';
import type { Connection } from '../../core/connection.ts';
import { SpacesError } from '../../core/errors.ts';
import type { Formats } from '../../core/format.ts';
import { type Machine, originWords } from '../../core/machine.ts';
import { plain } from '../../core/plain.ts';
import { type Remedies, remediesFor } from '../../core/remedies.ts';
import type { KnownRights } from '../../core/rights.ts';
import { deniedWords } from '../../core/rightsWords.ts';
import { dotted } from '../../core/sentences.ts';
import { labelOf } from './label.ts';
import {
  ConnectionRow,
  EmptyRow,
  type ErrorRow,
  FolderRow,
  idOf,
  MoreRow,
  ObjectRow,
  type Row,
  SpaceRow,
} from './rows.ts';
import { spokenName } from './spoken.ts';

/** What the user's icon theme draws by name, or an icon of the editor's own. */
export type Icon =
  | { readonly of: 'file' | 'folder'; readonly name: string }
  | { readonly of: 'codicon'; readonly name: string; readonly color?: string };

/** A row as the editor shows it, without the editor. */
export interface Description {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** `undefined`: made when it is hovered over. */
  readonly tooltip: string | undefined;
  readonly contextValue: string;
  readonly icon: Icon;
  readonly isCollapsible: boolean;
  /** What Enter and a click do, with the row; absent: they select. */
  readonly command?: CommandId;
  /** What a screen reader says. */
  readonly accessibleName: string;
}

/** What a row's look depends on beside the row. */
export interface Surroundings {
  readonly formats: Formats;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The filter of the row's folder or Space. */
  readonly filter: string;
  /** A further page is on its way. */
  readonly isLoading: boolean;
  /** The row's Space is shown for no other reason than that its connection names it. */
  readonly isNamed: boolean;
  /** Where requests are sent from. */
  readonly machine: Machine;
  /** What is known of what the connection's key pair may do in the row's folder or Space. */
  readonly rights: KnownRights;
  /** Whether it may list Spaces, where that is known. */
  readonly mayListSpaces: boolean | undefined;
  /** It is known to write in none of the connection's Spaces. */
  readonly isReader: boolean;
}

/** What the look of an object does not depend on, nor that of a result. */
export const NOT_OF_OBJECTS = {
  filter: '',
  isLoading: false,
  isNamed: false,
  mayListSpaces: undefined,
  isReader: false,
} as const satisfies Partial<Surroundings>;

/** From here on a filter is the better way; each page makes the editor take all rows again. */
const MANY_ROWS = 10_000;

/** Text that goes into a tooltip whole: a key has at most 1,024 bytes. */
const WHOLE = 1100;

type Look = Omit<Description, 'id' | 'accessibleName'>;

export function describeRow(row: Row, around: Surroundings): Description {
  const look = lookOf(row, around);
  return { id: idOf(row), accessibleName: spokenName(row, look, around), ...look };
}

function lookOf(row: Row, around: Surroundings): Look {
  if (row instanceof ConnectionRow) return connection(row.connection, around);
  if (row instanceof SpaceRow) return space(row, around);
  if (row instanceof FolderRow) return folder(row, around);
  if (row instanceof ObjectRow) return object(row, around);
  if (row instanceof MoreRow) return more(row, around);
  return row instanceof EmptyRow ? empty(row) : failure(row);
}

function connection(
  { name, endpoint, region, spaces, readOnly }: Connection,
  { machine, mayListSpaces, isReader }: Surroundings,
): Look {
  const host = plain(endpoint.replace(/^https:\/\//, ''));
  const mayNotList = mayListSpaces === false;
  return {
    label: labelOf(name),
    description: dotted([
      readOnly ? t('read-only') : isReader ? t('read-only key') : '',
      mayNotList ? t('key may not list Spaces') : '',
      host,
    ]),
    tooltip: lines([
      plain(name, WHOLE),
      plain(endpoint),
      t('Region: {0}', plain(region)),
      originWords(machine),
    ]),
    contextValue: flagged('connection', { readOnly, named: spaces !== undefined }),
    icon: { of: 'codicon', name: 'cloud' },
    isCollapsible: true,
  };
}

function space(row: SpaceRow, { filter, isNamed, rights }: Surroundings): Look {
  return {
    label: labelOf(row.space),
    description: dotted([filtered(filter), keyWords(row, rights)]),
    tooltip: lines([plain(row.space, WHOLE), ...deniedWords(row, rights)]),
    contextValue: flagged('space', {
      readOnly: row.connection.readOnly,
      filtered: filter !== '',
      named: isNamed,
      ...denied(rights),
    }),
    icon: { of: 'codicon', name: 'database' },
    isCollapsible: true,
  };
}

function folder(row: FolderRow, { filter, rights }: Surroundings): Look {
  const name = row.prefix.slice(row.parent.length, -1);
  return {
    label: labelOf(name),
    description: filtered(filter),
    tooltip: lines([plain(row.prefix, WHOLE), ...deniedWords(row, rights)]),
    contextValue: flagged('folder', {
      readOnly: row.connection.readOnly,
      filtered: filter !== '',
      ...denied(rights),
    }),
    icon: { of: 'folder', name },
    isCollapsible: true,
  };
}

/** By these the commands that must fail are greyed (`enablement` in package.json). */
function denied(rights: KnownRights): Readonly<Record<string, boolean>> {
  return { noList: rights.list === false, ...deniedChanges(rights) };
}

/** A key that may not change objects may hardly delete them, unless that is known. */
function deniedChanges(rights: KnownRights): Readonly<Record<string, boolean>> {
  const noWrite = rights.write === false;
  return { noWrite, noDelete: rights.delete === false || (noWrite && rights.delete === undefined) };
}

/** Few words for a Space's row; its tooltip has the sentences. */
function keyWords({ connection }: SpaceRow, rights: KnownRights): string {
  if (rights.list === false) return t('key may not list');
  if (connection.readOnly) return '';
  if (rights.write === false) return t('read-only key');
  return rights.delete === false ? t('key may not delete') : '';
}

function lines(all: readonly (string | undefined)[]): string {
  return all.filter((line) => line !== undefined).join('\n');
}

function object(row: ObjectRow, { formats, now, rights }: Surroundings): Look {
  const name = row.key.slice(row.parent.length);
  return {
    // The object that stands for its own folder (`a/` in `a/`): an object like any other, shown and deletable.
    label: name === '' ? t('(folder marker)') : labelOf(name),
    description: dotted([formats.size(row.entry.size), formats.age(row.entry.lastModified, now)]),
    tooltip: undefined,
    contextValue: flagged('object', { readOnly: row.connection.readOnly, ...deniedChanges(rights) }),
    icon: { of: 'file', name },
    isCollapsible: false,
    // A marker holds nothing to be seen.
    ...(name === '' ? {} : { command: COMMAND.open }),
  };
}

function more({ loaded }: MoreRow, { formats, isLoading }: Surroundings): Look {
  const count = formats.count(loaded);
  const description =
    loaded < MANY_ROWS ? t('{0} loaded', count) : t('{0} loaded · filter by prefix to find faster', count);
  return {
    label: isLoading ? t('Loading…') : t('Load More…'),
    description,
    tooltip: description,
    contextValue: 'more',
    icon: { of: 'codicon', name: isLoading ? 'loading~spin' : 'ellipsis' },
    isCollapsible: false,
    command: COMMAND.loadMore,
  };
}

function empty(row: EmptyRow): Look {
  const label = emptyText(row);
  return {
    label,
    description: '',
    tooltip: row.filter === '' ? label : t('No name here begins with: {0}', plain(row.filter, WHOLE)),
    contextValue: flagged('empty', { filtered: row.filter !== '' }),
    icon: { of: 'codicon', name: 'info' },
    isCollapsible: false,
    ...(row.filter === '' ? {} : { command: COMMAND.filter }),
  };
}

function emptyText({ space, prefix, filter }: EmptyRow): string {
  if (filter !== '') return t('No objects with this prefix');
  if (space === undefined) return t('This connection has no Spaces');
  return prefix === '' ? t('This Space is empty') : t('This folder is empty');
}

function failure({ error }: ErrorRow): Look {
  const remedies = remediesFor(error instanceof SpacesError ? error.code : 'server');
  // A `SpacesError`'s message is made for people, its names through `plain()` already.
  const label =
    error instanceof SpacesError
      ? error.message
      : t('Something went wrong inside Spaceport. The log has the details.');
  return {
    label,
    description: '',
    tooltip: label,
    contextValue: flagged('error', {
      connection: remedies.editConnection,
      credentials: remedies.enterKey,
      reload: remedies.reload,
      cors: remedies.corsRule,
      nameSpace: remedies.nameSpace,
      help: remedies.help !== undefined,
    }),
    // To name the Spaces is a way to go on, not a fault to mend.
    icon: remedies.nameSpace
      ? { of: 'codicon', name: 'info' }
      : { of: 'codicon', name: 'error', color: 'list.errorForeground' },
    isCollapsible: false,
    command: mend(remedies),
  };
}

/** The one thing that may help; to try again does no harm. */
function mend({ nameSpace, enterKey }: Remedies): CommandId {
  if (nameSpace) return COMMAND.addSpace;
  return enterKey ? COMMAND.enterKey : COMMAND.retry;
}

function filtered(filter: string): string {
  return filter === '' ? '' : t('filter: {0}', labelOf(filter));
}

/** `kind;flag;flag` */
function flagged(kind: string, flags: Readonly<Record<string, boolean>>): string {
  let value = kind;
  for (const flag in flags) if (flags[flag]) value += `;${flag}`;
  return value;
}
