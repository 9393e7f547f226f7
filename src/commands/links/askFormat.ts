import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { formatChoices, type LinkFormat } from '../../core/formats/links.ts';
import type { Memory, Prompts } from '../../core/ports.ts';
import { lastFormat, rememberFormat } from './remembered.ts';

/** Asks in which form links are copied, the last one picked first. A picture is of one link. Throws `Cancelled`. */
export async function askFormat(
  { prompts, memory }: { readonly prompts: Prompts; readonly memory: Memory },
  question: { readonly title: string; readonly count: number },
): Promise<LinkFormat> {
  const last = lastFormat(memory);
  const possible = formatChoices().filter(({ as }) => question.count === 1 || as !== 'qr');
  const ordered = [...possible.filter(({ as }) => as === last), ...possible.filter(({ as }) => as !== last)];
  const as = answerOf(
    await prompts.pick<LinkFormat>({
      title: question.title,
      placeholder: t('Copy as what?'),
      choices: ordered.map(({ label, description, as: value }) => ({ label, description, value })),
      active: ordered[0]?.as,
    }),
  );
  await rememberFormat(memory, as);
  return as;
}
