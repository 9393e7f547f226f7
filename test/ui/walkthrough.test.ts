// The walkthrough as a newcomer takes it, on both hosts: from the welcome view to the last check mark.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { inWebHost } from '../support/editor/server.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { answerFrom, expectQuestion } from './support/addConnectionQuestions.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually, plainSpaces } from './support/wait.ts';

/** The steps' titles, and the names of their pictures. */
const STEPS = {
  'Add a connection': 'connect',
  'Share a link': 'share',
  'Ask for an upload': 'upload',
  'Know what ends when': 'end',
} as const;

/** Themes, and what the workbench calls their kinds. */
const THEMES = {
  'Light Modern': 'vs',
  'Dark High Contrast': 'hc-black',
  'Light High Contrast': 'hc-light',
  'Dark Modern': 'vs-dark',
} as const;

/** The same kinds as a webview calls them. */
const THEME_KINDS = {
  vs: 'vscode-light',
  'vs-dark': 'vscode-dark',
  'hc-black': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light',
} as const;

for (const host of ['desktop', 'web'] as const) {
  describe(`the walkthrough on the ${host} host`, function () {
    this.timeout(60_000);
    let store: MemoryStore;
    let session: Session;
    let tree: Tree;

    before(async function () {
      this.timeout(300_000);
      store = await startStore();
      store.addSpace('things', { cors: [{ origins: ['*'], methods: ['GET', 'HEAD'], headers: ['*'] }] });
      store.put('things', 'a.txt', 'the content of a.txt');
      store.put('things', 'docs/b.txt', 'the content of b.txt');
      const settings = host === 'web' ? inWebHost : {};
      session = await openSession({ settings });
      // A narrower window has no place for the pictures.
      await session.workbench.page.setViewportSize({ width: 1500, height: 860 });
      tree = await session.workbench.view('Spaces');
    });
    screenshotFailures(() => session);
    after(async () => {
      await session?.close();
      await store?.stop();
    });

    const page = () => session.workbench.page;
    const step = (title: string): Locator =>
      page()
        .locator('.getting-started-step')
        .filter({ has: page().locator('.step-title').getByText(title, { exact: true }) });
    const checked = (title: string) => step(title).locator('[role=checkbox]').getAttribute('aria-checked');
    const expectChecked = (title: string) => eventually(async () => (await checked(title)) === 'true');
    const choose = async (title: string) => {
      if ((await step(title).getAttribute('aria-expanded')) !== 'true') await step(title).click();
      await eventually(async () => (await step(title).getAttribute('aria-expanded')) === 'true');
    };
    const press = (title: string, button: string) =>
      step(title).locator('.monaco-button').getByText(button, { exact: true }).click();
    /** The picture of the step that is open. */
    const picture = () =>
      page().frameLocator('iframe.webview.ready').last().frameLocator('#active-frame').locator('svg');
    const shoot = async (title: keyof typeof STEPS) => {
      await choose(title);
      await picture().waitFor();
      await session.workbench.screenshot(`walkthrough-${STEPS[title]}-${host}`);
    };

    it('is opened from the welcome view, which says what is needed', async () => {
      await tree.expectWelcome(/DigitalOcean Spaces/);
      // Until the window knows whether it is trusted, it says what holds where it is not.
      await eventually(async () => !/Restricted Mode/.test(await tree.welcome()));
      assert.equal(/In the browser/.test(await tree.welcome()), host === 'web');
      await session.workbench.screenshot(`walkthrough-welcome-${host}`);
      await tree.pane.locator('.welcome-view-content a').getByText('Get started with Spaceport').click();
      await step('Add a connection').waitFor();
      const titles = await page().locator('.getting-started-step .step-title').allInnerTexts();
      assert.deepEqual(titles.map(plainSpaces), Object.keys(STEPS));
      for (const title of Object.keys(STEPS)) assert.equal(await checked(title), 'false', title);
    });

    it('adds a connection, and checks the step when there is one', async () => {
      await shoot('Add a connection');
      await press('Add a connection', 'Add Connection…');
      const { quickInput } = session.workbench;
      await quickInput.expect(/Provider/);
      await quickInput.escape();
      assert.equal(await checked('Add a connection'), 'false', 'a dismissed question is not a connection');
      await press('Add a connection', 'Add Connection…');
      await answerFrom(session.workbench, 'Provider', {
        answers: { endpoint: store.endpoint, ...store.credentials },
      });
      if (host === 'web') {
        await expectQuestion(session.workbench, 'Spaces');
        await quickInput.answer('things');
      }
      await expectQuestion(session.workbench, 'Name');
      await quickInput.answer('Mine');
      await expectChecked('Add a connection');
    });

    it('copies a link from its button, asking for what is missing, and checks the step when it is copied', async () => {
      const { quickInput } = session.workbench;
      await shoot('Share a link');
      await press('Share a link', 'Copy Signed URL…');
      await quickInput.pick('things');
      await quickInput.expectMessage(/with its folders/);
      await quickInput.answer('a.txt');
      await quickInput.expect('Signed URL: a.txt');
      await quickInput.escape();
      assert.equal(await checked('Share a link'), 'false', 'a dismissed question copies nothing');
      await tree.expand('Mine');
      await tree.expand('things');
      await tree.pickFromMenu('a.txt', 'Copy Signed URL…');
      await quickInput.pick('1 hour');
      const link = await session.workbench.expectClipboard(/^http/);
      assert.equal(await (await fetch(link)).text(), 'the content of a.txt');
      await expectChecked('Share a link');
    });

    it('copies an upload command, and checks the step', async () => {
      const { quickInput } = session.workbench;
      await shoot('Ask for an upload');
      await tree.select('docs');
      await press('Ask for an upload', 'Copy Upload Command…');
      await quickInput.expect(/name of the object in docs/);
      await quickInput.answer('docs/new.txt');
      await quickInput.pick('1 hour');
      await session.workbench.expectClipboard(/^curl /);
      await expectChecked('Ask for an upload');
    });

    it('tells what ends when, and that is read', async () => {
      await shoot('Know what ends when');
      await expectChecked('Know what ends when');
    });

    if (host === 'web') return;
    for (const [theme, kind] of Object.entries(THEMES)) {
      it(`shows its pictures in the ${theme} theme`, async () => {
        await session.workbench.run('Preferences: Color Theme');
        await session.workbench.quickInput.type(theme);
        await session.workbench.quickInput.pick(theme);
        await page().locator(`.monaco-workbench.${kind}`).waitFor();
        for (const [title, name] of Object.entries(STEPS)) {
          await choose(title);
          await eventually(async () => (await themeOf(picture())) === THEME_KINDS[kind]);
          assert.deepEqual(await undefinedColours(picture()), [], `${name} in ${theme}`);
          await session.workbench.screenshot(`walkthrough-${name}-${kind}`);
        }
      });
    }
  });
}

/** Runs over a picture: `vscode-dark`, `vscode-light`, `vscode-high-contrast`, … */
function themeOf(picture: Locator): Promise<string | null> {
  return picture.evaluate((svg) => svg.ownerDocument.body.getAttribute('data-vscode-theme-kind'));
}

/** Shapes whose colour no theme colour gives: the browser would take black, or nothing. */
function undefinedColours(picture: Locator): Promise<string[]> {
  return picture.evaluate((svg) => {
    const probe = svg.ownerDocument.createElement('i');
    svg.ownerDocument.body.append(probe);
    const resolves = (colour: string) => {
      probe.setAttribute('style', '');
      probe.style.color = '';
      probe.style.setProperty('--probe', colour);
      return getComputedStyle(probe).getPropertyValue('--probe').trim() !== '';
    };
    const used = [svg, ...svg.querySelectorAll('*')].flatMap((shape) =>
      ['fill', 'stroke']
        .map((name) => shape.getAttribute(name) ?? '')
        .filter((colour) => colour.startsWith('var(')),
    );
    const missing = [...new Set(used)].filter((colour) => !resolves(colour));
    probe.remove();
    return missing;
  });
}
