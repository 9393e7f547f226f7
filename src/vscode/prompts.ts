import type * as vscode from 'vscode';
import type { Answer, Choice, PickQuestion, Prompts, TextQuestion } from '../core/ports.ts';
import { askIn, buttonId, type PromptsApi } from './promptFrame.ts';

/** Questions at the top of the window. Titles and texts are shown as given: names go through `plain()` before. */
export function createPrompts(api: PromptsApi): Prompts {
  return {
    pick: (question) => pick(api, question),
    pickMany: (question) => pickMany(api, question),
    text: (question) => text(api, question),
    async openExternal(url) {
      await api.env.openExternal(api.Uri.parse(url, true));
    },
  };
}

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T | undefined;
  readonly isPending: boolean;
}

function itemOf<T>(api: PromptsApi, choice: Choice<T>, isTyped: boolean): Item<T> {
  const { label, description, detail, icon, value, isPending = false } = choice;
  return {
    label,
    ...(description === undefined ? {} : { description }),
    ...(detail === undefined ? {} : { detail }),
    ...(icon === undefined ? {} : { iconPath: new api.ThemeIcon(icon) }),
    // What was made from the text need not look like it.
    ...(isTyped ? { alwaysShow: true } : {}),
    value,
    isPending,
  };
}

function pick<T>(api: PromptsApi, question: PickQuestion<T>): Promise<Answer<T>> {
  const input = api.window.createQuickPick<Item<T>>();
  const { refresh } = question;
  let choices = question.choices;
  let wantsPending = false;
  let rerun: () => void = () => undefined;
  const typedItems = () =>
    input.value.trim() === ''
      ? undefined
      : question.typed?.(input.value, () => rerun()).map((choice) => itemOf(api, choice, true));
  const items = () => typedItems() ?? choices.map((choice) => itemOf(api, choice, false));

  input.matchOnDescription = question.typed === undefined;
  input.items = items();
  const active = input.items.find(({ value }) => value !== undefined && value === question.active);
  if (active && typedItems() === undefined) input.activeItems = [active];

  return askIn<typeof input, T>(api, { input, frame: question }, (settle) => {
    const accept = () => {
      // A fast Enter comes before the window has the items for the text, with one of the old ones as selected.
      const typed = typedItems();
      const accepted = typed ? acceptedOf(typed, input.selectedItems[0]) : input.selectedItems[0];
      wantsPending = accepted?.isPending === true;
      if (accepted?.value !== undefined) settle(accepted.value);
    };
    rerun = () => {
      replace(input, items());
      if (wantsPending) accept();
    };
    return [
      { dispose: () => (rerun = () => undefined) },
      input.onDidChangeValue(() => {
        wantsPending = false;
        if (question.typed) input.items = items();
      }),
      answerByButton(input, question, settle),
      input.onDidAccept(accept),
      every(refresh?.everyMs, () => {
        if (refresh) choices = refresh.choices();
        replace(input, items());
      }),
    ];
  });
}

/** Of items that were made from the text: the selected one if it is among them, else the first. */
function acceptedOf<T>(items: readonly Item<T>[], selected: Item<T> | undefined): Item<T> | undefined {
  return items.find((item) => item.label === selected?.label && item.value === selected.value) ?? items[0];
}

/** New texts in an open list; the person stays where they are in it. */
function replace<T>(input: vscode.QuickPick<Item<T>>, items: readonly Item<T>[]): void {
  const texts = (list: readonly Item<T>[]) =>
    JSON.stringify(list.map(({ label, description, detail }) => [label, description, detail]));
  if (texts(items) === texts(input.items)) return;
  const [before] = input.activeItems;
  const at = before ? input.items.indexOf(before) : -1;
  input.keepScrollPosition = true;
  input.items = items;
  const active = items[at];
  if (active) input.activeItems = [active];
}

function pickMany<T>(api: PromptsApi, question: PickQuestion<T>): Promise<Answer<readonly T[]>> {
  const input = api.window.createQuickPick<Item<T>>();
  input.canSelectMany = true;
  input.matchOnDescription = true;
  input.items = question.choices.map((choice) => itemOf(api, choice, false));
  input.selectedItems = input.items.filter((_item, index) => question.choices[index]?.picked === true);
  const withButton = (id: string): readonly T[] | undefined => {
    const pressed = question.buttonAnswer?.(id);
    return pressed === undefined ? undefined : [pressed, ...valuesOf(input.selectedItems)];
  };
  return askIn<typeof input, readonly T[]>(api, { input, frame: question }, (settle) => [
    answerByButton(input, { buttonAnswer: withButton }, settle),
    input.onDidAccept(() => {
      const ticked = input.selectedItems;
      settle(valuesOf(ticked.length > 0 ? ticked : typedFor(input)));
    }),
  ]);
}

function valuesOf<T>(items: readonly Item<T>[]): readonly T[] {
  return items.map(({ value }) => value).filter((value): value is T & {} => value !== undefined);
}

/**
 * Who types for one item and presses Enter means it, ticked or not. (The editor makes no item of a multi-pick active
 * while it filters.)
 */
function typedFor<T>({ value, items }: vscode.QuickPick<Item<T>>): readonly Item<T>[] {
  const wanted = value.trim().toLowerCase();
  const matching = wanted === '' ? [] : items.filter(({ label }) => label.toLowerCase().includes(wanted));
  return matching.length === 1 ? matching : [];
}

function text(api: PromptsApi, question: TextQuestion): Promise<Answer<string>> {
  const input = api.window.createInputBox();
  const check = (): boolean => {
    const verdict = question.validate?.(input.value);
    const severities = api.InputBoxValidationSeverity;
    input.validationMessage = verdict && {
      message: verdict.message,
      severity: verdict.severity === 'error' ? severities.Error : severities.Warning,
    };
    return verdict?.severity !== 'error';
  };
  input.value = question.value ?? '';
  input.valueSelection = question.valueSelection;
  input.password = question.password ?? false;
  input.prompt = question.prompt;
  // Neither an empty box nor the beginning of an answer is called wrong before anything was typed.
  if (input.value !== '' && question.valueSelection === undefined) check();
  return askIn<typeof input, string>(api, { input, frame: question }, (settle) => [
    answerByButton(input, question, settle),
    input.onDidChangeValue(check),
    input.onDidAccept(() => {
      if (check()) settle(input.value);
    }),
  ]);
}

function answerByButton<T>(
  input: Pick<vscode.InputBox, 'onDidTriggerButton'>,
  { buttonAnswer }: { readonly buttonAnswer?: ((id: string) => T | undefined) | undefined },
  settle: (answer: T) => void,
): vscode.Disposable {
  return input.onDidTriggerButton((button) => {
    const answer = buttonAnswer?.(buttonId(button) ?? '');
    if (answer !== undefined) settle(answer);
  });
}

function every(ms: number | undefined, task: () => void): { dispose(): void } {
  if (ms === undefined) return { dispose: () => undefined };
  const timer = setInterval(task, ms);
  return { dispose: () => clearInterval(timer) };
}
