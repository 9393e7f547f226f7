import { t } from '@vscode/l10n';
import { chooseFolder } from '../../commands/chooseFolder.ts';
import { chooseObject } from '../../commands/chooseTarget.ts';
import { resolveSpace, resolveTarget, TARGET_ARGUMENTS } from '../../commands/resolveTarget.ts';
import { refuseReadOnly } from '../../commands/share.ts';
import { download } from '../../commands/transfers/download.ts';
import { upload } from '../../commands/transfers/upload.ts';
import { COMMAND } from '../../contributions.ts';
import {
  type Arguments,
  absolutePath,
  absolutePaths,
  flag,
  oneOf,
  readArguments,
  text,
} from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { pathHere } from '../../core/localPath.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { ACLS } from '../../core/uploadTerms.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import type { TransferDialogs } from '../transfers/dialogs.ts';
import { folderOf, targetOf } from '../tree/rows.ts';
import { standingAt } from './gestureTargets.ts';
import type { TransfersDeps } from './transfers.ts';

export type TransferFlowDeps = TransfersDeps & { readonly dialogs: TransferDialogs };

const onConflict = oneOf(['ask', 'skip', 'replace', 'keepBoth']);

/** An upload makes a new object or version: it is of none, and several keys are no place. */
const { versionId: _, keys: __, ...PLACE } = TARGET_ARGUMENTS;

const UPLOAD = {
  ...PLACE,
  files: absolutePaths,
  onConflict,
  acl: oneOf(ACLS),
  contentType: text,
  cacheControl: text,
} as const;

const DOWNLOAD = {
  ...TARGET_ARGUMENTS,
  versionId: text,
  folder: absolutePath,
  onConflict,
  confirmed: flag,
} as const;

type UploadGesture = Gesture<Arguments<typeof UPLOAD>>;
type DownloadGesture = Gesture<Arguments<typeof DOWNLOAD>>;

/** Upload Files…, Upload Folder… and Download…, over the editor's gestures. */
export function transferFlowCommands(deps: TransferFlowDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.upload,
      title: t('Upload'),
      read: (args) => readArguments(args, UPLOAD),
      run: (gesture) => uploadAs(deps, gesture, 'files'),
    }),
    command({
      id: COMMAND.uploadFolder,
      title: t('Upload'),
      read: (args) => readArguments(args, UPLOAD),
      run: (gesture) => uploadAs(deps, gesture, 'folders'),
    }),
    command({
      id: COMMAND.download,
      title: t('Download'),
      read: (args) => readArguments(args, DOWNLOAD),
      run: (gesture) => downloadAs(deps, gesture),
    }),
  ];
}

async function uploadAs(deps: TransferFlowDeps, gesture: UploadGesture, what: 'files' | 'folders') {
  const { args, named } = gesture;
  const to = await placeOf(deps, gesture);
  refuseReadOnly(to.connection);
  const picked = gesture.files.length > 0 ? gesture.files.map(pathHere) : undefined;
  const paths = args.files ?? picked ?? (await deps.dialogs.sources(what));
  const { acl, contentType, cacheControl } = args;
  return upload(deps, {
    ...{ paths, to, onConflict: args.onConflict, isQuiet: named },
    wishes: { acl, contentType, cacheControl },
  });
}

/** What the arguments name, else where the person stands; a folder for files that were picked elsewhere is asked for. */
async function placeOf(
  deps: TransferFlowDeps,
  { args, named, rows, files }: UploadGesture,
): Promise<ObjectTarget | PrefixTarget> {
  if (named) {
    if (args.key === undefined && args.prefix === undefined)
      return { ...resolveSpace(deps.store, args), prefix: '' };
    const target = resolveTarget(deps.store, args);
    const [object] = 'objects' in target ? target.objects : [target.folder];
    if (object !== undefined) return object;
  }
  const [row, ...others] = rows;
  if (others.length > 0 && files.length === 0)
    throw new SpacesError('badArguments', t('Select just one folder or Space.'));
  const folder = row && folderOf(row);
  if (folder !== undefined && files.length === 0) return folder;
  return chooseFolder(deps, t('Upload'), standingAt(rows));
}

async function downloadAs(deps: TransferFlowDeps, gesture: DownloadGesture) {
  const { args, named } = gesture;
  const sources = await sourcesOf(deps, gesture);
  const folder = args.folder ?? (await deps.dialogs.target());
  const { onConflict: conflict, confirmed } = args;
  return download(deps, { sources, folder, onConflict: conflict, confirmed, isQuiet: named });
}

async function sourcesOf(
  deps: TransferFlowDeps,
  { args, named, rows }: DownloadGesture,
): Promise<readonly (ObjectTarget | PrefixTarget)[]> {
  if (named) {
    const { connection, space, key, keys, prefix, versionId } = args;
    if (key === undefined && keys === undefined && prefix === undefined)
      return [{ ...resolveSpace(deps.store, args), prefix: '' }];
    const target = resolveTarget(deps.store, { connection, space, key, keys, prefix });
    if ('folder' in target) return [target.folder];
    return target.objects.map((object) => (versionId === undefined ? object : { ...object, versionId }));
  }
  const targets = rows.map(targetOf).filter((target) => target !== undefined);
  return targets.length > 0 ? targets : [await chooseObject(deps, t('Download'), standingAt(rows))];
}
