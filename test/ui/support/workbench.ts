// A VS Code window in a page, driven as a person does it.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Dialog as Dialogue, Page } from 'playwright-core';
import { Dialog } from './dialog.ts';
import { Notifications } from './notifications.ts';
import { QuickInput } from './quickInput.ts';
import { Tree } from './tree.ts';
import { eventually, plainSpaces, stable, succeeds } from './wait.ts';

const screenshots = resolve(import.meta.dirname, '../../../out/screenshots');

export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly notifications: Notifications;
  readonly dialog: Dialog;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.notifications = new Notifications(page);
    this.dialog = new Dialog(page);
  }

  /** Loads the workbench in the page, for the first time. */
  async open(url: string): Promise<void> {
    await this.notifications.record();
    await this.page.goto(url);
    await this.#ready();
  }

  /** As "Developer: Reload Window": the extension host starts anew. A view that was open may be closed after it. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#ready();
  }

  /**
   * The same as a person has it: where the editor has not yet put aside all, the browser asks whether to leave. Then the
   * window stays, and `false` is given.
   */
  async reloadUnlessAsked(): Promise<boolean> {
    const { page } = this;
    const isLoaded = await new Promise<boolean>((resolve) => {
      const loaded = () => {
        page.off('dialog', asked);
        resolve(true);
      };
      const asked = async (dialog: Dialogue) => {
        page.off('load', loaded);
        await dialog.dismiss();
        resolve(false);
      };
      page.once('load', loaded).once('dialog', asked);
      void page.evaluate(() => void setTimeout(() => location.reload()));
    });
    if (isLoaded) await this.#ready();
    return isLoaded;
  }

  /** Runs a command from the palette by its whole title, as "Spaceport: Add Connection…". */
  async run(title: string): Promise<void> {
    await this.#pickCommand(title, title);
  }

  async openPalette(): Promise<void> {
    // A window that has just drawn something else may miss a key.
    await eventually(async () => {
      await this.page.keyboard.press('F1');
      return succeeds(this.quickInput.input.waitFor({ timeout: 4_000 }));
    }, 15_000);
    await eventually(async () => (await this.quickInput.value()) === '>');
  }

  /** Opens a view by its command ("Focus on … View") and gives its tree. */
  async view(name: string): Promise<Tree> {
    await this.#pickCommand(`Focus on ${name} View`, new RegExp(`Focus on ${name} View`));
    const tree = new Tree(this.page, name);
    await tree.pane.waitFor();
    return tree;
  }

  /** What the clipboard holds, also while the page is not in front. */
  async readClipboard(): Promise<string> {
    await this.page.bringToFront();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async writeClipboard(text: string): Promise<void> {
    await this.page.bringToFront();
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
  }

  /** Waits until the clipboard's text fits, and gives it. */
  async expectClipboard(pattern: RegExp, timeoutMs = 10_000): Promise<string> {
    await eventually(async () => pattern.test(await this.readClipboard()), timeoutMs);
    return this.readClipboard();
  }

  /** Text in sight of the output panel. Logs as a whole are on disk: `readLogs` of the server. */
  async outputText(): Promise<string> {
    const lines = this.page.locator('.panel .output-view .view-line, .panel .view-lines .view-line');
    await lines.first().waitFor();
    return stable(async () => plainSpaces((await lines.allInnerTexts()).join('\n')));
  }

  /** Closes whatever a failed test has left open, so that the next one starts afresh. */
  async dismissAll(): Promise<void> {
    for (const open of [this.dialog.box, this.page.locator('.monaco-menu'), this.quickInput.box]) {
      if ((await open.count()) > 0) await this.page.keyboard.press('Escape');
    }
    await this.notifications.clear();
  }

  /** Saves `out/screenshots/NAME.png`, without the caret's blinking. */
  async screenshot(name: string): Promise<string> {
    await mkdir(screenshots, { recursive: true });
    const path = join(screenshots, `${name}.png`);
    await this.page.screenshot({ path, caret: 'hide', animations: 'disabled' });
    return path;
  }

  /** An open palette does not notice commands of extensions that load later: so open it again until it knows. */
  async #pickCommand(typed: string, label: string | RegExp): Promise<void> {
    await eventually(async () => {
      await this.openPalette();
      await this.quickInput.type(`>${typed}`);
      const found = await succeeds(this.quickInput.row(label).first().waitFor({ timeout: 2_000 }));
      if (!found) await this.quickInput.escape();
      return found;
    }, 30_000);
    await this.quickInput.pick(label);
  }

  async #ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.page.locator('.part.activitybar').waitFor();
    // The remote indicator has its text once the extension host's connection stands.
    await this.page.locator('#status\\.host').waitFor();
  }
}
