// Learn More where the extension lives at a web address, as on vscode.dev: its pages come from there too.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type EditorBrowser, openBrowser } from '../support/editor/browser.ts';
import { NEWEST, OLDEST } from '../support/editor/install.mjs';
import { type EditorServer, inWebHost, startEditorServer } from '../support/editor/server.ts';
import { buildExtension, copyExtension } from '../support/editor/stage.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { Workbench } from './support/workbench.ts';

const PATH = '/an-extension';

for (const version of [NEWEST, OLDEST]) {
  describe(`help at a web address, VS Code ${version}`, function () {
    this.timeout(120_000);
    const folder = join(scratchFolder('extension'), 'extension');
    const asked: string[] = [];
    let server: EditorServer;
    let browser: EditorBrowser;

    before(async function () {
      this.timeout(300_000);
      await buildExtension();
      await copyExtension(folder);
      server = await startEditorServer({ version, settings: inWebHost });
      browser = await openBrowser();
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
    });

    it('shows a page, and the one that it links to', async () => {
      const page = await browser.context.newPage();
      await serveExtension(page, folder, asked);
      await page.addInitScript(runExtensionFrom, { ...addressOf(server), path: PATH });
      const workbench = new Workbench(page);
      await workbench.open(`${server.url}/?ew=true`);
      await workbench.run('Spaceport: Learn More');
      await workbench.quickInput.pick('Links and Upload Commands');
      const shown = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
      await shown.locator('h1').getByText('A link or an upload command does not work').waitFor();
      await shown.getByRole('link', { name: 'Keys with few rights' }).click();
      await shown.locator('h1').getByText('The access key may not do this').waitFor();
      await workbench.screenshot(`help-web-${version}`);
      // The browser's bundle, and of the pages those that were shown.
      const parts = asked.filter((path) => /^\/(dist|docs)\//.test(path));
      assert.deepEqual(
        [...new Set(parts)],
        ['/dist/web.js', '/docs/help/links.md', '/docs/help/limited-keys.md'],
      );
    });
  });
}

function addressOf({ url }: EditorServer) {
  const { protocol, host } = new URL(url);
  return { scheme: protocol.replace(':', ''), authority: host };
}

/** The extension's files below the editor's own address, which its page may ask. */
async function serveExtension(page: Page, folder: string, asked: string[]): Promise<void> {
  await page.context().route(
    ({ pathname }) => pathname.startsWith(`${PATH}/`),
    async (route) => {
      const path = decodeURIComponent(new URL(route.request().url()).pathname).slice(PATH.length);
      asked.push(path);
      await readFile(join(folder, path)).then(
        (body) => route.fulfill({ body }),
        () => route.fulfill({ status: 404 }),
      );
    },
  );
}

/** Runs in the page, before the workbench reads what its own page tells it. */
function runExtensionFrom(location: object): void {
  const observer = new MutationObserver(() => {
    const settings = document.getElementById('vscode-workbench-web-configuration');
    if (settings === null) return;
    observer.disconnect();
    const configuration = JSON.parse(settings.getAttribute('data-settings') ?? '{}');
    configuration.additionalBuiltinExtensions = [location];
    settings.setAttribute('data-settings', JSON.stringify(configuration));
  });
  observer.observe(document, { childList: true, subtree: true });
}
