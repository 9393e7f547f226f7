import { t } from '@vscode/l10n';
import { nameProblem, readSpaceNames, spaceNameProblem } from '../../core/connectionRules.ts';
import type { Prompts, QuestionButton } from '../../core/ports.ts';
import { listed } from '../../core/sentences.ts';
import type { ConnectionDeps } from './deps.ts';
import { type Draft, defaultName, fingerprint, namesOf, placesOf } from './draft.ts';
import type { Frame, Next, Question } from './interview.ts';
import { answered } from './placeQuestions.ts';
import type { Terms } from './terms.ts';

/** Asked only where the key may not list its Spaces, or that can't be tried, or some are named already. */
export function spacesQuestion(
  { prompts, canListSpaces }: Pick<ConnectionDeps, 'prompts' | 'canListSpaces'>,
  terms: Terms,
): Question {
  return {
    field: 'spaces',
    fieldName: t('Spaces'),
    applies: (draft) => !terms.given.has('spaces') && isPossible(draft),
    ask: async (draft, frame) => {
      const mustName = !canListSpaces || draft.trial?.outcome === 'needsSpaces';
      const answer = await prompts.text({
        ...frame,
        prompt: spacesPrompt({ canListSpaces, mustName }, draft),
        value: draft.spaces.join(', '),
        validate: (text) => {
          const message = spacesProblem(draft, text, mustName);
          return message === undefined ? undefined : { message, severity: 'error' };
        },
      });
      // Elsewhere than in this browser the list may well be read.
      const beside = draft.spaces.length > 0 ? draft.beside : !canListSpaces;
      return answered(draft, answer, (text) => ({ spaces: readSpaceNames(text), beside }));
    },
  };
}

function spacesPrompt(
  { canListSpaces, mustName }: { readonly canListSpaces: boolean; readonly mustName: boolean },
  { beside }: Draft,
): string {
  if (!canListSpaces)
    return t("A browser can't read the list of them: name those to show, separated by commas");
  if (mustName) return t('This access key may not list them: name those it may use, separated by commas');
  return beside
    ? t('The ones to show beside those that the server lists, separated by commas')
    : t('The ones to show, separated by commas. Empty: all that the server lists.');
}

/** Until a trial of what is entered now says that the names are not needed. */
function isPossible(draft: Draft): boolean {
  const { spaces, trial } = draft;
  return spaces.length > 0 || trial?.of !== fingerprint(draft) || trial.outcome === 'needsSpaces';
}

function spacesProblem(draft: Draft, text: string, mustName: boolean): string | undefined {
  const names = readSpaceNames(text);
  if (names.length === 0) return mustName ? t('Give at least one name.') : undefined;
  const addressing = placesOf(draft)[0]?.addressing ?? 'path';
  return names.map((name) => spaceNameProblem(name, addressing)).find((message) => message !== undefined);
}

/** The last question, with the switch for read-only. */
export function nameQuestion(prompts: Prompts, terms: Terms): Question {
  return {
    field: 'name',
    fieldName: t('Name'),
    applies: () => !terms.given.has('name'),
    ask: (draft, frame) => askName(prompts, { draft, terms }, frame),
  };
}

async function askName(
  prompts: Prompts,
  { draft, terms }: { readonly draft: Draft; readonly terms: Terms },
  frame: Frame,
): Promise<Next> {
  let readOnly = draft.readOnly;
  const answer = await prompts.text({
    ...frame,
    prompt:
      draft.slugs.length > 1 && draft.provider === 'digitalocean'
        ? t(
            'The region is added to each name: {0}. The lock above makes them read-only',
            listed(namesOf(draft, 'DigitalOcean')),
          )
        : t('The lock above makes the connection read-only'),
    value: draft.name ?? defaultName(draft, terms.taken),
    buttons: [readOnlyButton(readOnly)],
    onButton: () => {
      readOnly = !readOnly;
      return [readOnlyButton(readOnly)];
    },
    validate: (text) => {
      const message = namesOf(draft, text)
        .map((name) => (text.trim() === '' ? nameProblem('', terms.taken) : nameProblem(name, terms.taken)))
        .find((problem) => problem !== undefined);
      return message === undefined ? undefined : { message, severity: 'error' };
    },
  });
  return answered({ ...draft, readOnly }, answer, (text) => ({ name: text.trim() }));
}

function readOnlyButton(on: boolean): QuestionButton {
  const tooltip = on ? t('Read-only: on') : t('Read-only: off');
  return { id: 'readOnly', icon: on ? 'lock' : 'unlock', tooltip, on };
}
