// axe-core over all that we draw or fill: once by every rule, and for its contrast in each kind of theme.
import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { audit } from './support/axe.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { flawOf, oursAmong, WORKBENCH_FLAWS } from './support/workbenchFlaws.ts';

/** Themes, and what the workbench calls their kinds. The first is checked by every rule. */
const THEMES = {
  'Dark Modern': 'vs-dark',
  'Light Modern': 'vs',
  'Dark High Contrast': 'hc-black',
  'Light High Contrast': 'hc-light',
} as const;

const FIRST = 'Dark Modern';

describe('accessibility, by axe', function () {
  this.timeout(90_000);
  let session: Session;
  let store: MemoryStore;
  let caller: Caller;
  let tree: Tree;
  let page: Page;
  const known = new Set<string>();

  before(async function () {
    this.timeout(300_000);
    store = await startStore({ spaces: ['empty', 'things', 'broken'] });
    for (let index = 0; index < 1001; index += 1) store.put('things', `many/${index}`, 'x');
    for (const key of ['a.txt', 'b.zip']) store.put('things', key, 'x');
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    page = session.workbench.page;
    await page.setViewportSize({ width: 1500, height: 860 });
    tree = await session.workbench.view('Spaces');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const expectClean = async (theme: string, where: Page | Frame, ...selectors: readonly string[]) => {
    for (const selector of selectors) {
      const { violations, passes } = await audit(where, selector, theme === FIRST ? 'all' : 'contrast');
      assert.ok(passes > 0, `${selector}: nothing was looked at`);
      assert.deepEqual(oursAmong(violations), [], `${selector} in ${theme}`);
      for (const violation of violations) known.add(flawOf(violation)?.why ?? '');
    }
  };
  const shoot = (what: string, theme: string) =>
    session.workbench.screenshot(`accessible-${what}-${THEMES[theme as keyof typeof THEMES]}`);
  const pane = '.pane-body:has(.tree-explorer-viewlet-tree-view)';

  for (const [theme, kind] of Object.entries(THEMES)) {
    it(`${theme}: the welcome view and the walkthrough`, async () => {
      const { quickInput, notifications } = session.workbench;
      await session.workbench.run('Preferences: Color Theme');
      await quickInput.type(theme);
      await quickInput.pick(theme);
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      await notifications.clear();
      await tree.expectWelcome(/DigitalOcean Spaces/);
      await tree.pane.locator('.welcome-view-content a').getByText('Get started with Spaceport').click();
      // No script runs beside the picture, so no axe. It repeats the text, and is hidden from screen readers.
      const shown = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
      await shown.locator('svg[aria-hidden=true]').waitFor();
      await shoot('welcome', theme);
      await expectClean(theme, page, '.welcome-view-content');
      // Over its background axe can't tell a step's contrast.
      if (theme === FIRST) await expectClean(theme, page, '.getting-started-step');
    });

    it(`${theme}: rows, questions, messages and a page of help`, async () => {
      const { quickInput, notifications } = session.workbench;
      const broken = { kind: 'status', status: 403, code: 'AccessDenied' } as const;
      store.faults.next({ ...broken, times: 99, match: ({ space }) => space === 'broken' });
      await caller.addConnection(store, 'Main');
      for (const label of ['Main', 'things', 'empty', 'broken']) await tree.expand(label);
      // A click opens it: the page of help comes after that.
      await tree.select('a.txt');
      await page.locator('.tabs-container .tab', { hasText: 'a.txt' }).waitFor();
      await caller.call('learnMore', { topic: 'limited-keys' });
      const help = await webview(page, 'h1');
      await session.workbench.run('Spaceport: Copy Signed URL with Last Duration');
      await notifications.expect(/^Signed URL copied/);
      await tree.pickFromMenu('a.txt', 'Copy Signed URL…');
      await quickInput.expect('Signed URL: a.txt');
      await shoot('tree', theme);
      await expectClean(theme, page, pane, '.notifications-toasts', '.quick-input-widget');
      await expectClean(theme, help, 'body');
      await quickInput.escape();
      await caller.call('removeConnection', { connection: 'Main', confirmed: true });
    });
  }

  it('a question with check boxes, and one whose answer can not be used', async () => {
    const { quickInput } = session.workbench;
    await session.workbench.run('Spaceport: Add Connection…');
    await quickInput.pick('DigitalOcean');
    await quickInput.expect(/Region$/);
    await session.workbench.screenshot('accessible-regions');
    await expectClean(FIRST, page, '.quick-input-widget');
    await quickInput.back();
    await quickInput.pick('Other S3-compatible');
    await quickInput.expect(/Endpoint$/);
    await quickInput.type('no endpoint');
    await quickInput.expectMessage(/spaces/);
    await session.workbench.screenshot('accessible-refused');
    await expectClean(FIRST, page, '.quick-input-widget');
    await quickInput.escape();
  });

  it("every flaw that is said to be the editor's is there", () => {
    assert.deepEqual([...known].sort(), WORKBENCH_FLAWS.map(({ why }) => why).sort());
  });

  it('finds what is wrong: a button without a name, and grey on grey', async () => {
    await page.evaluate(() => {
      const bad = document.createElement('div');
      bad.id = 'bad';
      bad.style.cssText = 'position:fixed;top:0;left:0;z-index:9999;background:#777;color:#888';
      const button = document.createElement('button');
      button.style.cssText = 'width:30px;height:30px';
      bad.append(button, document.createTextNode('hardly to be read'));
      document.body.append(bad);
    });
    const { violations } = await audit(page, '#bad');
    assert.deepEqual(violations.map(({ rule }) => rule).sort(), ['button-name', 'color-contrast']);
    assert.equal(oursAmong(violations).length, 2);
    assert.deepEqual(
      (await audit(page, '#bad', 'contrast')).violations.map(({ rule }) => rule),
      ['color-contrast'],
    );
  });
});

/** The frame of the webview in sight, two deep, once it has such an element. */
async function webview(page: Page, element: string): Promise<Frame> {
  const inner = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  await inner.locator(element).first().waitFor();
  const body = await inner.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error('the webview is gone');
  // A webview shows what is behind it, which axe does not see from inside.
  await frame.evaluate(() => {
    document.documentElement.style.background = 'var(--vscode-editor-background)';
  });
  return frame;
}
