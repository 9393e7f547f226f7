import type * as vscode from 'vscode';
import { Cancelled } from '../core/errors.ts';
import type { Answer, Disposable, QuestionButton, QuestionFrame } from '../core/ports.ts';

/** What of the editor the questions need. */
export type PromptsApi = Pick<
  typeof vscode,
  'window' | 'env' | 'Uri' | 'ThemeIcon' | 'QuickInputButtons' | 'InputBoxValidationSeverity'
>;

type Input<T> = vscode.QuickInput & {
  buttons: readonly vscode.QuickInputButton[];
  placeholder: string | undefined;
  readonly onDidTriggerButton: vscode.Event<vscode.QuickInputButton>;
} & T;

/** What a question does with its answer once there is one. */
export type Settle<A> = (answer: A) => void;

/**
 * Shows a box and waits for its end: an answer, Back, or Escape (`Cancelled`). `wire` subscribes to what is its own
 * and settles the answer. The box is disposed of in any case.
 */
export function askIn<T, A>(
  api: PromptsApi,
  { input, frame }: { readonly input: Input<T>; readonly frame: QuestionFrame },
  wire: (settle: Settle<A>) => readonly Disposable[],
): Promise<Answer<A>> {
  const own: Disposable[] = [];
  return new Promise<Answer<A>>((resolve, reject) => {
    dress(api, input, frame);
    own.push(
      input.onDidHide(() => reject(new Cancelled())),
      input.onDidTriggerButton((button) => {
        if (button === api.QuickInputButtons.Back) resolve('back');
        else press(api, { input, frame }, button).catch(reject);
      }),
      ...wire((answer) => resolve({ answer })),
    );
    input.show();
  }).finally(() => {
    for (const each of own) each.dispose();
    input.dispose();
  });
}

function dress<T>(api: PromptsApi, input: Input<T>, frame: QuestionFrame): void {
  input.title = frame.title;
  input.placeholder = frame.placeholder;
  // Answers are typed from other windows: the browser, a password store.
  input.ignoreFocusOut = true;
  setButtons(api, { input, frame }, frame.buttons ?? []);
}

/** The editor gives back the very button that it was given. */
class IdButton implements vscode.QuickInputButton {
  readonly id: string;
  readonly iconPath: vscode.ThemeIcon;
  readonly tooltip: string;
  constructor(api: PromptsApi, { id, icon, tooltip }: QuestionButton) {
    this.id = id;
    this.iconPath = new api.ThemeIcon(icon);
    this.tooltip = tooltip;
  }
}

/** The id of a button of ours. */
export function buttonId(button: vscode.QuickInputButton): string | undefined {
  return button instanceof IdButton ? button.id : undefined;
}

function setButtons<T>(
  api: PromptsApi,
  { input, frame }: { readonly input: Input<T>; readonly frame: QuestionFrame },
  buttons: readonly QuestionButton[],
): void {
  const own = buttons.map((button) => new IdButton(api, button));
  input.buttons = frame.canGoBack ? [api.QuickInputButtons.Back, ...own] : own;
}

async function press<T>(
  api: PromptsApi,
  box: { readonly input: Input<T>; readonly frame: QuestionFrame },
  button: vscode.QuickInputButton,
): Promise<void> {
  if (!(button instanceof IdButton)) return;
  const buttons = await box.frame.onButton?.(button.id);
  if (buttons) setButtons(api, box, buttons);
}
