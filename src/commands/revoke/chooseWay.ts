import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { plain } from '../../core/plain.ts';
import type { Choice, Prompts } from '../../core/ports.ts';
import { isPossible, type Revoked, type RevokeWay } from './terms.ts';

/** Asks how to end it; each way says what else it breaks, and what can't work why. Throws `Cancelled`. */
export async function chooseWay({ prompts }: { prompts: Prompts }, revoked: Revoked): Promise<RevokeWay> {
  const [object] = revoked.objects;
  const name = plain(object?.key ?? revoked.space);
  const choices: Choice<RevokeWay>[] = [
    {
      label: t('Rename the Object'),
      icon: 'edit',
      detail: t('Ends every link to it, and its public address.'),
      value: 'rename',
    },
    {
      label: t('Delete the Object'),
      icon: 'trash',
      detail: t('Ends every link to it. What is not stored elsewhere is lost.'),
      value: 'delete',
    },
    {
      label: t('Replace the Key Pair'),
      icon: 'key',
      detail: t('Ends all links and upload commands made with it, in all Spaces. Programs that use it stop.'),
      value: 'key',
    },
  ];
  return answerOf(
    await prompts.pick<RevokeWay>({
      title: t('Revoke Access: {0}', name),
      placeholder: t("A signature can't be recalled: what it was made for or with has to go"),
      choices: choices.map((choice) =>
        isPossible(revoked, choice.value ?? 'key') ? choice : impossible(choice, revoked),
      ),
    }),
  );
}

function impossible(choice: Choice<RevokeWay>, { share, connection, objects }: Revoked): Choice<RevokeWay> {
  const why =
    share !== undefined && share.kind !== 'link'
      ? t('Does not help here: the upload command would make the object anew.')
      : connection.readOnly
        ? t('This connection is read-only: {0}', plain(connection.name))
        : objects.length > 1
          ? t('For one object at a time.')
          : t('Which objects it was for is not kept.');
  return { ...choice, icon: 'circle-slash', detail: why, value: undefined };
}
