import { t } from '@vscode/l10n';
import { chooseSpace } from '../../commands/chooseTarget.ts';
import { TARGET_ARGUMENTS } from '../../commands/resolveTarget.ts';
import { LIMIT_ARGUMENTS, limitsOf } from '../../commands/uploads/arguments.ts';
import { COMMAND } from '../../contributions.ts';
import { answerOf } from '../../core/answer.ts';
import { duration, flag, readArguments, text } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { readExpiry } from '../../core/expiry.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectTarget, PrefixTarget, SpaceTarget } from '../../core/target.ts';
import { type AnyCommand, command } from '../register.ts';
import { type Row, targetOf } from '../tree/rows.ts';
import { namedOne, targetsOf } from './gestureTargets.ts';
import type { SharingDeps } from './sharing.ts';

/** A page is of an object as it is at the time: of no version. */
const { versionId: _, ...TARGET } = TARGET_ARGUMENTS;

const PAGE = { ...TARGET, expiresIn: duration, expiresAt: text, title: text } as const;

const pages = () => import('../../commands/savePages.ts');

/** Save Download Page… and Save Upload Page…, over the editor's gestures. */
export function pageCommands(deps: SharingDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.saveDownloadPage,
      title: t('Save Download Page'),
      read: (args) => readArguments(args, { ...PAGE, confirmed: flag }),
      run: async (gesture) => {
        const { args } = gesture;
        const expiry = readExpiry(args, deps.now(), deps.moments.timeZone);
        const targets = await targetsOf(deps, gesture, t('Download page'));
        const { saveDownloadPage } = await pages();
        return saveDownloadPage(deps, targets, { expiry, title: args.title, confirmed: args.confirmed });
      },
    }),
    command({
      id: COMMAND.saveUploadPage,
      title: t('Save Upload Page'),
      read: (args) => readArguments(args, { ...PAGE, ...LIMIT_ARGUMENTS }),
      run: async ({ args, named, rows }) => {
        const expiry = readExpiry(args, deps.now(), deps.moments.timeZone);
        const target = named ? namedOne(deps.store, args, oneTarget) : await uploadTargetOf(deps, rows);
        const { saveUploadPage } = await pages();
        return saveUploadPage(deps, target, { expiry, title: args.title, terms: limitsOf(args) });
      },
    }),
  ];
}

/** In a Space the folder is asked for: a drop box of a whole Space could replace everything in it. */
async function uploadTargetOf(deps: SharingDeps, rows: readonly Row[]): Promise<ObjectTarget | PrefixTarget> {
  if (rows.length > 1) throw oneTarget();
  const [row] = rows;
  const target = row && targetOf(row);
  if (target !== undefined && !('prefix' in target && target.prefix === '')) return target;
  const space = target ?? (await chooseSpace(deps, t('Upload page'), row?.connection));
  const { connection } = space;
  const folder = await askFolder(deps, { connection, space: space.space });
  return { connection, space: space.space, prefix: folder };
}

/** With its slash. Throws `Cancelled`. */
async function askFolder({ prompts }: SharingDeps, space: SpaceTarget): Promise<string> {
  const { uploadPageProblem } = await pages();
  const prefixOf = (text: string) => (text.endsWith('/') ? text : `${text}/`);
  const text = answerOf(
    await prompts.text({
      title: t('Upload page: folder in {0}', plain(space.space)),
      prompt: t('The folder for the files, which need not exist yet: uploads/2026'),
      value: 'uploads/',
      validate: (typed) => {
        const message = uploadPageProblem({ ...space, prefix: prefixOf(typed) })?.message;
        return message === undefined ? undefined : { message, severity: 'error' };
      },
    }),
  );
  return prefixOf(text);
}

function oneTarget(): SpacesError {
  return new SpacesError(
    'badArguments',
    t('An upload page is for one object or folder: name or select just one.'),
  );
}
