import { t } from '@vscode/l10n';
import { SpacesError } from '../core/errors.ts';
import type { Clipboard } from '../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../core/target.ts';

type Named = ObjectTarget | PrefixTarget;

/** Puts the keys (a folder's prefix) on the clipboard, one a line, exactly as they are. Gives the text copied. */
export async function copyKey(clipboard: Clipboard, targets: readonly Named[]): Promise<string> {
  if (targets.some((target) => keyOf(target) === ''))
    throw new SpacesError('badArguments', t('A Space has no key. Select an object or a folder.'));
  return copyLines(clipboard, targets, keyOf);
}

/** Puts `s3://space/key` on the clipboard, one a line: the form that aws, s3cmd and rclone's users know, not encoded. */
export async function copyS3Uri(clipboard: Clipboard, targets: readonly Named[]): Promise<string> {
  return copyLines(clipboard, targets, (target) => `s3://${target.space}/${keyOf(target)}`);
}

async function copyLines(clipboard: Clipboard, targets: readonly Named[], line: (target: Named) => string) {
  if (targets.length === 0)
    throw new SpacesError('badArguments', t('There is no object to copy the name of. Select one.'));
  const copied = targets.map(line).join('\n');
  await clipboard.write(copied);
  return copied;
}

function keyOf(target: Named): string {
  return 'key' in target ? target.key : target.prefix;
}
