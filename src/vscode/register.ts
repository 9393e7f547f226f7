import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { namesTarget } from '../commands/resolveTarget.ts';
import { type CommandId, FILE_SCHEME } from '../contributions.ts';
import { isPlainObject } from '../core/arguments.ts';
import { isCancelled, SpacesError } from '../core/errors.ts';
import { lastSegment } from '../core/keyRules.ts';
import { plain } from '../core/plain.ts';
import type { Log, Notices } from '../core/ports.ts';
import { remediesFor } from '../core/remedies.ts';
import { listedUpTo } from '../core/sentences.ts';
import { offersFor } from './offers.ts';
import type { ShareRow } from './shares/rows.ts';
import type { TransferListRow } from './transfers/rows.ts';
import type { Row } from './tree/rows.ts';

/** What a gesture brought: the rows it was made on and the arguments that came with it, read and typed. */
export interface Gesture<A> {
  readonly args: A;
  /** The arguments name a target: ask for nothing that they give, throw instead of showing. */
  readonly named: boolean;
  /** The rows clicked, else the tree's selection; empty when the arguments name a target. */
  readonly rows: readonly Row[];
  /** It is the row's own command: a click on it, or Enter. */
  readonly isClick?: boolean;
  /** The same of Active Shares and of Transfers. A row clicked in one of the trees is meant: the others' are not here. */
  readonly shares: readonly ShareRow[];
  readonly transfers: readonly TransferListRow[];
  /** A group of Active Shares is meant: no share, whatever is selected. */
  readonly onGroup?: boolean;
  /** Files of the editor that it was made on. */
  readonly files: readonly vscode.Uri[];
}

export interface Command<A> {
  readonly id: CommandId;
  /** What is being tried, for the error: "Copy Signed URL". */
  readonly title: string;
  /** Reads what a caller handed over (`{}` where nothing was), strictly. Throws `badArguments`. */
  read(args: Record<string, unknown>): A;
  /** Whether the arguments name what to act on; by default any part of a target does. */
  namesTarget?(args: Record<string, unknown>): boolean;
  /** From the palette it is about a Space's file that the active editor shows: where nothing is selected, or whatever is. */
  readonly onEditor?: 'unlessSelected' | 'always';
  run(gesture: Gesture<A>): Promise<unknown>;
}

/** A command whose arguments' type is its own affair. */
export type AnyCommand = (deps: RegisterDeps) => vscode.Disposable;

export function command<A>(definition: Command<A>): AnyCommand {
  return (deps) => register(deps, definition);
}

export interface RegisterDeps {
  readonly commands: Pick<typeof vscode.commands, 'registerCommand' | 'executeCommand'>;
  readonly notices: Notices;
  readonly log: Log;
  /** What is selected beside a row, or was last; of trees that are visible. */
  selection(row?: Row): readonly Row[];
  isRow(value: unknown): value is Row;
  /** Active Shares, for the part that has it. */
  readonly shares?: RowSource<ShareRow> | undefined;
  /** Transfers, for the part that has it. */
  readonly transfers?: RowSource<TransferListRow> | undefined;
  /** Files of Spaces, for the parts that are called on them. */
  readonly spaceFiles?: SpaceFiles | undefined;
}

export interface SpaceFiles {
  /** What files of a Space stand for; none for other files. Throws what the server says. */
  rowsOf(files: readonly vscode.Uri[]): Promise<readonly Row[]>;
  /** What the active editor shows, where that is a file of a Space which this window may act on. */
  active(): vscode.Uri | undefined;
}

/** A tree's rows, as a gesture brings them. */
interface RowSource<R> {
  /** While the view is visible; of several views the one that shows the row. */
  selection(row?: R): readonly R[];
  isRow(value: unknown): value is R;
  /** A row that only holds others. */
  isGroup?(value: unknown): boolean;
}

/**
 * The one wrapper: every command is registered here. It turns a gesture into targets, errors into messages and a
 * dismissed question into silence. A caller who names a target gets the error thrown instead, and nothing is shown.
 */
function register<A>(deps: RegisterDeps, command: Command<A>): vscode.Disposable {
  return deps.commands.registerCommand(command.id, async (first?: unknown, second?: unknown) => {
    const raw = isPlainObject(first) && !isFocusedRow(first) ? first : {};
    const named = (command.namesTarget ?? namesTarget)(raw);
    // Once: a Retry is for the same rows, whatever is selected by then.
    const what = named ? NOTHING : clickedOn(deps, command, first, second);
    const attempt = async () =>
      command.run({ args: command.read(raw), named, ...(await inSpaces(deps, what)) });
    nameLeftOut(deps, command.title, what);
    try {
      return await attempt();
    } catch (error) {
      if (isCancelled(error)) return undefined;
      deps.log.error(command.id, error);
      if (named) throw asPerson(error);
      showError(deps, { title: command.title, error, retry: attempt });
      return undefined;
    }
  });
}

/** Runs something a button offers, under the same rules. */
export async function runShown(deps: RegisterDeps, title: string, attempt: () => unknown): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (isCancelled(error)) return;
    deps.log.error(title, error);
    showError(deps, { title, error, retry: attempt });
  }
}

/** Our keys ask the editor for the row (package.json, `$focusedTreeItem`); one that gives none leaves what they ask with. */
function isFocusedRow(value: object): boolean {
  return '$focusedTreeItem' in value;
}

type Clicked = Omit<Gesture<unknown>, 'args' | 'named'>;

const NOTHING: Clicked = { rows: [], shares: [], transfers: [], files: [] };
const NO_ROWS: RowSource<never> = { selection: () => [], isRow: (_value): _value is never => false };

type OnEditor = Pick<Command<unknown>, 'onEditor'>;

function clickedOn(deps: RegisterDeps, command: OnEditor, first: unknown, second: unknown): Clicked {
  const { shares = NO_ROWS, transfers = NO_ROWS } = deps;
  if (deps.isRow(first)) {
    return { ...NOTHING, rows: clicked(deps, first, second), isClick: isAlone(first, second) };
  }
  if (shares.isRow(first)) return { ...NOTHING, shares: clicked(shares, first, second) };
  if (shares.isGroup?.(first)) return { ...NOTHING, onGroup: true };
  if (transfers.isRow(first)) return { ...NOTHING, transfers: clicked(transfers, first, second) };
  const rows = deps.selection();
  const files = filesOf(first, second);
  return {
    rows,
    shares: shares.selection(),
    transfers: transfers.selection(),
    files: files.length > 0 ? files : filesInEditor(deps, command, rows.length > 0),
  };
}

/** A row's own command brings the row as all that is meant (`tree/items.ts`); a menu brings several, or none beside it. */
function isAlone(first: Row, second: unknown): boolean {
  return Array.isArray(second) && second.length === 1 && second[0] === first;
}

function clicked<R>(source: RowSource<R>, first: R, second: unknown): readonly R[] {
  // A key brings the focused row alone, a click the selection with it.
  const several = Array.isArray(second) ? second.filter(source.isRow) : source.selection(first);
  // On a row outside the selection both act on that row alone, as everywhere in the editor.
  return several.includes(first) ? several : [first];
}

/** Files of a Space are what their rows are, and no files to be uploaded. */
async function inSpaces({ spaceFiles }: RegisterDeps, what: Clicked): Promise<Clicked> {
  const rows = what.files.length > 0 ? await spaceFiles?.rowsOf(what.files) : undefined;
  return rows?.length ? { ...NOTHING, rows } : what;
}

/** What is selected beside files of a Space. */
function nameLeftOut({ spaceFiles, notices }: RegisterDeps, title: string, { files }: Clicked): void {
  const others = files.filter(({ scheme }) => scheme !== FILE_SCHEME);
  if (!spaceFiles || others.length === 0 || others.length === files.length) return;
  const names = listedUpTo(MOST_NAMES, others, ({ path }) => plain(lastSegment(path) || path));
  notices.warn(t('{0}: left out, as not in a Space: {1}', title, names));
}

const MOST_NAMES = 3;

/** Nothing was clicked: for some commands the active editor says what is meant. */
function filesInEditor(
  { spaceFiles }: RegisterDeps,
  { onEditor }: OnEditor,
  isSelected: boolean,
): readonly vscode.Uri[] {
  const isMeant = onEditor === 'always' || (onEditor === 'unlessSelected' && !isSelected);
  const active = isMeant ? spaceFiles?.active() : undefined;
  return active === undefined ? [] : [active];
}

/** The file explorer hands over the file clicked and all that are selected. */
function filesOf(first: unknown, second: unknown): readonly vscode.Uri[] {
  if (!isFile(first)) return [];
  const several = Array.isArray(second) ? second.filter(isFile) : [];
  return several.length > 0 ? several : [first];
}

function isFile(value: unknown): value is vscode.Uri {
  return typeof value === 'object' && value !== null && 'scheme' in value && 'fsPath' in value;
}

/** What leaves a command is fit to be read: a bug's message is not shown to people. */
function asPerson(error: unknown): SpacesError {
  if (error instanceof SpacesError) return error;
  return new SpacesError('server', t('Something went wrong inside Spaceport. The log has the details.'), {
    cause: error,
  });
}

function showError(
  deps: RegisterDeps,
  { title, error, retry }: { title: string; error: unknown; retry: () => unknown },
): void {
  const { code, message, offers, connectionId } = asPerson(error);
  const again = remediesFor(code).retry ? () => runShown(deps, title, retry) : undefined;
  const others = offersFor(deps.commands.executeCommand, { code, connectionId, retry: again });
  deps.notices.error(t('{0}: {1}', title, message), ...offers, ...others);
}
