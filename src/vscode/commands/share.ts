import { t } from '@vscode/l10n';
import { lastExpirySeconds } from '../../commands/askExpiry.ts';
import { type ChooseTargetDeps, chooseObject, type Standing } from '../../commands/chooseTarget.ts';
import { copyKey, copyS3Uri } from '../../commands/copyNames.ts';
import { copySignedUrl } from '../../commands/copySignedUrl.ts';
import { resolveTarget, TARGET_ARGUMENTS } from '../../commands/resolveTarget.ts';
import type { ShareDeps } from '../../commands/share.ts';
import { COMMAND, CONTEXT_HAS_COPIED_LINK } from '../../contributions.ts';
import { type Arguments, duration, later, notYet, oneOf, readArguments, text } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { type ExpiryArguments, readExpiry } from '../../core/expiry.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { folderOf, type Row, targetOf } from '../tree/rows.ts';

export type ShareCommandDeps = ShareDeps &
  ChooseTargetDeps & {
    /** Makes a context key true. */
    setContext(key: string): void;
  };

const EXPIRY = { expiresIn: duration, expiresAt: text } as const;

const SIGNED_URL = {
  ...TARGET_ARGUMENTS,
  ...EXPIRY,
  disposition: later,
  filename: later,
  contentType: later,
  as: oneOf(['url'], ['markdown', 'html', 'curl', 'wget', 'powershell', 'csv', 'json', 'qr']),
} as const;

/** Copy Signed URL…, its quick form and the names of objects, over the editor's gestures. */
export function shareCommands(deps: ShareCommandDeps): readonly AnyCommand[] {
  const expiryOf = (args: ExpiryArguments) => readExpiry(args, deps.now());
  return [
    command({
      id: COMMAND.copySignedUrl,
      title: t('Copy Signed URL'),
      read: (args) => readArguments(args, SIGNED_URL),
      run: async ({ args, named, rows }) => {
        const expiry = expiryOf(args);
        const objects = named ? namedObjects(deps, args) : await objectsOf(deps, rows, t('Copy Signed URL'));
        return done(deps, CONTEXT_HAS_COPIED_LINK, copySignedUrl(deps, objects, expiry));
      },
    }),
    command({
      id: COMMAND.copySignedUrlQuick,
      title: t('Copy Signed URL'),
      read: (args) => readArguments(args, TARGET_ARGUMENTS),
      run: async ({ args, named, rows }) => {
        const objects = named ? namedObjects(deps, args) : await objectsOf(deps, rows, t('Copy Signed URL'));
        const expiry = { seconds: lastExpirySeconds(deps.memory) };
        return done(deps, CONTEXT_HAS_COPIED_LINK, copySignedUrl(deps, objects, expiry));
      },
    }),
    command({
      id: COMMAND.copyKey,
      title: t('Copy Key'),
      read: (args) => readArguments(args, TARGET_ARGUMENTS),
      run: async (gesture) => copyKey(deps.clipboard, await namesOf(deps, gesture, t('Copy Key'))),
    }),
    command({
      id: COMMAND.copyS3Uri,
      title: t('Copy S3 URI'),
      read: (args) => readArguments(args, TARGET_ARGUMENTS),
      run: async (gesture) => copyS3Uri(deps.clipboard, await namesOf(deps, gesture, t('Copy S3 URI'))),
    }),
  ];
}

/** Tells the walkthrough when something was really copied: it would take a dismissed question for it, too. */
async function done<R>({ setContext }: ShareCommandDeps, key: string, copying: Promise<R>): Promise<R> {
  const copied = await copying;
  setContext(key);
  return copied;
}

type NamedArguments = Arguments<typeof TARGET_ARGUMENTS>;

function namedObjects(deps: ShareCommandDeps, args: NamedArguments): readonly ObjectTarget[] {
  const target = resolveTarget(deps.store, args);
  if ('objects' in target) return target.objects;
  throw notYet('prefix');
}

async function objectsOf(
  deps: ShareCommandDeps,
  rows: readonly Row[],
  title: string,
): Promise<readonly ObjectTarget[]> {
  const targets = rows.map(targetOf).filter((target) => target !== undefined);
  const objects = targets.filter((target): target is ObjectTarget => 'key' in target);
  if (objects.length > 0 && objects.length === rows.length) return objects;
  if (targets.some((target) => 'prefix' in target && target.prefix !== '')) {
    throw new SpacesError('badArguments', t('A folder has no signed URL. Select the objects in it.'));
  }
  return [await chooseObject(deps, title, standingAt(rows))];
}

async function namesOf(
  deps: ShareCommandDeps,
  { args, named, rows }: Gesture<NamedArguments>,
  title: string,
): Promise<readonly (ObjectTarget | PrefixTarget)[]> {
  if (named) {
    const target = resolveTarget(deps.store, args);
    return 'objects' in target ? target.objects : [target.folder];
  }
  const targets = rows.map(targetOf).filter((target) => target !== undefined);
  return targets.length > 0 ? targets : [await chooseObject(deps, title, standingAt(rows))];
}

function standingAt([row]: readonly Row[]): Standing | undefined {
  return row && (folderOf(row) ?? { connection: row.connection });
}
