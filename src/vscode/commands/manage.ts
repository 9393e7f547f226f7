import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { chooseObject, chooseSpace } from '../../commands/chooseTarget.ts';
import { ObjectClipboard, paste } from '../../commands/manage/clipboard.ts';
import { type DeleteRequest, deleteObjects } from '../../commands/manage/deleteObjects.ts';
import { CONFLICTS, type ManageDeps } from '../../commands/manage/deps.ts';
import { askNewFolder, newFolder } from '../../commands/manage/newFolder.ts';
import { previewDelete } from '../../commands/manage/previewDelete.ts';
import { rename } from '../../commands/manage/rename.ts';
import { askTo, type Destination, transferTo } from '../../commands/manage/transferTo.ts';
import { resolveConnection, resolveSpace, TARGET_ARGUMENTS } from '../../commands/resolveTarget.ts';
import { refuseReadOnly } from '../../commands/share.ts';
import { COMMAND, CONTEXT_CAN_PASTE, type CommandId } from '../../contributions.ts';
import { type Arguments, flag, object, oneOf, readArguments, text } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import type { Place } from '../../core/manage/job.ts';
import type { PrefixTarget } from '../../core/target.ts';
import { createTexts } from '../documents/readText.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { CutRows } from '../tree/cutRows.ts';
import { folderOf, SpaceRow } from '../tree/rows.ts';
import { folderPrefix, namedTargets, targetsIn } from './gestureTargets.ts';
import type { ObjectsDeps } from './objects.ts';

type Target = Arguments<typeof TARGET_ARGUMENTS>;

const TO = { connection: text, space: text, prefix: text, key: text } as const;

const RENAME = { ...TARGET_ARGUMENTS, newName: text, confirmed: flag } as const;
const DELETE = { ...TARGET_ARGUMENTS, confirmed: flag } as const;
const TRANSFER = {
  ...TARGET_ARGUMENTS,
  to: object(TO),
  onConflict: oneOf(CONFLICTS),
  confirmed: flag,
} as const;

const readTarget = (args: Record<string, unknown>): Target => readArguments(args, TARGET_ARGUMENTS);

/** New Folder…, Rename…, Delete, Cut, Copy, Paste, Move To… and Copy To…, over the editor's gestures. */
export function manageCommands(deps: ObjectsDeps): readonly AnyCommand[] {
  return [...placing(deps), ...deleting(deps), ...pasting(deps)];
}

function placing(deps: ObjectsDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.newFolder,
      title: t('New Folder'),
      read: readTarget,
      run: async (gesture) => {
        const folder = await folderFrom(deps, gesture, t('New Folder'));
        if (!gesture.named) return askNewFolder(deps, folder);
        await newFolder(deps, folder);
        return folder.prefix;
      },
    }),
    command({
      id: COMMAND.rename,
      title: t('Rename'),
      read: (args) => readArguments(args, RENAME),
      run: async (gesture) => rename(deps, await oneFrom(deps, gesture, t('Rename')), gesture.args),
    }),
    transferCommand(deps, 'move'),
    transferCommand(deps, 'copy'),
  ];
}

function transferCommand(deps: ObjectsDeps, mode: 'move' | 'copy'): AnyCommand {
  const title = mode === 'move' ? t('Move') : t('Copy');
  return command({
    id: mode === 'move' ? COMMAND.moveTo : COMMAND.copyTo,
    title,
    read: (args) => readArguments(args, TRANSFER),
    run: async (gesture) => {
      const { args, named } = gesture;
      const sources = await placesFrom(deps, gesture, title);
      const [first] = sources;
      const place = args.to ? destinationOf(deps, args.to, first) : await askTo(deps, { title, sources });
      return transferTo(deps, { ...args, to: place, sources, mode, isQuiet: named });
    },
  });
}

function deleting(deps: ObjectsDeps): readonly AnyCommand[] {
  const openText = createTexts();
  return [
    command({
      id: COMMAND.delete,
      title: t('Delete'),
      read: (args) => readArguments(args, DELETE),
      run: async (gesture) => {
        const targets = await placesFrom(deps, gesture, t('Delete'));
        return deleteObjects(deps, { targets, confirmed: gesture.args.confirmed, isQuiet: gesture.named });
      },
    }),
    command({
      id: COMMAND.previewDelete,
      title: t('Preview Delete'),
      read: readTarget,
      run: async (gesture) => {
        const rows = gesture.rows.filter((row) => row instanceof SpaceRow);
        const targets = rows.length > 0 ? rows : await placesFrom(deps, gesture, t('Preview Delete'));
        return previewDelete({ ...deps, openText }, targets);
      },
    }),
  ];
}

function pasting(deps: ObjectsDeps): readonly AnyCommand[] {
  const cutRows = new CutRows();
  const clipboard = new ObjectClipboard((cut, canPaste) => {
    cutRows.show(cut);
    void vscode.commands.executeCommand('setContext', CONTEXT_CAN_PASTE, canPaste);
  });
  const taking = (id: CommandId, title: string, mode: 'move' | 'copy') =>
    command({
      id,
      title,
      read: readTarget,
      run: async (gesture) => {
        const places = await placesFrom(deps, gesture, title);
        if (mode === 'move') for (const { connection } of places) refuseReadOnly(connection);
        clipboard.set(mode, places);
      },
    });
  return [
    taking(COMMAND.cutObjects, t('Cut'), 'move'),
    taking(COMMAND.copyObjects, t('Copy'), 'copy'),
    command({
      id: COMMAND.pasteObjects,
      title: t('Paste'),
      read: readTarget,
      run: async (gesture) => {
        if (clipboard.places.length === 0)
          throw new SpacesError('badArguments', t('There is nothing to paste. Cut or copy objects first.'));
        const folder = await folderFrom(deps, gesture, t('Paste'));
        const connectionOf = (id: string) => resolveConnection(deps.store, id);
        return paste(deps, clipboard, { to: folder, isQuiet: gesture.named, connectionOf });
      },
    }),
  ];
}

/** The folder or Space that is meant, or that a row stands in. */
async function folderFrom(
  deps: ObjectsDeps,
  { args, named, rows }: Gesture<Target>,
  title: string,
): Promise<PrefixTarget> {
  if (named) {
    const { prefix = '', key, keys } = args;
    if (key !== undefined || keys !== undefined)
      throw new SpacesError('badArguments', t('Give a prefix, or the Space alone.'));
    return { ...resolveSpace(deps.store, args), prefix: folderPrefix(prefix) };
  }
  const [row] = rows;
  const folder = row && folderOf(row);
  if (folder) return folder;
  const space = await chooseSpace(deps, title, row?.connection);
  return { ...space, prefix: '' };
}

type PlaceWithEntry = DeleteRequest['targets'][number];

/** The objects and folders that are meant; a whole Space is for commands of its own. */
async function placesFrom(
  deps: ObjectsDeps,
  { args, named, rows }: Gesture<Target>,
  title: string,
): Promise<readonly PlaceWithEntry[]> {
  if (named) return namedTargets(deps.store, args);
  const places = targetsIn(rows.filter((row) => !(row instanceof SpaceRow)));
  if (places.length > 0) return places;
  const [row] = rows;
  if (row !== undefined)
    throw new SpacesError('badArguments', t('This is for objects and folders: select them.'));
  return [await chooseObject(deps, title)];
}

async function oneFrom(deps: ObjectsDeps, gesture: Gesture<Target>, title: string): Promise<Place> {
  const [place, ...others] = await placesFrom(deps, gesture, title);
  if (place !== undefined && others.length === 0) {
    if ('prefix' in place) folderPrefix(place.prefix);
    return place;
  }
  throw new SpacesError('badArguments', t('Select one object or folder.'));
}

/** By default in the connection of what is moved or copied. */
function destinationOf(
  { store }: Pick<ManageDeps & ObjectsDeps, 'store'>,
  given: Arguments<typeof TO>,
  source: Place | undefined,
): Destination {
  const connection = resolveConnection(store, given.connection ?? source?.connection.id);
  const { space } = resolveSpace(store, { connection: connection.id, space: given.space });
  if (given.key === undefined) return { connection, space, prefix: folderPrefix(given.prefix ?? '') };
  if (given.prefix === undefined) return { connection, space, key: given.key };
  throw new SpacesError('badArguments', t('Give exactly one of "key", "keys" and "prefix".'));
}
