// The box at the top of the window: quick picks, input boxes and the command palette.
import type { ElementHandle, Locator, Page } from 'playwright-core';
import { plainSpaces, stable } from './wait.ts';

export interface QuickItem {
  label: string;
  description: string;
  detail: string;
  isActive: boolean;
  isChecked: boolean;
}

export class QuickInput {
  readonly page: Page;
  /** A closing box is inert while it fades: text typed then is lost. */
  readonly box: Locator;
  readonly input: Locator;

  constructor(page: Page) {
    this.page = page;
    this.box = page.locator('.quick-input-widget:not([inert]):visible');
    this.input = this.box.locator('.quick-input-box input');
  }

  /** Waits until a box with this title is open; a string must be the whole title. */
  async expect(title: string | RegExp): Promise<void> {
    const pattern = typeof title === 'string' ? new RegExp(`^\\s*${asPattern(title)}\\s*$`) : title;
    await this.box.locator('.quick-input-title').filter({ hasText: pattern }).waitFor();
  }

  async title(): Promise<string> {
    return plainSpaces(await this.box.locator('.quick-input-title').innerText());
  }

  async placeholder(): Promise<string> {
    return (await this.input.getAttribute('placeholder')) ?? '';
  }

  async value(): Promise<string> {
    return this.input.inputValue();
  }

  /** The text below the input: a validation message or the prompt. */
  async message(): Promise<string> {
    return plainSpaces(await this.box.locator('.quick-input-message').innerText());
  }

  /** Waits until the text below the input fits. */
  async expectMessage(pattern: RegExp): Promise<void> {
    await this.box.locator('.quick-input-message').filter({ hasText: pattern }).waitFor();
  }

  /** Replaces the text. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** The rows in the DOM (about 20: the list is virtual), once they no longer change. */
  async items(): Promise<QuickItem[]> {
    return stable(() => this.#readItems());
  }

  async labels(): Promise<string[]> {
    return (await this.items()).map((item) => item.label);
  }

  /** Chooses the item with this label (typing it first where it is out of sight) and accepts. */
  async pick(label: string | RegExp): Promise<void> {
    await stable(() => this.#readItems());
    const row = this.row(label);
    if ((await row.count()) === 0 && typeof label === 'string') {
      await this.type(label);
      await stable(() => this.#readItems());
    }
    const element = await row.first().elementHandle();
    await row.first().click();
    if (element !== null) await this.#isTaken(element);
  }

  /** Until the row is no more: what is typed sooner goes into the box that goes. (A question may keep its rows.) */
  async #isTaken(row: ElementHandle<Node>): Promise<void> {
    const before = await row.textContent().catch(() => null);
    const isGone = ([element, text]: [Element, string | null]) =>
      !element.isConnected ||
      element.textContent !== text ||
      element.closest('.quick-input-widget')?.hasAttribute('inert') !== false ||
      (element as HTMLElement).offsetParent === null;
    const asked: [ElementHandle<Element>, string | null] = [row as ElementHandle<Element>, before];
    await this.page
      .waitForFunction(isGone as never, asked as never, { timeout: 1000, polling: 30 })
      .catch(() => undefined);
  }

  /** Turns the check mark of an item in a multi-pick. */
  async toggle(label: string | RegExp): Promise<void> {
    await stable(() => this.#readItems());
    await this.row(label).first().locator('.monaco-checkbox, input[type=checkbox]').first().click();
  }

  /** Enter, once the list is still. */
  async accept(): Promise<void> {
    await stable(() => this.#readItems());
    await this.input.press('Enter');
  }

  /** Types and presses Enter. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.accept();
  }

  async escape(): Promise<void> {
    await this.input.press('Escape');
    await this.expectClosed();
  }

  async back(): Promise<void> {
    await this.press('Back');
  }

  /** Clicks a button of the title bar, by its tooltip. */
  async press(tooltip: string): Promise<void> {
    await this.button(tooltip).click();
  }

  button(tooltip: string): Locator {
    return this.box.locator(`.quick-input-titlebar .action-label[aria-label^="${tooltip}"]`);
  }

  /** Tooltips of the title bar's buttons. */
  async buttons(): Promise<string[]> {
    const labels = this.box.locator('.quick-input-titlebar .action-label');
    return labels.evaluateAll((all) => all.map((label) => label.getAttribute('aria-label') ?? ''));
  }

  async isOpen(): Promise<boolean> {
    return (await this.box.count()) > 0;
  }

  async expectClosed(): Promise<void> {
    await this.box.waitFor({ state: 'detached' });
  }

  /** The rows of an item, for what the methods above don't do. */
  row(label: string | RegExp): Locator {
    const name = typeof label === 'string' ? new RegExp(`^\\s*${asPattern(label)}\\s*$`) : label;
    return this.box.locator('.monaco-list-row').filter({
      has: this.page.locator('.quick-input-list-row:first-child .label-name').filter({ hasText: name }),
    });
  }

  async #readItems(): Promise<QuickItem[]> {
    const rows = await this.box.locator('.monaco-list-row').evaluateAll((all) =>
      all.map((row) => {
        const text = (selector: string) => row.querySelector(selector)?.textContent ?? '';
        return {
          label: text('.quick-input-list-row:first-child .label-name'),
          description: text('.quick-input-list-row:first-child .label-description'),
          detail: text('.quick-input-list-label-meta'),
          isActive: row.classList.contains('focused'),
          isChecked: row.querySelector('[aria-checked=true], input:checked') !== null,
          top: Number.parseFloat((row as HTMLElement).style.top),
        };
      }),
    );
    return rows
      .sort((a, b) => a.top - b.top)
      .map(({ top: _, label, description, detail, ...flags }) => ({
        label: plainSpaces(label),
        description: plainSpaces(description),
        detail: plainSpaces(detail),
        ...flags,
      }));
  }
}

/** Lets a text stand in a regular expression. VS Code's labels have no-break spaces where the extension gave plain ones. */
function asPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[ \\u00a0]');
}
