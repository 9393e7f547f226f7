import { t } from '@vscode/l10n';
import { chooseSpace } from '../../commands/chooseTarget.ts';
import { copyUploadCommand } from '../../commands/copyUploadCommand.ts';
import { checkTogether, limitsOf, UPLOAD_ARGUMENTS } from '../../commands/uploads/arguments.ts';
import { COMMAND, CONTEXT_HAS_COPIED_UPLOAD } from '../../contributions.ts';
import { readArguments } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { readExpiry } from '../../core/expiry.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { type AnyCommand, command } from '../register.ts';
import { type Row, targetOf } from '../tree/rows.ts';
import { namedOne } from './gestureTargets.ts';
import type { ShareCommandDeps } from './share.ts';

/** Copy Upload Command…, over the editor's gestures. */
export function uploadCommands(deps: ShareCommandDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.copyUploadCommand,
      title: t('Copy Upload Command'),
      read: (args) => readArguments(args, UPLOAD_ARGUMENTS),
      run: async ({ args, named, rows }) => {
        checkTogether(args);
        const expiry = readExpiry(args, deps.now(), deps.moments.timeZone);
        const { shell, file, method, as, folder } = args;
        const target = named ? namedOne(deps.store, args, oneTarget) : await uploadTargetOf(deps, rows);
        const options = { expiry, shell, file, method, as, folder, ...limitsOf(args) };
        const copied = await copyUploadCommand(deps, target, options);
        deps.setContext(CONTEXT_HAS_COPIED_UPLOAD);
        return copied;
      },
    }),
  ];
}

async function uploadTargetOf(
  deps: ShareCommandDeps,
  rows: readonly Row[],
): Promise<ObjectTarget | PrefixTarget> {
  if (rows.length > 1) throw oneTarget();
  const target = rows[0] === undefined ? undefined : targetOf(rows[0]);
  if (target !== undefined) return target;
  const connection = rows[0]?.connection;
  return { ...(await chooseSpace(deps, t('Upload command'), connection)), prefix: '' };
}

function oneTarget(): SpacesError {
  return new SpacesError(
    'badArguments',
    t('An upload command is for one object or folder: name or select just one.'),
  );
}
