import { t } from '@vscode/l10n';
import type { Expiry } from '../../core/expiry.ts';
import type { QuestionButton } from '../../core/ports.ts';
import { SHELL_IDS, type ShellId } from '../../core/settings.ts';
import { askExpiry } from '../askExpiry.ts';
import type { ShareDeps } from '../share.ts';
import { askUploadOptions } from './askOptions.ts';
import type { UploadDraft } from './draft.ts';
import { question, shellWords } from './words.ts';

type Way = 'shell' | 'options';

/** The question of time, with the receiver's shell and the options in its title bar. Throws `Cancelled`. */
export async function settleUpload(
  deps: ShareDeps,
  given: UploadDraft,
): Promise<{ readonly draft: UploadDraft; readonly expiry: Expiry }> {
  let draft = given;
  for (;;) {
    const answer = await askExpiry<Way>(deps, {
      ...question(draft),
      buttons: buttonsFor(draft),
      buttonAnswer: (id) => (id === 'shell' || id === 'options' ? id : undefined),
    });
    if (answer === 'shell') draft = await askShell(deps, draft);
    else if (answer === 'options') draft = await askUploadOptions(deps, draft);
    else return { draft, expiry: answer };
  }
}

function buttonsFor({ as, shell }: UploadDraft): QuestionButton[] {
  return [
    ...(as !== 'command'
      ? []
      : [{ id: 'shell', icon: 'terminal', tooltip: t('For {0}. Another Shell…', shellWords(shell)) }]),
    { id: 'options', icon: 'settings-gear', tooltip: t('Options…') },
  ];
}

/** The receiver's shell; remembered, as those who receive seldom change it. */
async function askShell(deps: ShareDeps, draft: UploadDraft): Promise<UploadDraft> {
  const answer = await deps.prompts.pick<ShellId>({
    title: question(draft).title,
    placeholder: t('Where will the command be run?'),
    choices: SHELL_IDS.map((shell) => ({ label: shellWords(shell), icon: 'terminal', value: shell })),
    active: draft.shell,
    canGoBack: true,
  });
  if (answer === 'back') return draft;
  await deps.settings.set('upload.shell', answer.answer);
  return { ...draft, shell: answer.answer };
}
