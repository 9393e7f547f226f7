import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { plain } from '../../core/plain.ts';
import type { Versioning } from '../../core/spaces.ts';
import type { SpaceTarget } from '../../core/target.ts';
import { refuseReadOnly } from '../share.ts';
import type { SpaceDeps } from './deps.ts';

/**
 * Turns the keeping of versions on or off, and says what that means. Asks which, with what it is now, unless it is
 * given. Throws `readOnly`, what the server says, and `Cancelled`.
 */
export async function setVersioning(
  deps: Pick<SpaceDeps, 'control' | 'prompts' | 'progress' | 'notices'>,
  space: SpaceTarget,
  given?: boolean | undefined,
): Promise<{ readonly enabled: boolean }> {
  const { connection } = space;
  refuseReadOnly(connection);
  const name = plain(space.space);
  const title = t('Versioning: {0}', name);
  const now =
    given === undefined
      ? await deps.progress.run(title, (signal) => deps.control.versioning(space, signal))
      : undefined;
  const enabled = given ?? (await ask(deps, title, now));
  if (enabled === (now === 'enabled') && now !== undefined) return { enabled };
  await deps.progress.run(title, (signal) => deps.control.setVersioning(space, enabled, signal));
  if (given === undefined)
    deps.notices.info(
      enabled
        ? t('The Space keeps versions from now on: {0}', name)
        : t('The Space keeps no more versions; those that are there stay: {0}', name),
    );
  return { enabled };
}

async function ask(
  { prompts }: Pick<SpaceDeps, 'prompts'>,
  title: string,
  now: Versioning | undefined,
): Promise<boolean> {
  const current = now === 'enabled';
  const isNow = (value: boolean) => (value === current ? { description: t('as it is now') } : {});
  return answerOf(
    await prompts.pick<boolean>({
      title,
      active: current,
      choices: [
        {
          label: t('Keep Versions'),
          ...isNow(true),
          icon: 'history',
          detail: t(
            'What is replaced or deleted stays, and costs space until each older version is deleted.',
          ),
          value: true,
        },
        {
          label: t('Keep No Versions'),
          ...isNow(false),
          icon: 'circle-slash',
          detail:
            now === 'never'
              ? t('What is replaced or deleted is gone. Once kept, versions can only be suspended.')
              : t('Suspends them: older versions stay, and cost space until each is deleted.'),
          value: false,
        },
      ],
    }),
  );
}
