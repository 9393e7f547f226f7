import type * as vscode from 'vscode';
import type { PromptsApi } from '../../../src/vscode/promptFrame.ts';
import { FakeEvent } from './editor.ts';

/** A box at the top of the window, driven by a test as a person would. */
class FakeBox {
  title: string | undefined;
  placeholder: string | undefined;
  enabled = true;
  busy = false;
  ignoreFocusOut = false;
  value = '';
  buttons: readonly vscode.QuickInputButton[] = [];
  shown = false;
  disposed = false;
  readonly hidden = new FakeEvent<void>();
  readonly accepted = new FakeEvent<void>();
  readonly typed = new FakeEvent<string>();
  readonly pressed = new FakeEvent<vscode.QuickInputButton>();
  readonly onDidHide = this.hidden.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidChangeValue = this.typed.event;
  readonly onDidTriggerButton = this.pressed.event;

  show(): void {
    this.shown = true;
  }
  hide(): void {
    this.shown = false;
    this.hidden.fire();
  }
  dispose(): void {
    this.disposed = true;
    if (this.shown) this.hide();
  }
  type(text: string): void {
    this.value = text;
    this.typed.fire(text);
  }
  enter(): void {
    this.accepted.fire();
  }
  escape(): void {
    this.hide();
  }
  /** Presses the button of this tooltip. */
  press(tooltip: string): void {
    const button = this.buttons.find((each) => each.tooltip === tooltip);
    if (!button) throw new Error(`no button "${tooltip}"`);
    this.pressed.fire(button);
  }
}

export class FakeInputBox extends FakeBox {
  prompt: string | undefined;
  password = false;
  valueSelection: readonly [number, number] | undefined;
  validationMessage: string | vscode.InputBoxValidationMessage | undefined;
}

export class FakeQuickPick<T extends vscode.QuickPickItem> extends FakeBox {
  canSelectMany = false;
  matchOnDescription = false;
  matchOnDetail = false;
  keepScrollPosition = false;
  activeItems: readonly T[] = [];
  selectedItems: readonly T[] = [];
  #items: readonly T[] = [];
  /** How often the list was set. */
  renders = 0;

  get items(): readonly T[] {
    return this.#items;
  }
  set items(items: readonly T[]) {
    this.#items = items;
    this.renders++;
    this.activeItems = items.slice(0, 1);
  }
  get labels(): string[] {
    return this.#items.map(({ label }) => label);
  }
  /** Moves to an item and presses Enter. */
  choose(label: string): void {
    const item = this.#items.find((each) => each.label === label);
    if (!item) throw new Error(`no item "${label}": ${this.labels.join(', ')}`);
    this.activeItems = [item];
    this.selectedItems = [item];
    this.enter();
  }
  /** Enter on the active item. */
  chooseActive(): void {
    this.selectedItems = this.activeItems.slice(0, 1);
    this.enter();
  }
}

/** The editor's quick input; `box` is the one that was opened last. */
export class FakeQuickInput {
  readonly picks: FakeQuickPick<vscode.QuickPickItem>[] = [];
  readonly inputs: FakeInputBox[] = [];
  readonly opened: string[] = [];
  readonly back: vscode.QuickInputButton = { iconPath: { id: 'arrow-left' }, tooltip: 'Back' };

  get api(): PromptsApi {
    const api = {
      window: {
        createQuickPick: () => remember(this.picks, new FakeQuickPick()),
        createInputBox: () => remember(this.inputs, new FakeInputBox()),
      },
      env: { openExternal: async (uri: { text: string }) => this.opened.push(uri.text) > 0 },
      Uri: { parse: (text: string) => ({ text }) },
      ThemeIcon: FakeThemeIcon,
      QuickInputButtons: { Back: this.back },
      InputBoxValidationSeverity: { Info: 1, Warning: 2, Error: 3 },
    };
    return api as unknown as PromptsApi;
  }
  get pick(): FakeQuickPick<vscode.QuickPickItem> {
    return last(this.picks);
  }
  get input(): FakeInputBox {
    return last(this.inputs);
  }
}

class FakeThemeIcon {
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }
}

function remember<T>(list: T[], made: T): T {
  list.push(made);
  return made;
}

function last<T>(list: readonly T[]): T {
  const found = list.at(-1);
  if (!found) throw new Error('no such box was opened');
  return found;
}
