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

/** One object under a name that is asked next, or a drop box; Back changes nothing. Throws `Cancelled`. */
export async function askPlace(deps: AskPlaceDeps, draft: UploadDraft): Promise<UploadDraft> {
  const { base } = draft;
  if (base === undefined) return draft;
  const place = await choosePlace(deps, base, true);
  return place === 'back' ? draft : { ...draft, place, method: 'key' in place ? draft.method : 'post' };
}

/** The same at the beginning, where there is nothing to go back to. */
export async function askFirstPlace(deps: AskPlaceDeps, base: PrefixTarget): Promise<UploadPlace> {
  const place = await choosePlace(deps, base, false);
  return place === 'back' ? askFirstPlace(deps, base) : place;
}

/** Asks for an object's name below the prefix. */
export async function askName(deps: AskPlaceDeps, { space, prefix }: PrefixTarget): Promise<UploadPlace> {
  const key = await askKey(deps.prompts, {
    title: t('Upload command: name of the object in {0}', plain(prefix === '' ? space : prefix)),
    prefix,
    problem: (name) => (name === prefix ? t('Type a name after the folder.') : uploadProblem(name)?.message),
  });
  return { key };
}

async function choosePlace(
  deps: AskPlaceDeps,
  base: PrefixTarget,
  canGoBack: boolean,
): Promise<UploadPlace | 'back'> {
  const answer = await deps.prompts.pick<'object' | 'dropBox'>({
    title: t('Upload command: {0}', plain(base.prefix === '' ? base.space : base.prefix)),
    placeholder: t('What may be uploaded?'),
    choices: [
      { label: t('One Object…'), icon: 'file', detail: t('You choose its name.'), value: 'object' },
      dropBoxChoice(base),
    ],
    canGoBack,
  });
  if (answer === 'back') return 'back';
  return answer.answer === 'dropBox' ? { prefix: base.prefix } : askName(deps, base);
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
