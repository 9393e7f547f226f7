// A tree view of the side bar, by the view's name.
import { errors, type Locator, type Page } from 'playwright-core';
import { ContextMenu } from './contextMenu.ts';
import { eventually, plainSpaces, stable, succeeds } from './wait.ts';

export interface Row {
  label: string;
  description: string;
  level: number;
  /** undefined: it has no children */
  isExpanded: boolean | undefined;
  isSelected: boolean;
}

export class Tree {
  readonly page: Page;
  readonly pane: Locator;

  constructor(page: Page, view: string) {
    this.page = page;
    this.pane = page.locator('.pane').filter({ has: page.locator('.pane-header .title', { hasText: view }) });
  }

  /** The rows in the DOM (those in sight, and a few more), in order, once they no longer change. */
  async rows(): Promise<Row[]> {
    return stable(() => this.#readRows());
  }

  async labels(): Promise<string[]> {
    return (await this.rows()).map((row) => row.label);
  }

  /** The row with exactly this label; its parent's label tells equal ones apart. */
  row(label: string): Locator {
    const name = this.page.locator(
      '.monaco-icon-label .label-name, .monaco-icon-label > .monaco-icon-label-container',
    );
    return this.pane
      .locator('.monaco-list-row[role=treeitem]')
      .filter({ has: name.getByText(label, { exact: true }) })
      .first();
  }

  async expectRow(label: string, timeoutMs = 10_000): Promise<void> {
    await this.row(label).waitFor({ timeout: timeoutMs });
  }

  /** The editor sometimes misses the folders of a workspace file when it starts slowly; a person reloads the window. */
  async expectFolder(label: string, reload: () => Promise<void>): Promise<void> {
    const isThere = () => succeeds(this.expectRow(label, 20_000));
    await eventually(async () => (await isThere()) || reload().then(isThere), 120_000);
  }

  /** Selects the row with a click; `extend` adds to the selection, `range` selects up to it. */
  async select(label: string, how?: 'extend' | 'range'): Promise<void> {
    const modifiers = how === undefined ? [] : [how === 'extend' ? ('Control' as const) : ('Shift' as const)];
    await this.#click(label, { modifiers });
  }

  /** Opens a row, and waits until its children are there (or a row that says why not). */
  async expand(label: string): Promise<void> {
    const row = this.row(label);
    const isOpen = async () => (await row.getAttribute('aria-expanded')) === 'true';
    // The file explorer opens and closes some by itself while it is still drawing.
    await eventually(async () => {
      if (await isOpen()) return true;
      await row.locator('.monaco-tl-twistie').click();
      return succeeds(eventually(isOpen, 4_000));
    }, 30_000);
    await eventually(
      async () => (await row.locator('.monaco-tl-twistie.codicon-tree-item-loading').count()) === 0,
    );
    await eventually(() => this.#hasChildren(label));
    await this.rows();
  }

  /**
   * The tooltip of the row that the mouse rested on may cover the next one, or come up over a menu, and close it. One that came
   * when the mouse was gone stays until it comes and goes again.
   */
  async #click(label: string, how: Parameters<Locator['click']>[0]): Promise<void> {
    await eventually(async () => {
      await this.page.mouse.move(0, 0);
      try {
        await this.row(label).click({ ...how, timeout: 5_000 });
        return true;
      } catch (error) {
        if (!(error instanceof errors.TimeoutError)) throw error;
        const [tooltip] = await this.page.locator('.monaco-hover:visible').all();
        await tooltip?.hover({ timeout: 1_000 });
        return false;
      }
    }, 20_000);
  }

  /** Whether the row below it is one of its own: an open row always has one. The last row in the DOM may have its below. */
  async #hasChildren(label: string): Promise<boolean> {
    const rows = await this.#readRows();
    const index = rows.findIndex((row) => row.label === label);
    const [parent, child] = rows.slice(index, index + 2);
    return child === undefined || child.level > (parent?.level ?? 0);
  }

  async collapse(label: string): Promise<void> {
    const row = this.row(label);
    if ((await row.getAttribute('aria-expanded')) === 'true') await row.locator('.monaco-tl-twistie').click();
  }

  /** Right-clicks a row. */
  async menuOf(label: string): Promise<ContextMenu> {
    await this.#click(label, { button: 'right' });
    return new ContextMenu(this.page).opened();
  }

  /**
   * Chooses an entry of a row's context menu. The editor closes an open menu whenever something else takes the focus (a
   * view that is still loading, a toast): a person then right-clicks again.
   */
  async pickFromMenu(label: string, entry: string): Promise<void> {
    for (let attempt = 1; attempt < 4; attempt++) {
      if (await (await this.menuOf(label)).pickSoon(entry)) return;
    }
    await (await this.menuOf(label)).pick(entry);
  }

  /** The same of an entry in a submenu. */
  async pickFromSubmenu(label: string, submenu: string, entry: string): Promise<void> {
    for (let attempt = 1; attempt < 4; attempt++) {
      if (await (await this.menuOf(label)).pickBelow(submenu, entry)) return;
    }
    throw new Error(`${submenu} of ${label} has no entry that can be picked: ${entry}`);
  }

  /** Titles of the icons that a row shows while the mouse is over it. */
  async inlineActions(label: string): Promise<string[]> {
    await this.row(label).hover();
    const actions = this.row(label).locator('.actions .action-label');
    return actions.evaluateAll((all) => all.map((action) => action.getAttribute('aria-label') ?? ''));
  }

  async clickInlineAction(label: string, title: string): Promise<void> {
    await this.row(label).hover();
    await this.row(label).locator(`.actions .action-label[aria-label^="${title}"]`).click();
  }

  /** Clicks an icon in the view's title bar, which is shown while the mouse is over the view. */
  async clickTitleAction(title: string): Promise<void> {
    await this.pane.hover();
    await this.pane.locator(`.pane-header .action-label[aria-label^="${title}"]:visible`).click();
  }

  async tooltip(label: string): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible').last();
    // A row that is drawn anew under the mouse shows none before the mouse comes again.
    await eventually(async () => {
      await this.page.mouse.move(0, 0);
      await this.row(label).locator('.monaco-icon-label').first().hover();
      await hover.waitFor({ timeout: 5_000 });
      return true;
    }, 20_000);
    // What only the server knows comes later.
    await hover.filter({ hasNotText: /^Loading\.\.\.$/ }).waitFor();
    return plainSpaces(await stable(() => hover.innerText()));
  }

  /** Scrolls to the end of what is loaded. */
  async scrollToEnd(): Promise<void> {
    await this.pane.locator('.monaco-list').focus();
    await this.page.keyboard.press('End');
    await this.rows();
  }

  async scrollToTop(): Promise<void> {
    await this.pane.locator('.monaco-list').focus();
    await this.page.keyboard.press('Home');
    await this.rows();
  }

  /** Text of the view while it has no rows (`viewsWelcome`), or its message. */
  async welcome(): Promise<string> {
    return plainSpaces(await this.pane.locator('.welcome-view-content').innerText());
  }

  /** Waits for the welcome text: until the extension is active, the editor says that there is no data provider. */
  async expectWelcome(text: RegExp): Promise<void> {
    await this.pane.locator('.welcome-view-content').filter({ hasText: text }).waitFor();
  }

  async clickWelcomeButton(text: string): Promise<void> {
    await this.pane.locator('.welcome-view-content .monaco-button').filter({ hasText: text }).click();
  }

  async #readRows(): Promise<Row[]> {
    const rows = await this.pane.locator('.monaco-list-row[role=treeitem]').evaluateAll((all) =>
      all.map((row) => {
        const text = (selector: string) => row.querySelector(selector)?.textContent ?? '';
        const expanded = row.getAttribute('aria-expanded');
        return {
          label: text('.label-name'),
          description: text('.label-description'),
          level: Number(row.getAttribute('aria-level')),
          isExpanded: expanded === null ? undefined : expanded === 'true',
          isSelected: row.classList.contains('selected'),
          top: Number.parseFloat((row as HTMLElement).style.top),
        };
      }),
    );
    return rows
      .sort((a, b) => a.top - b.top)
      .map(({ top: _, ...row }) => ({
        ...row,
        label: plainSpaces(row.label),
        description: plainSpaces(row.description),
      }));
  }
}
