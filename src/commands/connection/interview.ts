import { t } from '@vscode/l10n';
import type { Draft, Field } from './draft.ts';

/** What a question or a check leads to. */
export type Next =
  | { readonly go: 'on'; readonly draft: Draft }
  | { readonly go: 'back'; readonly draft: Draft }
  /** Ask that field (again), also where it was given. */
  | { readonly go: 'to'; readonly field: Field; readonly draft: Draft };

export interface Frame {
  readonly title: string;
  readonly canGoBack: boolean;
}

/** One question, for one field. */
export interface Question {
  readonly field: Field;
  readonly fieldName: string;
  /** Whether it is still possible that this is asked, from what is known now. */
  applies(draft: Draft): boolean;
  ask(draft: Draft, frame: Frame): Promise<Next>;
}

/** Something done between two questions, without one. */
export interface Check {
  readonly field?: undefined;
  check(draft: Draft): Promise<Next>;
}

export type Step = Question | Check;

/** How far an interview has come. */
interface Position {
  readonly draft: Draft;
  readonly at: number;
  /** Ask the step at hand even where it was given. */
  readonly wanted: boolean;
  /** The questions that Back leads to, last one last. */
  readonly asked: readonly number[];
}

/**
 * Asks the questions in order, with Back; answers are kept in the draft, whichever way a person goes. Titles read
 * `Add Connection (3/6): Region`; the total counts the questions that are still possible. `from`: begin there, Back
 * leads to the questions before it. Throws `Cancelled`.
 */
export async function interview(
  title: string,
  steps: readonly Step[],
  start: { readonly draft: Draft; readonly from?: Field | undefined },
): Promise<Draft> {
  let position = positionAt(steps, start.draft, start.from);
  for (let step = steps[position.at]; step !== undefined; step = steps[position.at]) {
    if (step.field !== undefined && !position.wanted && !step.applies(position.draft)) {
      position = { ...position, at: position.at + 1 };
      continue;
    }
    const next =
      step.field === undefined
        ? await step.check(position.draft)
        : await step.ask(position.draft, frameOf(title, step, steps, position));
    position = move(steps, position, next);
  }
  return position.draft;
}

function positionAt(steps: readonly Step[], draft: Draft, from: Field | undefined): Position {
  const at = from === undefined ? 0 : indexOf(steps, from);
  const before = [...steps.entries()].filter(([index, { field }]) => index < at && field !== undefined);
  return { draft, at, wanted: from !== undefined, asked: before.map(([index]) => index) };
}

function move(steps: readonly Step[], { at, asked }: Position, next: Next): Position {
  const { draft } = next;
  if (next.go === 'on') {
    const isQuestion = steps[at]?.field !== undefined;
    return { draft, at: at + 1, wanted: false, asked: isQuestion ? [...asked, at] : asked };
  }
  const to = next.go === 'back' ? (asked.at(-1) ?? at) : indexOf(steps, next.field);
  return { draft, at: to, wanted: true, asked: asked.filter((index) => index < to) };
}

function frameOf(title: string, question: Question, steps: readonly Step[], position: Position): Frame {
  const rest = steps.slice(position.at + 1);
  const possible = rest.filter((step) => step.field !== undefined && step.applies(position.draft)).length;
  const number = position.asked.length + 1;
  return {
    title: t('{0} ({1}/{2}): {3}', title, number, number + possible, question.fieldName),
    canGoBack: position.asked.length > 0,
  };
}

function indexOf(steps: readonly Step[], field: Field): number {
  const index = steps.findIndex((step) => step.field === field);
  if (index < 0) throw new Error(`There is no question for ${field}`);
  return index;
}
