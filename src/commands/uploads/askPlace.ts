import { t } from '@vscode/l10n';
import { dropBoxProblem, uploadProblem } from '../../core/keyRules.ts';
import { plain } from '../../core/plain.ts';
import type { Choice, Prompts } from '../../core/ports.ts';
import type { PrefixTarget } from '../../core/target.ts';
import { askKey } from '../chooseTarget.ts';
import type { UploadDraft, UploadPlace } from './draft.ts';

interface AskPlaceDeps {
  readonly prompts: Prompts;
}

/** No key is empty: the answer of the button. */
const DROP_BOX = '';

/**
 * Asks for the name of an object below the prefix; a button in the title bar makes it a drop box, where there can be
 * one (`canBeDropBox`). Throws `Cancelled`.
 */
export async function askPlace(
  { prompts }: AskPlaceDeps,
  { space, prefix }: PrefixTarget,
  canBeDropBox: boolean,
): Promise<UploadPlace> {
  const isOffered = canBeDropBox && dropBoxProblem(prefix) === undefined;
  const key = await askKey(prompts, {
    title: t('Upload command: name of the object in {0}', plain(prefix === '' ? space : prefix)),
    prefix,
    problem: (name) => (name === prefix ? t('Type a name after the folder.') : uploadProblem(name)?.message),
    ...(isOffered
      ? {
          prompt: t("The object's key. For any number of files, use the drop box button above."),
          buttons: [
            {
              id: 'dropBox',
              icon: 'inbox',
              tooltip: t('Drop Box: any names under {0}', plain(prefix || '/')),
            },
          ],
          buttonAnswer: (id) => (id === 'dropBox' ? DROP_BOX : undefined),
        }
      : {}),
  });
  return key === DROP_BOX ? { prefix } : { key };
}

/** One object, or a drop box, as an option; Back changes nothing. Throws `Cancelled`. */
export async function askOtherPlace(
  deps: AskPlaceDeps,
  draft: UploadDraft,
  base: PrefixTarget,
): Promise<UploadDraft> {
  const answer = await deps.prompts.pick<'object' | 'dropBox'>({
    title: t('Upload command: {0}', plain(base.prefix === '' ? base.space : base.prefix)),
    placeholder: t('What may be uploaded?'),
    choices: [
      { label: t('One Object…'), icon: 'file', detail: t('You choose its name.'), value: 'object' },
      dropBoxChoice(base),
    ],
    active: 'key' in draft.place ? 'object' : 'dropBox',
    canGoBack: true,
  });
  if (answer === 'back') return draft;
  if (answer.answer === 'object') return { ...draft, place: await askPlace(deps, base, false) };
  return { ...draft, place: { prefix: base.prefix }, method: 'post' };
}

/** Where there can't be one the item says why, and Enter does nothing on it. */
function dropBoxChoice({ prefix }: PrefixTarget): Choice<'dropBox'> {
  const problem = dropBoxProblem(prefix);
  return {
    label: t('Drop Box'),
    icon: 'inbox',
    detail:
      problem?.message ??
      t('Any number of files. The uploader chooses their names, and one may overwrite another.'),
    value: problem === undefined ? 'dropBox' : undefined,
  };
}
