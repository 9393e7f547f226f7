import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { copyUploadCommand } from '../../commands/copyUploadCommand.ts';
import { type UploadInTerminalDeps, uploadInTerminal } from '../../commands/fromEditor/uploadInTerminal.ts';
import { chooseUploadPlace } from '../../commands/fromEditor/uploadPlace.ts';
import { resolveTarget, type TargetArguments } from '../../commands/resolveTarget.ts';
import { checkTogether, limitsOf, UPLOAD_ARGUMENTS } from '../../commands/uploads/arguments.ts';
import { COMMAND, CONTEXT_HAS_COPIED_UPLOAD } from '../../contributions.ts';
import { absolutePath, readArguments } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { readExpiry } from '../../core/expiry.ts';
import { lastSegment } from '../../core/keyRules.ts';
import { localPathOf, pathFor, pathHere, shellFor } from '../../core/localPath.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { standingAt } from './gestureTargets.ts';
import type { ShareCommandDeps } from './share.ts';

export type EditorCommandDeps = ShareCommandDeps &
  UploadInTerminalDeps & {
    /** What the active editor shows, where it is a file. */
    activeFile(): vscode.Uri | undefined;
  };

const { key, space, connection, expiresIn, expiresAt, contentType } = UPLOAD_ARGUMENTS;

/** The file is looked at here, and read by curl: in another folder, perhaps. */
const UPLOAD_HERE = {
  key,
  space,
  connection,
  file: absolutePath,
  expiresIn,
  expiresAt,
  contentType,
} as const;

/** Upload commands for a file of the explorer, over the editor's gestures. */
export function editorCommands(deps: EditorCommandDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.copyUploadCommandForFile,
      title: t('Copy Upload Command'),
      read: (args) => readArguments(args, UPLOAD_ARGUMENTS),
      run: async (gesture) => {
        const { args } = gesture;
        checkTogether(args);
        const path = args.file ?? localPathOf(fileOf(deps, gesture));
        const shell = args.shell ?? shellFor(path, deps.settings.get('upload.shell'));
        const { method, as } = args;
        const target = await targetOf(deps, gesture, path);
        const copied = await copyUploadCommand(deps, target, {
          ...{ expiry: readExpiry(args, deps.now()), method, as, ...limitsOf(args) },
          ...{ shell: as === 'json' ? undefined : shell, file: args.file ?? pathFor(path, shell) },
        });
        deps.setContext(CONTEXT_HAS_COPIED_UPLOAD);
        return copied;
      },
    }),
    command({
      id: COMMAND.uploadInTerminal,
      title: t('Upload in a Terminal'),
      read: (args) => readArguments(args, UPLOAD_HERE),
      run: async (gesture) => {
        const { args } = gesture;
        const path = args.file ?? pathHere(fileOf(deps, gesture));
        const expiry = readExpiry(args, deps.now());
        const target = await targetOf(deps, gesture, path);
        return uploadInTerminal(deps, target, { file: path, contentType: args.contentType, expiry });
      },
    }),
  ];
}

/** The one file meant. Throws `badArguments`. */
function fileOf(
  { activeFile }: EditorCommandDeps,
  { named, files }: Pick<Gesture<unknown>, 'named' | 'files'>,
): vscode.Uri {
  if (named) throw new SpacesError('badArguments', t('The file is missing: give "file".'));
  if (files.length > 1) throw new SpacesError('badArguments', t('Select just one file.'));
  const found = files[0] ?? activeFile();
  if (found !== undefined) return found;
  throw new SpacesError(
    'badArguments',
    t('Open the file first, or start from its menu in the file explorer.'),
  );
}

async function targetOf(
  deps: EditorCommandDeps,
  { args, named, rows }: Gesture<TargetArguments>,
  path: string,
): Promise<ObjectTarget> {
  if (!named) return chooseUploadPlace(deps, lastSegment(path.replaceAll('\\', '/')), standingAt(rows));
  const target = resolveTarget(deps.store, args);
  const [object, ...others] = 'objects' in target ? target.objects : [];
  if (object !== undefined && others.length === 0) return object;
  throw new SpacesError('badArguments', t('A file is uploaded as one object: give "key".'));
}
