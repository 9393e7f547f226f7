// The text editors of a window: what they show, and what a person types.
import { eventually, plainSpaces } from './wait.ts';
import type { Workbench } from './workbench.ts';

export class TextEditor {
  readonly workbench: Workbench;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
  }

  /** Goes to a tab: which one was in front may be lost with the window. */
  async show(name: string): Promise<void> {
    await this.workbench.page.locator('.tab').filter({ hasText: name }).click({ timeout: 30_000 });
  }

  async text(): Promise<string> {
    const lines = this.workbench.page.locator('.editor-instance .view-lines');
    return plainSpaces((await lines.allInnerTexts()).join('\n'));
  }

  /** Waits for a text, in a tab that is marked as changed or is not. */
  async expect(text: string, { isDirty }: { readonly isDirty: boolean }, timeoutMs = 20_000): Promise<void> {
    const state = async () => JSON.stringify({ text: await this.text(), isDirty: await this.isDirty() });
    const wanted = JSON.stringify({ text, isDirty });
    await eventually(async () => (await state()) === wanted, timeoutMs).catch(async (cause) => {
      throw new Error(`It shows ${await state()}, not ${wanted}`, { cause });
    });
  }

  async isDirty(): Promise<boolean> {
    return (await this.workbench.page.locator('.tab.active.dirty').count()) > 0;
  }

  /** Puts a text in the place of all. */
  async replace(text: string): Promise<void> {
    const { page } = this.workbench;
    await this.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
    await eventually(async () => (await this.text()) === text);
  }

  /** Goes into the text; of a comparison the right one. */
  async focus(): Promise<void> {
    await this.workbench.page.bringToFront();
    await this.workbench.page.locator('.editor-instance .view-lines').last().click();
  }

  /** Waits for a comparison of two texts. */
  async expectCompared(...texts: readonly [string, string]): Promise<void> {
    const sides = this.workbench.page.locator('.monaco-diff-editor .view-lines');
    const shown = async () => (await sides.allInnerTexts()).map((text) => plainSpaces(text).trim());
    await eventually(async () => JSON.stringify(await shown()) === JSON.stringify(texts), 15_000).catch(
      async (cause) => {
        throw new Error(`It compares ${JSON.stringify(await shown())}`, { cause });
      },
    );
  }

  /** The button of the editor's own comparison. */
  async overwriteCompared(): Promise<void> {
    await this.workbench.page.locator('.editor-actions').getByRole('button', { name: 'Overwrite' }).click();
  }

  async save(): Promise<void> {
    await this.focus();
    await this.workbench.page.keyboard.press('Control+S');
  }
}
