// Search without a mouse and without a screen: by the keyboard alone, by what a screen reader is told, and by axe.
import assert from 'node:assert/strict';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import { audit } from './support/axe.ts';
import { Keyboard } from './support/keyboard.ts';
import { ScreenReader } from './support/screenReader.ts';
import { useStoreSession } from './support/storeSession.ts';
import { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import type { Workbench } from './support/workbench.ts';
import { oursAmong } from './support/workbenchFlaws.ts';

describe('search, by the keyboard and with a screen reader', function () {
  this.timeout(90_000);
  let store: MemoryStore;
  let workbench: Workbench;
  let keys: Keyboard;
  let reader: ScreenReader;
  let results: Tree;

  const opened = useStoreSession((filled) => {
    for (const key of ['reports/2026/summary.txt', 'reports/2025/summary.txt', 'summary/inside.txt', 'a.txt'])
      filled.put('things', key, `the content of ${key}`, { contentType: 'text/plain' });
    filled.addSpace('broken');
  });
  before(async () => {
    ({ store } = opened());
    ({ workbench } = opened().session);
    keys = new Keyboard(workbench);
    reader = await ScreenReader.listen(workbench.page);
    results = new Tree(workbench.page, 'Search Results');
    await workbench.view('Spaces');
    await keys.watchPointers();
  });
  afterEach(() => store.faults.clear());

  const search = async (words: string) => {
    await keys.command('Spaceport: Search…');
    await workbench.quickInput.expect(/^\s*Search (All|in) /);
    await keys.answer(words);
  };
  const expectClean = async (where: string, rules: Parameters<typeof audit>[2]) => {
    const { violations, passes } = await audit(workbench.page, where, rules);
    assert.ok(passes > 0, where);
    assert.deepEqual(oursAmong(violations), [], where);
  };
  /** What was said since the last time; a palette's own count of its entries is no matter. */
  const expectSaid = async (...expected: readonly string[]) => {
    const said = () => reader.heard.map((text) => text.trim()).filter((text) => expected.includes(text));
    await eventually(() => said().at(-1) === expected.at(-1)).catch(() => undefined);
    assert.deepEqual([...new Set(said())], expected, reader.heard.join('\n'));
    reader.heard.length = 0;
  };

  it('it is said that a search began, and how many it found; the arrows go through them', async () => {
    await search('summary');
    await expectSaid('Searching for: summary', 'Found: 3');
    await results.expectRow('summary');
    await keys.press('ArrowDown');
    await keys.expectFocus(/^summary\.txt, object, 39 bytes, .*, things\/reports\/2025\/$/);
    await workbench.screenshot('search-keyboard');
  });

  it('one is opened with Enter, and shown in the tree by its menu', async () => {
    await keys.press('Enter');
    await workbench.page.locator('.tab', { hasText: 'summary.txt' }).waitFor();
    await keys.command('Spaceport: Focus on Search Results View');
    await keys.expectFocus(/^summary\.txt, .*2025/);
    await keys.press('ArrowDown', 'Shift+F10');
    await keys.arrowTo(/^Reveal in Spaces/);
    await keys.press('Enter');
    const spaces = new Tree(workbench.page, 'Spaces');
    await eventually(async () =>
      (await spaces.rows()).some(
        ({ label, level, isSelected }) => isSelected && label === 'summary.txt' && level === 5,
      ),
    );
    await keys.expectFocus(/^summary\.txt, object, 39 bytes, [^,]*$/);
  });

  it('what could not be read, that nothing was found, that it was cancelled', async () => {
    store.faults.next({
      ...{ kind: 'status', status: 403, code: 'AccessDenied', times: Number.POSITIVE_INFINITY },
      match: ({ space }) => space === 'broken',
    });
    const everywhere = async (words: string) => {
      await keys.command('Spaceport: Search…');
      await workbench.quickInput.expect(/^\s*Search (All|in) /);
      await keys.press('Shift+Tab');
      await keys.press('Enter');
      await keys.choose('All Spaces');
      await workbench.quickInput.expect('Search All Spaces');
      await keys.answer(words);
    };
    await everywhere('*.txt');
    await expectSaid('Searching for: *.txt', 'Found: 4. Could not be read: 1');
    store.faults.clear();
    await search('nowhere');
    await expectSaid('Searching for: nowhere', 'No name was found for: nowhere');
    store.faults.next({ kind: 'hang', match: ({ space }) => space === 'broken' });
    await everywhere('2025');
    await eventually(() => reader.heard.some((text) => text.trim() === 'Searching for: 2025'));
    await eventually(async () => (await results.labels()).includes('2025'));
    await expectClean('.statusbar-item:has([role=alert])', 'all');
    await keys.command('Spaceport: Cancel Search');
    await expectSaid('Searching for: 2025', 'Found: 1. Canceled: there may be more.');
  });

  it('its view keeps the rules, in each kind of theme', async () => {
    await results.pane.evaluate((element) => element.setAttribute('data-audited', ''));
    const pane = '[data-audited] .pane-body';
    for (const theme of ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast']) {
      await workbench.run('Preferences: Color Theme');
      await workbench.quickInput.type(theme);
      await workbench.quickInput.pick(theme);
      await workbench.quickInput.expectClosed();
      await eventually(async () => (await results.pane.locator('.message:visible').count()) === 1);
      await workbench.screenshot(`search-accessible-${theme.replaceAll(' ', '-')}`);
      await expectClean(pane, theme === 'Dark Modern' ? 'all' : 'contrast');
    }
  });

  it('is cleared, and no pointer was needed', async () => {
    await keys.command('Spaceport: Clear Search Results');
    await results.pane.waitFor({ state: 'detached' });
  });
});
