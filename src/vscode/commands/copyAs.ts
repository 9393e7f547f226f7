import { t } from '@vscode/l10n';
import { copyCdnUrl, copyKey, copyName, copyPublicUrl, copyS3Uri } from '../../commands/copyAs.ts';
import { TARGET_ARGUMENTS } from '../../commands/resolveTarget.ts';
import { COMMAND, type CommandId } from '../../contributions.ts';
import { readArguments } from '../../core/arguments.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { type AnyCommand, command } from '../register.ts';
import { targetsOf } from './gestureTargets.ts';
import type { ObjectsDeps } from './objects.ts';

type Named = ObjectTarget | PrefixTarget;

/** What Copy As offers, over the editor's gestures. */
export function copyAsCommands(deps: ObjectsDeps): readonly AnyCommand[] {
  const { clipboard } = deps;
  const copySignedUrl = ([first, ...others]: readonly ObjectTarget[]) => {
    if (first === undefined) return undefined;
    const { connection, space, key } = first;
    // Of one Space: what is selected in the tree may be of several.
    const beside = others.filter((each) => each.connection.id === connection.id && each.space === space);
    const keys = [key, ...beside.map((each) => each.key)];
    return deps.execute(COMMAND.copySignedUrl, { connection: connection.id, space, keys });
  };
  const copying = (id: CommandId, title: string, copy: (targets: readonly Named[]) => Promise<string>) =>
    command({
      id,
      title,
      read: (args) => readArguments(args, TARGET_ARGUMENTS),
      run: async (gesture) => copy(await targetsOf(deps, gesture, title)),
    });
  return [
    copying(COMMAND.copyKey, t('Copy Key'), (targets) => copyKey(clipboard, targets)),
    copying(COMMAND.copyName, t('Copy Name'), (targets) => copyName(clipboard, targets)),
    copying(COMMAND.copyS3Uri, t('Copy S3 URI'), (targets) => copyS3Uri(clipboard, targets)),
    copying(COMMAND.copyPublicUrl, t('Copy Public URL'), (targets) =>
      copyPublicUrl({ ...deps, copySignedUrl }, targets),
    ),
    copying(COMMAND.copyCdnUrl, t('Copy CDN URL'), (targets) => copyCdnUrl(deps, targets)),
  ];
}
