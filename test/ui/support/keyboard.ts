// A person without a mouse.
import type { Page } from 'playwright-core';
import { eventually, plainSpaces } from './wait.ts';
import type { Workbench } from './workbench.ts';

export class Keyboard {
  readonly workbench: Workbench;
  readonly page: Page;

  constructor(workbench: Workbench) {
    this.workbench = workbench;
    this.page = workbench.page;
  }

  /** From here on `pointerEvents` counts what a mouse, a pen or a finger does. */
  async watchPointers(): Promise<void> {
    await this.page.evaluate((types) => {
      const seen: string[] = [];
      Reflect.set(window, 'pointerEvents', seen);
      for (const type of types) window.addEventListener(type, () => seen.push(type), { capture: true });
    }, POINTER_EVENTS);
  }

  async pointerEvents(): Promise<readonly string[]> {
    return this.page.evaluate(() => Reflect.get(window, 'pointerEvents') as string[]);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Runs a command from the palette by its whole title. */
  async command(title: string): Promise<void> {
    // An open palette does not notice commands of extensions that load later.
    await eventually(async () => {
      await this.workbench.openPalette();
      await this.page.keyboard.type(title);
      const isThere = (await this.#active())?.startsWith(title) === true;
      await this.press(isThere ? 'Enter' : 'Escape');
      return isThere;
    }, 30_000);
  }

  /** Types a name into an open list, and takes the item that has it. */
  async choose(label: string): Promise<void> {
    await this.page.keyboard.type(label);
    await eventually(async () => (await this.#active())?.startsWith(label) === true);
    await this.press('Enter');
  }

  /** Types into an open box, over what is in it, and presses Enter. */
  async answer(text: string): Promise<void> {
    await this.press('Control+a');
    await this.page.keyboard.type(text);
    await this.press('Enter');
  }

  /** Goes with Tab, or back with Shift+Tab, to what has this name. */
  async tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const passed: string[] = [];
    while (!name.test(passed.at(-1) ?? '')) {
      if (passed.length > 20) throw new Error(`No ${name} among: ${passed.join(' | ')}`);
      await this.press(key);
      passed.push(await this.focused());
    }
  }

  /** Goes through a list with the arrow keys to the row or entry that has this name. */
  async arrowTo(name: RegExp, key: 'ArrowDown' | 'ArrowUp' = 'ArrowDown'): Promise<void> {
    const passed = [await this.focused()];
    while (!name.test(passed.at(-1) ?? '')) {
      if (passed.length > 30) throw new Error(`No ${name} among: ${passed.join(' | ')}`);
      await this.press(key);
      passed.push(await this.focused());
    }
  }

  /** Waits until what has the focus has this name. */
  async expectFocus(name: RegExp): Promise<void> {
    await eventually(async () => name.test(await this.focused()));
  }

  /** The name of what has the focus: of the row, in a list. */
  async focused(): Promise<string> {
    return plainSpaces(await this.page.evaluate(nameOfFocused));
  }

  async #active(): Promise<string | undefined> {
    return (await this.workbench.quickInput.items()).find(({ isActive }) => isActive)?.label;
  }
}

const POINTER_EVENTS = ['pointerdown', 'pointermove', 'mousedown', 'mousemove', 'wheel', 'touchstart'];

/** Runs in the page. */
function nameOfFocused(): string {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const row = focused?.getAttribute('aria-activedescendant');
  const named = (row ? document.getElementById(row) : undefined) ?? focused;
  return named?.getAttribute('aria-label') ?? named?.textContent ?? '';
}
