import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { plain } from '../../core/plain.ts';
import type { Choice, Prompts, QuestionButton } from '../../core/ports.ts';
import { commonOf, type Edits, type Values } from '../../core/properties/edits.ts';

/** What several objects have, as it is shown to be edited. */
export interface ValuesForm {
  readonly title: string;
  /** One an object. */
  readonly all: readonly Values[];
  /** Offered also where no object has them; all others are named by the person. */
  readonly fixed: readonly string[];
  readonly labelOf: (name: string) => string;
  readonly add: { readonly title: string; readonly prompt: string; nameOf(typed: string): string };
  /** Why an object can't have this. */
  problem(name: string, value: string): string | undefined;
}

/** A step of the question; a name: that one is edited. */
type Step =
  | { readonly act: 'save' }
  | { readonly act: 'add' }
  | { readonly act: 'edit'; readonly name: string };

const removeButton = (): QuestionButton => ({ id: 'remove', icon: 'trash', tooltip: t('Remove') });

/**
 * Asks what is to become of headers, metadata or tags: a list with what is there, each to be picked and edited, and saved
 * together. What is various stays so unless it is changed. Throws `Cancelled`.
 */
export async function editValues(prompts: Prompts, form: ValuesForm): Promise<Edits> {
  const edits = new Map<string, string | undefined>();
  let last: Step | undefined;
  for (;;) {
    const choices = choicesOf(form, edits);
    const active = choices.find(({ value }) => isSameStep(value, last))?.value;
    const step = answerOf(
      await prompts.pick<Step>({
        title: form.title,
        placeholder: edits.size > 0 ? t('Pick what else to change, or save') : t('Pick what to change'),
        choices,
        // After an edit Save is first, and one Enter away.
        active: edits.size > 0 ? choices[0]?.value : active,
      }),
    );
    last = step;
    if (step.act === 'save') return edits;
    if (step.act === 'add') await askNew(prompts, form, edits);
    else await askValue(prompts, form, edits, step.name);
  }
}

function isSameStep(a: Step | undefined, b: Step | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function choicesOf(form: ValuesForm, edits: Edits): readonly Choice<Step>[] {
  const save: Choice<Step> = {
    label: t('Save Changes'),
    icon: 'save',
    description: [...edits.keys()].map((name) => plain(form.labelOf(name), 40)).join(', '),
    value: { act: 'save' },
  };
  const add: Choice<Step> = { label: form.add.title, icon: 'add', value: { act: 'add' } };
  return [
    ...(edits.size > 0 ? [save] : []),
    ...namesOf(form, edits).map((name) => choiceOf(form, edits, name)),
    add,
  ];
}

function namesOf(form: ValuesForm, edits: Edits): readonly string[] {
  const known = commonOf(form.all).map(({ name }) => name);
  return [...new Set([...form.fixed, ...known, ...edits.keys()])];
}

function choiceOf(form: ValuesForm, edits: Edits, name: string): Choice<Step> {
  const label = plain(form.labelOf(name), 60);
  const value: Step = { act: 'edit', name };
  if (edits.has(name)) {
    const now = edits.get(name);
    return now === undefined
      ? { label, icon: 'trash', description: t('is removed'), value }
      : { label, icon: 'edit', description: plain(now, 80), value };
  }
  const { isVarious, value: current } = currentOf(form, name);
  return {
    label,
    icon: 'circle-small',
    description: isVarious ? t('various') : current === undefined ? t('not set') : plain(current, 80),
    value,
  };
}

function currentOf({ all }: ValuesForm, name: string): { isVarious: boolean; value: string | undefined } {
  const common = commonOf(all).find((each) => each.name === name);
  return { isVarious: common !== undefined && common.value === undefined, value: common?.value };
}

async function askValue(
  prompts: Prompts,
  form: ValuesForm,
  edits: Map<string, string | undefined>,
  name: string,
): Promise<void> {
  const { isVarious, value = '' } = currentOf(form, name);
  const shown = edits.has(name) ? (edits.get(name) ?? '') : value;
  const answer = await prompts.text({
    title: t('{0}: {1}', form.title, plain(form.labelOf(name), 60)),
    prompt: isVarious
      ? t('Various now: left empty, each object keeps its own.')
      : t('Left empty, it is removed.'),
    value: shown,
    canGoBack: true,
    buttons: shown !== '' || isVarious ? [removeButton()] : [],
    buttonAnswer: () => REMOVED,
    validate: (text) => asError(text === '' ? undefined : form.problem(name, text)),
  });
  if (answer === 'back') return;
  const isKept = answer.answer === (isVarious ? '' : value);
  if (isKept) edits.delete(name);
  else edits.set(name, ['', REMOVED].includes(answer.answer) ? undefined : answer.answer);
}

/** No header and no tag can be that. */
const REMOVED = '\0';

async function askNew(
  prompts: Prompts,
  form: ValuesForm,
  edits: Map<string, string | undefined>,
): Promise<void> {
  const answer = await prompts.text({
    title: t('{0}: {1}', form.title, form.add.title.replace(/…$/, '')),
    prompt: form.add.prompt,
    canGoBack: true,
    validate: (text) => {
      const at = text.indexOf('=');
      if (at < 0) return asError(form.add.prompt);
      return asError(form.problem(form.add.nameOf(text.slice(0, at).trim()), text.slice(at + 1).trim()));
    },
  });
  if (answer === 'back') return;
  const at = answer.answer.indexOf('=');
  edits.set(form.add.nameOf(answer.answer.slice(0, at).trim()), answer.answer.slice(at + 1).trim());
}

function asError(message: string | undefined) {
  return message === undefined ? undefined : ({ message, severity: 'error' } as const);
}
