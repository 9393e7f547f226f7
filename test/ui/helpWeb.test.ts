// Learn More where the extension lives at a web address, as on vscode.dev: its pages come from there too.
import assert from 'node:assert/strict';
import { type EditorBrowser, openBrowser } from '../support/editor/browser.ts';
import { NEWEST, OLDEST } from '../support/editor/install.mjs';
import { type EditorServer, inWebHost, startEditorServer } from '../support/editor/server.ts';
import { runFromWeb, withoutGallery } from './support/atWebAddress.ts';
import { Workbench } from './support/workbench.ts';

for (const version of [NEWEST, OLDEST]) {
  describe(`help at a web address, VS Code ${version}`, function () {
    this.timeout(120_000);
    // Now and then 1.139 does not take up an extension from the web in a window; each try opens a new one.
    this.retries(2);
    let server: EditorServer;
    let browser: EditorBrowser;

    before(async function () {
      this.timeout(300_000);
      server = await startEditorServer({ version, settings: inWebHost, env: withoutGallery });
      browser = await openBrowser();
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
    });

    it('shows a page, and the one that it links to', async () => {
      const page = await browser.context.newPage();
      const asked = await runFromWeb(page, server);
      const workbench = new Workbench(page);
      await workbench.open(`${server.url}/?ew=true`);
      await workbench.run('Spaceport: Learn More');
      await workbench.quickInput.pick('Links and Upload Commands');
      const shown = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
      await shown.locator('h1').getByText('A link or an upload command does not work').waitFor();
      await shown.getByRole('link', { name: 'Keys with few rights' }).click();
      await shown.locator('h1').getByText('The access key may not do this').waitFor();
      await workbench.screenshot(`help-web-${version}`);
      // What a browser runs, none of what only the desktop has, and of the pages those that were shown.
      const parts = [...new Set(asked.filter((path) => /^\/(dist|docs)\//.test(path)))];
      assert.equal(parts[0], '/dist/web.js');
      for (const part of ['browser', 'later', 'sharing', 'phrases'])
        assert.ok(parts.includes(`/dist/${part}.js`), part);
      for (const part of ['main', 'sdk', 'laterOnDesktop', 'transfers', 'platform-local'])
        assert.ok(!parts.includes(`/dist/${part}.js`), part);
      const pages = parts.filter((path) => path.startsWith('/docs/'));
      assert.deepEqual(pages, ['/docs/help/links.md', '/docs/help/limited-keys.md']);
    });
  });
}
