// A modal dialog.
import type { Locator, Page } from 'playwright-core';
import { plainSpaces } from './wait.ts';

export class Dialog {
  readonly page: Page;
  readonly box: Locator;

  constructor(page: Page) {
    this.page = page;
    this.box = page.locator('.monaco-dialog-box');
  }

  /** Waits for the dialog and gives its message and detail, one a line. */
  async text(): Promise<string> {
    await this.box.waitFor();
    const parts = this.box.locator('.dialog-message-text, .dialog-message-detail');
    return plainSpaces((await parts.allInnerTexts()).filter((part) => part !== '').join('\n'));
  }

  async buttons(): Promise<string[]> {
    const labels = await this.box.locator('.dialog-buttons .monaco-button:visible').allInnerTexts();
    return labels.map(plainSpaces).filter((label) => label !== '');
  }

  async click(button: string): Promise<void> {
    await this.box.locator('.dialog-buttons .monaco-button').getByText(button, { exact: true }).click();
    await this.box.waitFor({ state: 'detached' });
  }

  async escape(): Promise<void> {
    await this.box.waitFor();
    await this.page.keyboard.press('Escape');
    await this.box.waitFor({ state: 'detached' });
  }
}
