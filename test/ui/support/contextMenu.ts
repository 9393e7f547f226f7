// The menu after a right-click. It lives in a shadow root, which Playwright's locators look into.
import { setTimeout as delay } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { plainSpaces, stable } from './wait.ts';

export class ContextMenu {
  readonly page: Page;
  readonly menu: Locator;

  constructor(page: Page) {
    this.page = page;
    this.menu = page.locator('.monaco-menu').last();
  }

  async opened(): Promise<this> {
    await this.menu.waitFor();
    await this.entries();
    return this;
  }

  /** Titles, top to bottom, without separators. */
  async entries(): Promise<string[]> {
    const labels = this.menu.locator(
      '.action-item:not(.disabled) .action-menu-item .action-label:not(.separator)',
    );
    return stable(async () => (await labels.allInnerTexts()).map(plainSpaces));
  }

  /** Titles of the entries that can't be chosen. */
  async greyed(): Promise<string[]> {
    const labels = this.menu.locator('.action-item.disabled .action-menu-item .action-label:not(.separator)');
    return stable(async () => (await labels.allInnerTexts()).map(plainSpaces));
  }

  /** False where the entry could not be clicked soon; the menu is closed then. */
  async pickSoon(title: string): Promise<boolean> {
    try {
      await this.pick(title, 3000);
      return true;
    } catch {
      if ((await this.menu.count()) > 0) await this.escape();
      return false;
    }
  }

  /** False where the submenu did not stay open; the menu is closed then. */
  async pickBelow(submenu: string, title: string): Promise<boolean> {
    const entry = this.menu
      .locator('.action-menu-item')
      .filter({ has: this.page.locator('.action-label').getByText(submenu, { exact: true }) });
    try {
      await entry.hover({ timeout: 3000 });
      await delay(150);
      await entry.click({ timeout: 3000 });
      await this.page.locator('.monaco-submenu .monaco-menu').waitFor({ timeout: 3000 });
    } catch {
      if ((await this.menu.count()) > 0) await this.escape();
      return false;
    }
    return this.pickSoon(title);
  }

  async pick(title: string, timeout = 15_000): Promise<void> {
    const entry = this.menu
      .locator('.action-menu-item')
      .filter({ has: this.page.locator('.action-label').getByText(title, { exact: true }) });
    await entry.hover({ timeout });
    // A mouse-up in the first 100 ms is taken for the end of the right-click.
    await delay(150);
    await entry.click({ timeout });
    await this.menu.waitFor({ state: 'detached' });
  }

  async escape(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.menu.waitFor({ state: 'detached' });
  }
}
