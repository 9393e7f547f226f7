// The package as a person meets it: installed by the editor's own command line, found in its Extensions view.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { top } from '../support/bootstrap.mjs';
import { type EditorBrowser, openBrowser } from '../support/editor/browser.ts';
import { NEWEST, OLDEST } from '../support/editor/install.mjs';
import { type EditorServer, startEditorServer } from '../support/editor/server.ts';
import { installVsix, packageExtension } from '../support/editor/vsix.ts';
import { eventually } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

const HOME = 'https://git.example.com/team/port';

/** An image has come, and is no broken one. */
const isLoaded = (image: Locator) =>
  image.evaluate(
    (each) => (each as HTMLImageElement).complete && (each as HTMLImageElement).naturalWidth > 0,
  );

for (const version of [NEWEST, OLDEST]) {
  describe(`the package in VS Code ${version}`, function () {
    this.timeout(120_000);
    let server: EditorServer;
    let browser: EditorBrowser;
    let workbench: Workbench;

    before(async function () {
      this.timeout(300_000);
      const vsix = await packageExtension({ SPACEPORT_REPOSITORY: HOME, GITHUB_SHA: 'c0ffee' });
      server = await startEditorServer({ version });
      await installVsix(server, vsix);
      browser = await openBrowser();
      // The pictures' server: the files as they are here.
      await browser.context.route(`${HOME}/raw/c0ffee/**`, (route) =>
        route.fulfill({
          path: join(top, new URL(route.request().url()).pathname.replace(/^.*\/c0ffee\//, '')),
        }),
      );
      workbench = new Workbench(await browser.context.newPage());
      await workbench.open(`${server.url}/?ew=true`);
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
    });

    const row = () => workbench.page.locator('.extension-list-item').filter({ hasText: 'Spaceport' }).first();

    /** The page of the extension, a frame in a frame. */
    const readme = () =>
      workbench.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('body');

    it('is among the installed extensions, with its name and its icon', async () => {
      await workbench.run('Extensions: Show Installed Extensions');
      await row().waitFor({ timeout: 30_000 });
      assert.match(await row().innerText(), /Spaceport: DigitalOcean Spaces and S3/);
      await eventually(() =>
        isLoaded(row().locator('img.extension-icon, .icon-container img, img.icon').first()),
      );
    });

    it('has a page with its pictures', async () => {
      await row().click();
      const page = readme();
      await page.getByRole('heading', { name: 'Your first link' }).waitFor();
      const pictures = await page.locator('img').all();
      assert.ok(pictures.length >= 2, `${pictures.length} pictures`);
      await eventually(async () => (await Promise.all(pictures.map(isLoaded))).every(Boolean));
      await workbench.screenshot(`package-${version}`);
    });

    it('works: its first command asks its first question', async () => {
      await workbench.run('Spaceport: Add Connection…');
      await eventually(async () => /Provider/.test(await workbench.quickInput.title()));
      await workbench.quickInput.escape();
    });
  });
}
