import { Cancelled } from '../../../src/core/errors.ts';
import type {
  Answer,
  Choice,
  PickQuestion,
  Prompts,
  QuestionButton,
  QuestionFrame,
  TextQuestion,
} from '../../../src/core/ports.ts';

/** What the scripted person does at a question. What is refused (as the editor would) leaves the question open. */
export type Reply =
  | { readonly do: 'pick'; readonly label: string }
  | { readonly do: 'pickMany'; readonly labels: readonly string[] }
  | { readonly do: 'enter'; readonly text: string | undefined }
  | { readonly do: 'typeAndPick'; readonly text: string }
  | { readonly do: 'press'; readonly id: string }
  | { readonly do: 'run'; readonly act: (asked: Asked) => unknown }
  | { readonly do: 'back' }
  | { readonly do: 'dismiss' };

/** Accepts the item with this label. */
export const pick = (label: string): Reply => ({ do: 'pick', label });
/** Accepts these items, and no others. */
export const pickMany = (...labels: string[]): Reply => ({ do: 'pickMany', labels });
/** Replaces the text in an input box and presses Enter; without an argument Enter alone. */
export const enter = (text?: string): Reply => ({ do: 'enter', text });
/** Types into a pick and presses Enter on the first item that is then shown. */
export const typeAndPick = (text: string): Reply => ({ do: 'typeAndPick', text });
/** Presses a title-bar button; the question stays open. */
export const press = (id: string): Reply => ({ do: 'press', id });
/** Does something while the question is open; the question stays open. */
export const run = (act: (asked: Asked) => unknown): Reply => ({ do: 'run', act });
export const back: Reply = { do: 'back' };
export const dismiss: Reply = { do: 'dismiss' };

/** One question as it was asked. */
export interface Asked {
  readonly kind: 'pick' | 'pickMany' | 'text';
  readonly title: string;
  readonly frame: QuestionFrame;
  readonly choices: readonly Choice<unknown>[];
  readonly labels: readonly string[];
  /** The text first in the box. */
  readonly value: string;
  readonly password: boolean;
  readonly prompt: string;
  readonly placeholder: string;
  /** The buttons shown now. */
  buttons: readonly QuestionButton[];
  /** Why an Enter was refused, or was warned of, in order. */
  readonly said: string[];
  /** The texts and items accepted or refused, in order. */
  readonly typed: string[];
}

/** A question that the script has no reply to, or a reply that can't be given: a fault of the test or of the flow. */
class UnexpectedQuestion extends Error {}

/** Answers questions from a script; records everything that was asked. */
export class FakePrompts implements Prompts {
  readonly asked: Asked[] = [];
  /** Addresses opened in the browser. */
  readonly opened: string[] = [];
  #script: { readonly title: string | undefined; readonly replies: Reply[] }[] = [];

  /** Replies in order, whatever is asked. */
  answer(...replies: Reply[]): this {
    for (const reply of replies) this.#script.push({ title: undefined, replies: [reply] });
    return this;
  }

  /** Replies for the next question, whose title must hold `title`. */
  expect(title: string, ...replies: Reply[]): this {
    this.#script.push({ title, replies: [...replies] });
    return this;
  }

  get titles(): string[] {
    return this.asked.map((asked) => asked.title);
  }

  get last(): Asked {
    const last = this.asked.at(-1);
    if (!last) throw new UnexpectedQuestion('Nothing was asked');
    return last;
  }

  /** How many scripted replies nobody asked for. */
  get left(): number {
    return this.#script.reduce((sum, entry) => sum + entry.replies.length, 0);
  }

  async openExternal(url: string): Promise<void> {
    this.opened.push(url);
  }

  async pick<T>(question: PickQuestion<T>): Promise<Answer<T>> {
    const asked = this.#record('pick', question, question.choices);
    return this.#until<T>(asked, (reply) => {
      if (reply.do === 'press') return answerOfButton(asked, question, reply.id);
      if (reply.do === 'pick') return take(asked, find(asked, question.choices, reply.label));
      if (reply.do !== 'typeAndPick') return undefined;
      asked.typed.push(reply.text);
      return typedAnswer(asked, question, reply.text);
    });
  }

  async pickMany<T>(question: PickQuestion<T>): Promise<Answer<readonly T[]>> {
    const asked = this.#record('pickMany', question, question.choices);
    return this.#until<readonly T[]>(asked, (reply) => {
      if (reply.do === 'press') return answerWithTicked(asked, question, reply.id);
      if (reply.do !== 'pickMany') return undefined;
      const values = reply.labels.map((label) => find(asked, question.choices, label).value);
      return { accepted: values.filter((value): value is T & {} => value !== undefined) };
    });
  }

  async text(question: TextQuestion): Promise<Answer<string>> {
    const asked = this.#record('text', question, []);
    return this.#until<string>(asked, (reply) => {
      if (reply.do === 'press') return answerOfButton(asked, question, reply.id);
      if (reply.do !== 'enter') return undefined;
      const text = reply.text ?? asked.value;
      if (!asked.password) asked.typed.push(text);
      const verdict = question.validate?.(text);
      if (verdict) asked.said.push(verdict.message);
      return verdict?.severity === 'error' ? 'refused' : { accepted: text };
    });
  }

  async #until<T>(
    asked: Asked,
    accept: (reply: Reply) => Accepted<T> | undefined | Promise<Accepted<T> | undefined>,
  ): Promise<Answer<T>> {
    for (;;) {
      const reply = this.#next(asked);
      if (reply.do === 'back') return goBack(asked);
      const leaves = reply.do === 'press' ? await this.#pressed(asked, reply.id, accept(reply)) : undefined;
      if (leaves === undefined && (await this.#staysOpen(asked, reply))) continue;
      const accepted = leaves ?? (await accept(reply));
      if (!accepted) throw new UnexpectedQuestion(`"${reply.do}" does not answer "${asked.title}"`);
      if (accepted !== 'refused') return { answer: accepted.accepted };
    }
  }

  /** As in the editor, a button that answers the question is told to it, too. */
  async #pressed<A>(asked: Asked, id: string, answer: A): Promise<Awaited<A>> {
    const accepted = await answer;
    if (accepted !== undefined) await this.#press(asked, id);
    return accepted;
  }

  async #staysOpen(asked: Asked, reply: Reply): Promise<boolean> {
    if (reply.do === 'dismiss') throw new Cancelled();
    if (reply.do === 'press') await this.#press(asked, reply.id);
    else if (reply.do === 'run') await reply.act(asked);
    else return false;
    return true;
  }

  async #press(asked: Asked, id: string): Promise<void> {
    if (!asked.buttons.some((button) => button.id === id))
      throw new UnexpectedQuestion(`"${asked.title}" has no button "${id}"`);
    const buttons = await asked.frame.onButton?.(id);
    if (buttons) asked.buttons = buttons;
  }

  #next(asked: Asked): Reply {
    const entry = this.#script[0];
    if (!entry)
      throw new UnexpectedQuestion(`No reply is left for "${asked.title}" (${asked.said.join('; ')})`);
    if (entry.title !== undefined && !asked.title.includes(entry.title))
      throw new UnexpectedQuestion(`"${asked.title}" was asked where "${entry.title}" was expected`);
    const reply = entry.replies.shift();
    if (entry.replies.length === 0) this.#script.shift();
    return reply ?? this.#next(asked);
  }

  #record(kind: Asked['kind'], frame: QuestionFrame, choices: readonly Choice<unknown>[]): Asked {
    const text = frame as Partial<TextQuestion>;
    const asked: Asked = {
      kind,
      title: frame.title,
      frame,
      choices,
      labels: choices.map((choice) => choice.label),
      value: text.value ?? '',
      password: text.password ?? false,
      prompt: text.prompt ?? '',
      placeholder: frame.placeholder ?? '',
      buttons: frame.buttons ?? [],
      said: [],
      typed: [],
    };
    this.asked.push(asked);
    return asked;
  }
}

type Accepted<T> = { readonly accepted: T } | 'refused';

function answerOfButton<T>(
  asked: Asked,
  question: { readonly buttonAnswer?: ((id: string) => T | undefined) | undefined },
  id: string,
): Accepted<T> | undefined {
  if (!asked.buttons.some((button) => button.id === id)) return undefined;
  const answer = question.buttonAnswer?.(id);
  return answer === undefined ? undefined : { accepted: answer };
}

/** What a multi-pick's button answers stands before what is ticked. */
function answerWithTicked<T>(
  asked: Asked,
  question: PickQuestion<T>,
  id: string,
): Accepted<readonly T[]> | undefined {
  const pressed = answerOfButton(asked, question, id);
  if (pressed === undefined || pressed === 'refused') return undefined;
  const ticked = question.choices.flatMap(({ picked, value }) =>
    picked && value !== undefined ? [value] : [],
  );
  return { accepted: [pressed.accepted, ...ticked] };
}

function goBack(asked: Asked): 'back' {
  if (!asked.frame.canGoBack) throw new UnexpectedQuestion(`"${asked.title}" offers no Back`);
  return 'back';
}

function find<T>(asked: Asked, choices: readonly Choice<T>[], label: string): Choice<T> {
  const found = choices.find((choice) => choice.label === label);
  if (!found) throw new UnexpectedQuestion(`"${asked.title}" has no "${label}": ${asked.labels.join(', ')}`);
  return found;
}

/** Enter on the first item for the text; where its value is on its way, it waits as the editor does. */
async function typedAnswer<T>(asked: Asked, question: PickQuestion<T>, text: string): Promise<Accepted<T>> {
  let again: () => void = () => undefined;
  const changed = new Promise<void>((resolve) => {
    again = resolve;
  });
  const typed = () => question.typed?.(text, () => again()) ?? matching(question.choices, text);
  const [first] = typed();
  if (first?.isPending) await changed;
  const shown = first?.isPending ? typed()[0] : first;
  return shown ? take(asked, shown) : refuse(asked, 'nothing matches');
}

function matching<T>(choices: readonly Choice<T>[], text: string): Choice<T>[] {
  return choices.filter((choice) => choice.label.toLowerCase().includes(text.toLowerCase()));
}

/** Enter does nothing on an item that only explains. */
function take<T>(asked: Asked, choice: Choice<T>): Accepted<T> {
  return choice.value === undefined ? refuse(asked, choice.label) : { accepted: choice.value };
}

function refuse(asked: Asked, why: string): 'refused' {
  asked.said.push(why);
  return 'refused';
}
