// Learn More and Show Log, from where a person meets an error.
import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { HELP_TOPICS } from '../../src/core/help.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';
import type { Workbench } from './support/workbench.ts';

describe('help', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let workbench: Workbench;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    store.put('things', 'a.txt', 'x');
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    workbench = session.workbench;
    await caller.addConnection(store, 'Main');
    tree = await workbench.view('Spaces');
    await tree.expand('Main');
  });
  screenshotFailures(() => session);
  afterEach(async () => {
    store.faults.clear();
    await workbench.run('View: Close All Editors');
    await workbench.notifications.clear();
  });
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const row = "The remote machine's clock is wrong. Set it there and try again.";
  const clockIsWrong = () =>
    store.faults.next({ kind: 'status', status: 403, code: 'RequestTimeTooSkewed', times: 40 });

  it('Show Log shows what a report needs; where the level hides errors, the way to another', async () => {
    await workbench.run('Spaceport: Show Log');
    assert.match(await workbench.outputText(), /Spaceport \d+\.\d+\.\d+, .* 1\.\d+\.\d+ \(/);
    await workbench.screenshot('help-log');
    assert.deepEqual(await workbench.notifications.texts(), []);
    await workbench.run('Developer: Set Log Level...');
    await workbench.quickInput.pick('Spaceport');
    await workbench.quickInput.pick('Off');
    await workbench.run('Spaceport: Show Log');
    await workbench.notifications.click('The log is switched off', 'Set Log Level…');
    await workbench.quickInput.pick('Spaceport');
    await workbench.screenshot('help-log-level');
    await workbench.quickInput.pick('Info');
    await workbench.run('Spaceport: Show Log');
    assert.deepEqual(await workbench.notifications.texts(), []);
  });

  it('the button of a message shows the page about the error, and a link there the next one', async () => {
    clockIsWrong();
    await workbench.run('Spaceport: Go to Object…');
    await workbench.quickInput.answer('s3://things/a.txt');
    const buttons = await workbench.notifications.buttons('Go to Object: ');
    assert.deepEqual(buttons, ['Learn More', 'Show Log']);
    await workbench.screenshot('help-message');
    await workbench.notifications.click('Go to Object: ', 'Learn More');
    const page = await shownPage(workbench, 'The clock is wrong');
    assert.ok((await page.locator('table').innerText()).includes('timedatectl'), 'it is rendered');
    await workbench.notifications.clear();
    await workbench.screenshot('help-page');
    await page.getByRole('link', { name: 'Network, proxy and certificates' }).click();
    await shownPage(workbench, "The server can't be reached");
    await workbench.screenshot('help-page-linked');
  });

  it('the question mark on a row that says why a listing failed, too', async () => {
    await failedRow();
    await workbench.screenshot('help-row');
    await tree.clickInlineAction(row, 'Learn More');
    await shownPage(workbench, 'The clock is wrong');
  });

  it('also about a key with few rights', async () => {
    tree = await workbench.view('Spaces');
    await tree.collapse('Main');
    const refused = { kind: 'status', status: 403, code: 'AccessDenied', times: 40 } as const;
    store.faults.next({ ...refused, match: ({ space }) => space === undefined });
    await tree.pickFromMenu('Main', 'Refresh');
    await tree.expand('Main');
    const refusal = (await tree.labels()).find((label) => label.includes('may not list Spaces')) ?? '';
    await tree.clickInlineAction(refusal, 'Learn More');
    await shownPage(workbench, 'The access key may not do this');
  });

  it('the button of a message about a name that would not survive its way', async () => {
    tree = await workbench.view('Spaces');
    await tree.pickFromMenu('Main', 'Refresh');
    await workbench.run('Spaceport: Copy Signed URL…');
    await workbench.quickInput.pick('things');
    await workbench.quickInput.expectMessage(/with its folders/);
    await workbench.quickInput.answer('a/../b');
    await workbench.notifications.click('Copy Signed URL', 'Learn More');
    await shownPage(workbench, "Names that can't be shared as they are");
  });

  it("that row's menu by keyboard alone", async () => {
    await failedRow();
    await tree.select(row);
    await workbench.page.keyboard.press('Shift+F10');
    const focused = workbench.page.locator('.monaco-menu .action-item.focused .action-label');
    await eventually(async () => {
      await workbench.page.keyboard.press('ArrowDown');
      return (await focused.textContent()) === 'Learn More';
    });
    await workbench.page.keyboard.press('Enter');
    await shownPage(workbench, 'The clock is wrong');
  });

  it('from the palette it asks what it is about, in a line each', async () => {
    await tree.select('Main');
    await workbench.run('Spaceport: Learn More');
    await workbench.quickInput.expect('Learn More');
    const items = await workbench.quickInput.items();
    assert.equal(items.length, HELP_TOPICS.length);
    for (const { label, description } of items) assert.ok(label !== '' && description !== '', label);
    await workbench.screenshot('help-topics');
    await workbench.quickInput.type('cors');
    await workbench.quickInput.accept();
    await shownPage(workbench, 'The editor in the browser may not read the Space');
  });

  it('a connection that fails its test: three buttons, what mends it first', async () => {
    const gone = await startStore();
    await gone.stop();
    await caller.addConnection(gone, 'Nobody');
    await tree.pickFromMenu('Nobody', 'Test Connection');
    const failed = 'The test of the connection Nobody failed: The server refuses connections.';
    const ways = ['Edit Connection…', 'Retry', 'Learn More'];
    assert.deepEqual(await workbench.notifications.buttons(failed), ways);
    await workbench.screenshot('help-three-buttons');
    await workbench.notifications.click(failed, 'Learn More');
    await shownPage(workbench, "The server can't be reached");
  });

  const failedRow = async () => {
    tree = await workbench.view('Spaces');
    await tree.collapse('Main');
    clockIsWrong();
    await tree.pickFromMenu('Main', 'Refresh');
    await tree.expand('Main');
    await tree.expectRow(row);
  };
});

/** The rendered page, once it has this heading: a webview is two frames deep. */
async function shownPage({ page }: Workbench, heading: string): Promise<FrameLocator> {
  const frame = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  await frame.locator('h1').getByText(heading).waitFor();
  return frame;
}
