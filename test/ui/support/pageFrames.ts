// The pages that Spaceport shows in tabs: each is a frame in a frame.
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { audit } from './axe.ts';
import { eventually } from './wait.ts';
import type { Workbench } from './workbench.ts';

/** The page in a tab, once it shows this. */
export async function frameWith({ page }: Workbench, text: string): Promise<Frame> {
  let found: Frame | undefined;
  await eventually(async () => {
    // All frames now: to wait for those that have no such page would take long.
    for (const frame of page.frames()) {
      const shown = await frame
        .evaluate(() => document.querySelector('main')?.innerText ?? '')
        .catch(() => '');
      if (shown.includes(text)) found = frame;
    }
    return found !== undefined;
  }, 15_000);
  return found ?? assert.fail();
}

const THEMES = {
  dark: undefined,
  light: 'Light Modern',
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
} as const;

/**
 * A test for each theme: the page that shows this text can be read in it. The first is `dark`, as the window is opened;
 * the last one stays. A screenshot of each is `<name>-<theme>.png`.
 */
export function itCanBeRead(
  workbench: () => Workbench,
  { name, text, themes }: { name: string; text: string; themes: readonly (keyof typeof THEMES)[] },
): void {
  for (const theme of themes) {
    it(`can be read (${theme})`, async () => {
      const label = THEMES[theme];
      if (label !== undefined) {
        await workbench().run('Preferences: Color Theme');
        await workbench().quickInput.pick(label);
      }
      const { violations } = await audit(await frameWith(workbench(), text), 'main');
      await workbench().screenshot(`${name}-${theme}`);
      assert.deepEqual(violations, []);
    });
  }
}
