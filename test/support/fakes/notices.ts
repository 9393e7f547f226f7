import { Cancelled, type Offer } from '../../../src/core/errors.ts';
import type { Notices } from '../../../src/core/ports.ts';

export interface Notice {
  readonly severity: 'info' | 'warn' | 'error' | 'modal';
  readonly message: string;
  readonly detail: string;
  readonly actions: readonly Offer[];
  /** The titles of its buttons. */
  readonly titles: readonly string[];
}

/** Records messages; answers modal ones from a script, and dismisses those it has no answer for. */
export class FakeNotices implements Notices {
  readonly shown: Notice[] = [];
  #answers: string[] = [];

  /** The button pressed in the next modal message, and so on. */
  answer(...titles: string[]): this {
    this.#answers.push(...titles);
    return this;
  }

  get messages(): string[] {
    return this.shown.map((notice) => notice.message);
  }

  get last(): Notice {
    const last = this.shown.at(-1);
    if (!last) throw new Error('No message was shown');
    return last;
  }

  /** Presses a button of the last message. */
  async press(title: string): Promise<void> {
    const action = this.last.actions.find((candidate) => candidate.title === title);
    if (!action)
      throw new Error(`"${this.last.message}" has no button "${title}": ${this.last.titles.join(', ')}`);
    await action.run();
  }

  info(message: string, ...actions: Offer[]): void {
    this.#show('info', message, actions);
  }
  warn(message: string, ...actions: Offer[]): void {
    this.#show('warn', message, actions);
  }
  error(message: string, ...actions: Offer[]): void {
    this.#show('error', message, actions);
  }

  async confirm(message: string, options: { detail?: string; action: string }): Promise<true> {
    this.#modal(message, options.detail, [options.action]);
    return true;
  }

  async choose<T>(
    message: string,
    options: { detail?: string; choices: readonly { title: string; value: T }[] },
  ): Promise<T> {
    const title = this.#modal(
      message,
      options.detail,
      options.choices.map((choice) => choice.title),
    );
    const chosen = options.choices.find((choice) => choice.title === title);
    if (!chosen) throw new Cancelled();
    return chosen.value;
  }

  #show(severity: Notice['severity'], message: string, actions: readonly Offer[]): void {
    this.shown.push({ severity, message, detail: '', actions, titles: actions.map(({ title }) => title) });
  }

  #modal(message: string, detail: string | undefined, titles: readonly string[]): string {
    this.shown.push({ severity: 'modal', message, detail: detail ?? '', actions: [], titles });
    const answer = this.#answers.shift();
    if (answer === undefined) throw new Cancelled();
    if (!titles.includes(answer))
      throw new Error(`"${message}" has no button "${answer}": ${titles.join(', ')}`);
    return answer;
  }
}
