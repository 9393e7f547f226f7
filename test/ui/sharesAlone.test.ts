// Active Shares in two pages without a server, as on vscode.dev: the ledger is in the browser's own storage, where a page's
// list of a folder lacks what another page has written since.
import assert from 'node:assert/strict';
import { type EditorBrowser, openBrowser } from '../support/editor/browser.ts';
import { NEWEST, OLDEST } from '../support/editor/install.mjs';
import { type EditorServer, startEditorServer } from '../support/editor/server.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { answerFrom, expectQuestion } from './support/addConnectionQuestions.ts';
import { runFromWeb, withoutGallery } from './support/atWebAddress.ts';
import { screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import { Workbench } from './support/workbench.ts';

for (const version of [NEWEST, OLDEST]) {
  describe(`Active Shares in pages without a server, VS Code ${version}`, function () {
    this.timeout(120_000);
    let store: MemoryStore;
    let server: EditorServer;
    let browser: EditorBrowser;
    let first: Workbench;
    let second: Workbench;
    let firstTree: Tree;
    let secondTree: Tree;

    before(async function () {
      this.timeout(300_000);
      store = await startStore({ spaces: ['photos'] });
      server = await startEditorServer({ version, env: withoutGallery });
      browser = await openBrowser();
      first = await openWindow();
      await first.run('Spaceport: Add Connection…');
      const { endpoint, credentials } = store;
      await answerFrom(first, 'Provider', { answers: { endpoint, ...credentials } });
      await expectQuestion(first, 'Spaces');
      await first.quickInput.answer('photos');
      await first.dialog.click('Save Anyway');
      await first.quickInput.answer('Work');
      await first.notifications.expect('Connection added: Work');
    });
    screenshotFailures(() => first && { workbench: first });
    after(async () => {
      await browser?.close();
      await server?.stop();
      await store?.stop();
    });

    const openWindow = async () => {
      const workbench = new Workbench(await browser.context.newPage());
      await runFromWeb(workbench.page, server, { isAlone: true });
      await workbench.open(`${server.url}/?ew=true`);
      await workbench.page.locator('.gettingStartedContainer').first().waitFor();
      return workbench;
    };
    const share = async (workbench: Workbench, key: string) => {
      const { quickInput } = workbench;
      await workbench.run('Spaceport: Copy Signed URL…');
      await quickInput.pick('photos');
      await quickInput.expectMessage(/with its folders/);
      await quickInput.answer(key);
      await quickInput.expect(`Signed URL: ${key}`);
      await quickInput.pick('1 hour');
    };
    const isGone = (tree: Tree, label: string) =>
      eventually(async () => (await tree.row(label).count()) === 0, 15_000);

    it('a second page has what the first has shared, and each hears of what the other shares', async () => {
      await share(first, 'one.txt');
      firstTree = await first.view('Active Shares');
      await firstTree.expectRow('one.txt');
      second = await openWindow();
      secondTree = await second.view('Active Shares');
      await secondTree.expectRow('one.txt', 30_000);
      await share(second, 'two.txt');
      await secondTree.expectRow('two.txt');
      await firstTree.expectRow('two.txt');
      await first.page.bringToFront();
      await share(first, 'three.txt');
      await secondTree.expectRow('three.txt');
      await second.page.bringToFront();
      await second.screenshot(`shares-alone-${version}`);
    });

    it("what one forgets is gone in the other, the other's own too", async () => {
      await secondTree.pickFromMenu('one.txt', 'Forget');
      await secondTree.pickFromMenu('three.txt', 'Forget');
      for (const label of ['one.txt', 'three.txt'])
        for (const tree of [firstTree, secondTree]) await isGone(tree, label);
    });

    it('both know the same after a reload', async () => {
      await first.page.bringToFront();
      await first.reload();
      firstTree = await first.view('Active Shares');
      await firstTree.expectRow('two.txt', 30_000);
      assert.deepEqual(await firstTree.labels(), ['photos', 'two.txt']);
      assert.deepEqual(await secondTree.labels(), ['photos', 'two.txt']);
    });
  });
}
