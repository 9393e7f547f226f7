import { t } from '@vscode/l10n';
import { chooseSpace } from '../../commands/chooseTarget.ts';
import { copyUploadCommand } from '../../commands/copyUploadCommand.ts';
import { resolveTarget, TARGET_ARGUMENTS } from '../../commands/resolveTarget.ts';
import { COMMAND, CONTEXT_HAS_COPIED_UPLOAD } from '../../contributions.ts';
import { type Arguments, duration, later, oneOf, readArguments, text } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { readExpiry } from '../../core/expiry.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { type AnyCommand, command } from '../register.ts';
import { type Row, targetOf } from '../tree/rows.ts';
import type { ShareCommandDeps } from './share.ts';

const UPLOAD = {
  ...TARGET_ARGUMENTS,
  expiresIn: duration,
  expiresAt: text,
  shell: oneOf(['unix'], ['powershell', 'cmd']),
  file: text,
  minBytes: later,
  maxBytes: later,
  contentType: later,
  acl: later,
  folder: later,
  method: oneOf(['post'], ['put']),
} as const;

/** Copy Upload Command…, over the editor's gestures. */
export function uploadCommands(deps: ShareCommandDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.copyUploadCommand,
      title: t('Copy Upload Command'),
      read: (args) => readArguments(args, UPLOAD),
      run: async ({ args, named, rows }) => {
        const expiry = readExpiry(args, deps.now());
        const target = named ? namedOne(deps, args) : await uploadTargetOf(deps, rows);
        const copied = await copyUploadCommand(deps, target, { expiry, file: args.file });
        deps.setContext(CONTEXT_HAS_COPIED_UPLOAD);
        return copied;
      },
    }),
  ];
}

function namedOne(
  deps: ShareCommandDeps,
  args: Arguments<typeof TARGET_ARGUMENTS>,
): ObjectTarget | PrefixTarget {
  if (args.keys !== undefined) throw oneTarget();
  const target = resolveTarget(deps.store, args);
  if ('folder' in target) return target.folder;
  const [object] = target.objects;
  if (object === undefined) throw oneTarget();
  return object;
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
