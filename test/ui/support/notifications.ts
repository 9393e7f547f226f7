// Notification toasts, and a record of all that were ever shown.
import { setTimeout as delay } from 'node:timers/promises';
import { errors, type Locator, type Page } from 'playwright-core';
import { plainSpaces } from './wait.ts';

export interface SeenNotification {
  text: string;
  /** Titles and targets of what VS Code turned into links. */
  links: string[];
}

export class Notifications {
  readonly page: Page;
  /** Every message that was shown since the page was opened, reloads included. */
  readonly seen: SeenNotification[] = [];
  /** When each of them appeared. */
  readonly #times: number[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  /** Call before the workbench loads. */
  async record(): Promise<void> {
    await this.page.exposeFunction('seenNotification', (seen: SeenNotification) => {
      this.seen.push(seen);
      this.#times.push(Date.now());
    });
    await this.page.addInitScript(watchNotifications);
  }

  /** Texts of the toasts in sight, newest first. */
  async texts(): Promise<string[]> {
    return (await this.#toasts().locator('.notification-list-item-message').allInnerTexts()).map(plainSpaces);
  }

  /** Waits for a toast whose text fits and gives its text. A string may be a part of it. */
  async expect(text: string | RegExp, timeoutMs = 10_000): Promise<string> {
    const message = this.#toast(text).locator('.notification-list-item-message');
    await message.waitFor({ timeout: timeoutMs });
    const shown = plainSpaces(await message.innerText());
    await this.#rest();
    return shown;
  }

  /** VS Code shows at most three toasts in 800 ms, and keeps the fourth from people: a driver must not be that fast. */
  async #rest(): Promise<void> {
    const thirdLast = this.#times.at(-3);
    if (thirdLast !== undefined) await delay(Math.max(0, thirdLast + 900 - Date.now()));
  }

  async buttons(text: string | RegExp): Promise<string[]> {
    await this.expect(text);
    const buttons = await this.#toast(text)
      .locator('.notification-list-item-buttons-container .monaco-button')
      .allInnerTexts();
    return buttons.map(plainSpaces).filter((label) => label !== '');
  }

  async click(text: string | RegExp, button: string): Promise<void> {
    await this.#toast(text).locator('.monaco-button').getByText(button, { exact: true }).click();
  }

  /** Closes every toast in sight. */
  async clear(): Promise<void> {
    await this.page.keyboard.press('Escape');
    const close = this.#toasts().locator('.codicon-notifications-clear, .codicon-notifications-hide');
    while ((await close.count()) > 0) {
      try {
        await this.#toasts().first().hover({ timeout: 2_000 });
        await close.first().click({ timeout: 2_000 });
      } catch (error) {
        // One without buttons goes by itself, meanwhile as well.
        if (!(error instanceof errors.TimeoutError)) throw error;
      }
    }
  }

  #toasts(): Locator {
    return this.page.locator('.notification-toast');
  }

  #toast(text: string | RegExp): Locator {
    const message = this.page.locator('.notification-list-item-message').filter({ hasText: text });
    return this.#toasts().filter({ has: message }).first();
  }
}

/** Runs in the page. */
function watchNotifications(): void {
  const known = new WeakSet<Element>();
  const tell = Reflect.get(window, 'seenNotification') as (seen: SeenNotification) => void;
  const look = () => {
    for (const message of document.querySelectorAll('.notification-list-item-message')) {
      if (known.has(message) || message.textContent === '') continue;
      known.add(message);
      const links = [...message.querySelectorAll('a')].map((a) => `${a.textContent} ${a.title} ${a.href}`);
      tell({ text: message.textContent ?? '', links });
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}
