import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { chooseObject } from '../../commands/chooseTarget.ts';
import { Clicks } from '../../commands/files/clicks.ts';
import {
  askAndCompare,
  type CompareDeps,
  compare,
  compareNamed,
  type Other,
  type Side,
} from '../../commands/files/compare.ts';
import {
  head,
  type OpenDeps,
  type OpenObject,
  openNamed,
  openObjects,
  openVersion,
  type Showing,
} from '../../commands/files/open.ts';
import { resolveSpace, TARGET_ARGUMENTS } from '../../commands/resolveTarget.ts';
import { COMMAND, type CommandId } from '../../contributions.ts';
import { type Arguments, absolutePath, object, readArguments, text } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { localPathOf } from '../../core/localPath.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { uriOf } from '../files/uris.ts';
import { pickLocal } from '../localDialog.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { idOf, ObjectRow } from '../tree/rows.ts';
import type { FilesDeps } from './files.ts';
import { namedTargets, standingAt } from './gestureTargets.ts';

const { prefix: _, ...OBJECTS } = TARGET_ARGUMENTS;
const OPEN = { ...OBJECTS, versionId: text } as const;

const OTHER = { connection: text, space: text, key: text, versionId: text } as const;
const COMPARE = { ...OBJECTS, with: object(OTHER), file: absolutePath } as const;

type OpenGesture = Gesture<Arguments<typeof OPEN>>;
type CompareGesture = Gesture<Arguments<typeof COMPARE>>;

/** Open, Open to the Side, Compare with… and Compare Selected, over the editor's gestures. */
export function openingCommands(deps: FilesDeps): readonly AnyCommand[] {
  const opening = openDeps(deps);
  const comparing = compareDeps(deps);
  const clicks = new Clicks(deps.now);
  return [
    openCommand(deps, { opening, clicks, id: COMMAND.open, title: t('Open') }),
    openCommand(deps, { opening, clicks, id: COMMAND.openToSide, title: t('Open to the Side') }),
    command({
      id: COMMAND.compareWith,
      title: t('Compare'),
      onEditor: 'unlessSelected',
      read: (args) => readArguments(args, COMPARE),
      run: async (gesture) => {
        const object = one(await objectsFrom(deps, gesture, t('Compare')));
        const what = otherOf(deps, gesture, object);
        return what === undefined ? askAndCompare(comparing, object) : compareNamed(comparing, object, what);
      },
    }),
    editorsCompare(deps, {
      ...{ id: COMMAND.selectForCompare, editorsId: 'selectForCompare' },
      title: t('Select for Compare'),
    }),
    editorsCompare(deps, {
      ...{ id: COMMAND.compareWithSelected, editorsId: 'compareFiles' },
      title: t('Compare'),
    }),
    command({
      id: COMMAND.compareSelected,
      title: t('Compare'),
      read: (args) => readArguments(args, OBJECTS),
      run: async (gesture) => {
        const [left, right, ...others] = await objectsFrom(deps, gesture, t('Compare'));
        if (left === undefined || right === undefined || others.length > 0)
          throw new SpacesError('badArguments', t('Select two objects.'));
        if (gesture.named) await compareNamed(comparing, left, { object: right });
        else await compare(comparing, { object: left }, { object: right });
      },
    }),
  ];
}

/** The editor's own two commands: what is selected for comparing there, a file on the disk, say, is so here, and the other way round. */
function editorsCompare(
  deps: FilesDeps,
  { id, editorsId, title }: { readonly id: CommandId; readonly editorsId: string; readonly title: string },
): AnyCommand {
  return command({
    id,
    title,
    read: (args) => readArguments(args, OBJECTS),
    run: async (gesture) => {
      const object = one(await objectsFrom(deps, gesture, title));
      await head(deps, object);
      await vscode.commands.executeCommand(editorsId, openedUri(deps, object));
    },
  });
}

interface OpenCommand {
  readonly opening: OpenDeps;
  readonly clicks: Clicks;
  readonly id: CommandId;
  readonly title: string;
}

function openCommand(deps: FilesDeps, { opening, clicks, id, title }: OpenCommand): AnyCommand {
  const kept = { isKept: true, isBehind: false, isBeside: id === COMMAND.openToSide };
  return command({
    id,
    title,
    read: (args) => readArguments(args, OPEN),
    run: async (gesture: OpenGesture) => {
      const { args, named, isClick, rows } = gesture;
      const objects = await objectsFrom(deps, gesture, title);
      const { versionId } = args;
      if (versionId !== undefined) return openVersion(opening, { ...one(objects), versionId }, kept);
      if (named) return openNamed(opening, objects, kept);
      const [row] = rows;
      if (!isClick || row === undefined || keepsAtOnce()) {
        await openObjects(opening, objects, kept);
        return;
      }
      return clicks.click(idOf(row), {
        preview: () => openObjects(opening, objects, { isKept: false, isBehind: true, isBeside: false }),
        async keep() {
          await opening.show(one(objects), kept);
        },
      });
    },
  });
}

/** Where rows open with a double click alone, there is no first one that shows a preview. */
function keepsAtOnce(): boolean {
  return vscode.workspace.getConfiguration('workbench').get('list.openMode') === 'doubleClick';
}

function openDeps(deps: FilesDeps): OpenDeps {
  const show = async (uri: vscode.Uri, { isKept, isBehind, isBeside }: Showing) => {
    const viewColumn = isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const options = { preview: !isKept, preserveFocus: isBehind, viewColumn };
    await vscode.commands.executeCommand('vscode.open', uri, options);
    return vscode.workspace.textDocuments.some((document) => String(document.uri) === String(uri));
  };
  return {
    ...deps,
    download: deps.canListSpaces
      ? ({ connection, space, key }) =>
          deps.execute(COMMAND.download, { connection: connection.id, space, key })
      : undefined,
    show: (object, how) => show(openedUri(deps, object), how),
    close: async (object) => {
      const isOf = ({ input }: vscode.Tab) =>
        String((input as { uri?: vscode.Uri } | undefined)?.uri) === String(uriOf(object));
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      // What was typed in an editor of another kind stays.
      await vscode.window.tabGroups.close(
        tabs.filter((tab) => isOf(tab) && !tab.isDirty),
        true,
      );
    },
    async showVersion({ version, facts }, how) {
      await show(deps.versionDocuments.uriOf(version, facts), how);
    },
  };
}

function compareDeps(deps: FilesDeps): CompareDeps {
  const uriFor = (side: Side): vscode.Uri => {
    if ('file' in side) return vscode.Uri.file(side.file);
    if ('facts' in side) return deps.versionDocuments.uriOf(side.version, side.facts);
    return openedUri(deps, side.object);
  };
  return {
    ...deps,
    store: deps.reads,
    async pickFile(title) {
      const options = { title, openLabel: t('Compare') };
      return localPathOf((await pickLocal({ api: vscode, local: deps.local }, options))[0]);
    },
    async show(left, right, title) {
      await vscode.commands.executeCommand('vscode.diff', uriFor(left), uriFor(right), title);
    },
  };
}

/** A person opens it: a window that is not trusted may ask for it from then on. */
function openedUri({ trust }: FilesDeps, object: ObjectTarget): vscode.Uri {
  const uri = uriOf(object);
  trust.opened(uri);
  return uri;
}

/** The objects that are meant, else one that is asked for, where the person stands: folders open in the tree. */
async function objectsFrom(
  deps: FilesDeps,
  { args, named, rows }: Pick<OpenGesture, 'args' | 'named' | 'rows'>,
  title: string,
): Promise<readonly OpenObject[]> {
  if (named) return namedTargets(deps.store, args).filter((each) => 'key' in each);
  const objects = rows.filter((row) => row instanceof ObjectRow);
  return objects.length > 0 ? objects : [await chooseObject(deps, title, standingAt(rows))];
}

function one<T>([only, ...others]: readonly T[]): T {
  if (only !== undefined && others.length === 0) return only;
  throw new SpacesError('badArguments', t('For one object at a time.'));
}

function otherOf(deps: FilesDeps, { args }: CompareGesture, object: ObjectTarget): Other | undefined {
  const { file, with: given } = args;
  if (file !== undefined && given !== undefined)
    throw new SpacesError('badArguments', t('Give one of "with" and "file".'));
  if (file !== undefined) return { file };
  if (given === undefined) return undefined;
  const { key, versionId } = given;
  if (key === undefined) throw new SpacesError('badArguments', t('Argument "{0}" is missing.', 'with.key'));
  const space = resolveSpace(deps.store, {
    connection: given.connection ?? object.connection.id,
    space: given.space ?? object.space,
  });
  return { object: { ...space, key }, versionId };
}
