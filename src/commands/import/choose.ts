import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { isCancelled } from '../../core/errors.ts';
import type { Found } from '../../core/import/found.ts';
import { readPicked } from '../../core/import/sources.ts';
import type { Choice, QuestionButton } from '../../core/ports.ts';
import { listed } from '../../core/sentences.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import type { ImportDeps } from './terms.ts';
import { candidateChoice, titleWords } from './words.ts';

/** What was picked, and whether it is to be tried before it is saved. */
export interface Chosen {
  readonly found: readonly Found[];
  readonly test: boolean;
}

/** Where else to look, by a button. */
type Elsewhere = 'file' | 'folders';

/** What the question is answered with: a candidate's number, so that it holds no key pair. */
type Answer = number | Elsewhere;

/** What the question shows. */
interface Shown {
  readonly candidates: readonly Candidate[];
  readonly ticked: ReadonlySet<Found>;
  readonly test: boolean;
}

/** Shows what was found, with what can't be imported and why; more files can be looked into. Throws `Cancelled`. */
export async function chooseFound(deps: ImportDeps, atFirst: readonly Found[]): Promise<Chosen> {
  let shown = await showing(deps, atFirst, { candidates: [], ticked: new Set(), test: true });
  for (;;) {
    const { found, test, elsewhere } = await ask(deps, shown);
    if (elsewhere === undefined) return { found, test };
    const more = await lookInto(deps, elsewhere);
    shown = await showing(deps, more, { ...shown, test, ticked: new Set(found) });
  }
}

/** With more to pick from: what can be imported, and is not here in another form, is ticked at first. */
async function showing(deps: ImportDeps, more: readonly Found[], before: Shown): Promise<Shown> {
  const all = [...before.candidates.map(({ found }) => found), ...more];
  const candidates = await candidatesOf(deps.store, all);
  const fresh = candidates
    .filter(({ found, here, isAgain }) => more.includes(found) && isUsable(found) && !here && !isAgain)
    .map(({ found }) => found);
  return { ...before, candidates, ticked: new Set([...before.ticked, ...fresh]) };
}

function isUsable({ problem }: Found): boolean {
  return problem === undefined;
}

async function ask(
  deps: ImportDeps,
  { candidates, ticked, ...shown }: Shown,
): Promise<Chosen & { readonly elsewhere?: Elsewhere | undefined }> {
  let { test } = shown;
  const frame = {
    title: titleWords(),
    buttons: [...elsewhereButtons(deps), testButton(test)],
    buttonAnswer: (id: string) => elsewhereButtons(deps).find((button) => button.id === id)?.id,
    onButton: (id: string) => {
      if (id !== 'test') return undefined;
      test = !test;
      return [...elsewhereButtons(deps), testButton(test)];
    },
  };
  const answers =
    candidates.length === 0
      ? [answerOf(await deps.prompts.pick<Answer>({ ...frame, choices: nothingFound(deps) }))]
      : answerOf(
          await deps.prompts.pickMany<Answer>({
            ...frame,
            placeholder: t('Pick what to import. Nothing changes where it comes from.'),
            choices: candidates.map((each, index) => choiceOf(each, index, ticked)),
          }),
        );
  return {
    found: candidates.filter((_each, index) => answers.includes(index)).map(({ found }) => found),
    elsewhere: answers.find((each) => typeof each === 'string'),
    test,
  };
}

function choiceOf(candidate: Candidate, index: number, ticked: ReadonlySet<Found>): Choice<Answer> {
  const { found } = candidate;
  return {
    ...candidateChoice(candidate),
    picked: ticked.has(found),
    value: isUsable(found) ? index : undefined,
  };
}

/** A list without a check mark, since there is nothing to tick. */
function nothingFound(deps: ImportDeps): readonly Choice<Answer>[] {
  const detail = listed(['~/.aws', '~/.s3cfg', 'rclone.conf', '~/.mc', 'AWS_…', 'SPACES_…']);
  return [
    { label: t('Nothing was found in the usual places'), detail, icon: 'info', value: undefined },
    ...elsewhereButtons(deps).map(({ id, icon, tooltip }) => ({ label: tooltip, icon, value: id })),
  ];
}

function elsewhereButtons({ folders }: ImportDeps): readonly (QuestionButton & { readonly id: Elsewhere })[] {
  const file = { id: 'file', icon: 'file-add', tooltip: t('Look into a File…') } as const;
  const open = {
    id: 'folders',
    icon: 'root-folder',
    tooltip: t('Look for .env in the Open Folders'),
  } as const;
  return folders.length > 0 ? [file, open] : [file];
}

function testButton(on: boolean): QuestionButton {
  const tooltip = on ? t('Test before saving: on') : t('Test before saving: off');
  return { id: 'test', icon: on ? 'beaker' : 'beaker-stop', tooltip, on };
}

/** A dismissed dialog leads back to the question. */
async function lookInto(deps: ImportDeps, where: Elsewhere): Promise<readonly Found[]> {
  const { sources, folders } = deps;
  try {
    const files =
      where === 'folders'
        ? (await Promise.all(folders.map((folder) => sources.dotEnvFiles(folder)))).flat()
        : await Promise.all((await deps.chooseFiles(titleWords())).map((path) => sources.file(path)));
    return files.flatMap(readPicked);
  } catch (error) {
    if (isCancelled(error)) return [];
    throw error;
  }
}
