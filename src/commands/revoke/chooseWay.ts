import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { plain } from '../../core/plain.ts';
import type { Choice, Prompts } from '../../core/ports.ts';
import { isPossible, type Revoked, type RevokeWay, whyNot } from './terms.ts';

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
      choices: choices.map((choice) => {
        const way = choice.value ?? 'key';
        if (isPossible(revoked, way)) return choice;
        return { ...choice, icon: 'circle-slash', detail: whyNot(revoked, way), value: undefined };
      }),
    }),
  );
}
