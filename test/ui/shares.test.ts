// Active Shares: what was handed out, in two windows of one profile.
import assert from 'node:assert/strict';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { ScreenReader } from './support/screenReader.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually, plainSpaces } from './support/wait.ts';
import type { Workbench } from './support/workbench.ts';

describe('Active Shares', function () {
  this.timeout(90_000);
  let store: MemoryStore;
  let caller: Caller;
  let session: Session;
  let first: Workbench;
  let second: Workbench;
  let firstTree: Tree;
  let secondTree: Tree;
  let reader: ScreenReader;

  before(async function () {
    this.timeout(300_000);
    store = await startStore({ spaces: ['photos', 'inbox'] });
    for (const key of ['cat.jpg', 'reports/2026/summary.pdf', 'reports/2026/data.csv'])
      store.put('photos', key, 'x');
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    first = session.workbench;
    await caller.addConnection(store, 'Work');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  /** The count in the status bar; '' while there is none. */
  const counted = async ({ page }: Workbench) => {
    const item = page.locator('.statusbar-item[id*="spaceport"]:visible');
    return (await item.count()) === 0 ? '' : plainSpaces(await item.innerText()).trim();
  };
  const expectCount = (workbench: Workbench, count: string) =>
    eventually(async () => (await counted(workbench)) === count, 15_000);
  const share = (id: string, args: object) => caller.call(id, { space: 'photos', ...args });
  const shown = async (tree: Tree) =>
    (await tree.rows()).map(({ label, description }) => `${label} | ${description}`);
  const isGone = (tree: Tree, label: string) =>
    eventually(async () => (await tree.row(label).count()) === 0, 15_000);

  /** Gives Active Shares the room of the other view: rows out of sight are not in the page. */
  const makeRoom = async ({ page }: Workbench) => {
    const header = page.locator('.pane-header[aria-expanded=true]', { hasText: 'Spaces' });
    if ((await header.count()) > 0) await header.locator('.title').click();
  };

  it('says what it is for while nothing is shared', async () => {
    firstTree = await first.view('Active Shares');
    await firstTree.expectWelcome(/Signed URLs and upload commands that you hand out are listed here/);
    assert.equal(await counted(first), '');
    await first.screenshot('shares-empty');
  });

  it('lists a link that a person copies, and counts it in the status bar', async () => {
    const spaces = await first.view('Spaces');
    await spaces.expand('Work');
    await spaces.expand('photos');
    await spaces.pickFromMenu('cat.jpg', 'Copy Signed URL…');
    await first.quickInput.pick('1 hour');
    await first.notifications.expect('Signed URL copied');
    await firstTree.expectRow('cat.jpg');
    assert.deepEqual(await shown(firstTree), ['photos | ', 'cat.jpg | ends in 59 min']);
    await expectCount(first, '1');
  });

  it('another window has it too, and each hears what the other hands out', async () => {
    await caller.reloading();
    second = await session.openWindow();
    secondTree = await second.view('Active Shares');
    await makeRoom(first);
    await makeRoom(second);
    await secondTree.expectRow('cat.jpg');
    await expectCount(second, '1');
    await share('copyUploadCommand', { key: 'reports/2026/summary.pdf', expiresIn: '2h 6m' });
    await share('copyUploadCommand', {
      space: 'inbox',
      prefix: 'from/you/',
      folder: true,
      expiresIn: '3 days',
      maxBytes: 5_000_000,
    });
    await share('copySignedUrl', {
      keys: ['cat.jpg', 'reports/2026/data.csv'],
      expiresIn: '6h',
      as: 'markdown',
    });
    await firstTree.expectRow('drop box: from/you/');
    await expectCount(first, '4');
    await expectCount(second, '4');
    const rows = [
      'inbox | ',
      'drop box: from/you/ | ends in 2 days 23 hr',
      'photos | ',
      'cat.jpg | ends in 59 min',
      'summary.pdf | ends in 2 hr 5 min · reports/2026/',
      '2 objects | ends in 5 hr 59 min',
    ];
    // A loaded machine takes a while; minutes may pass.
    const steady = async (tree: Tree) => (await shown(tree)).map((row) => row.replace(/\b\d+ min/, 'min'));
    const expected = rows.map((row) => row.replace(/\b\d+ min/, 'min'));
    for (const tree of [firstTree, secondTree]) {
      await eventually(async () => (await steady(tree)).join() === expected.join()).catch(() => undefined);
      assert.deepEqual(await steady(tree), expected);
    }
    await first.page.bringToFront();
    await first.screenshot('shares-dark');
  });

  it('counts down by the second at last, and what has ended stands dimmed at the end', async () => {
    await share('copySignedUrl', { key: 'reports/2026/data.csv', expiresIn: 63 });
    await firstTree.expectRow('data.csv');
    await eventually(
      async () => (await shown(firstTree)).some((row) => /^data.csv \| ends in 5\d sec/.test(row)),
      15_000,
    );
    await share('copySignedUrl', { key: 'brief.txt', expiresIn: 3 });
    await expectCount(first, '6');
    await eventually(
      async () => (await shown(firstTree)).at(-1)?.startsWith('brief.txt | ended') ?? false,
      15_000,
    );
    await expectCount(first, '5');
    await expectCount(second, '5');
    const color = (label: string) =>
      firstTree
        .row(label)
        .locator('.label-name')
        .first()
        .evaluate((each) => getComputedStyle(each).color);
    assert.notEqual(await color('brief.txt'), await color('cat.jpg'));
    await first.screenshot('shares-ended');
  });

  it('says the rest in a tooltip', async () => {
    const text = await firstTree.tooltip('drop box: from/you/');
    for (const part of ['from/you/', 'inbox', 'Work', 'Ends:', 'At most: 5 MB'])
      assert.ok(text.includes(part), text);
    assert.ok(!text.includes('another key pair'), text);
    await first.screenshot('shares-tooltip');
  });

  it('is spoken in words', async () => {
    reader = await ScreenReader.listen(first.page);
    const names = (await reader.all('treeitem')).map(({ name }) => name);
    for (const pattern of [
      /^photos, Space$/,
      /^cat\.jpg, signed URL, ends in 59 minutes|^cat\.jpg, signed URL, ends in 1 hour/,
      /^drop box: from\/you\/, upload command, ends in \d days/,
      /^brief\.txt, signed URL, ended /,
    ])
      assert.ok(
        names.some((name) => pattern.test(name)),
        `${pattern}: ${names.join(' | ')}`,
      );
    const buttons = (await reader.all('button')).map(({ name }) => name);
    assert.ok(
      buttons.some((name) => /^Active shares: 5\. The next one ends: /.test(name)),
      buttons.join(' | '),
    );
  });

  it('is filtered and sorted', async () => {
    const { quickInput } = first;
    await first.run('Spaceport: Filter Shares…');
    await quickInput.answer('inbox');
    await isGone(firstTree, 'cat.jpg');
    assert.deepEqual(await firstTree.labels(), ['inbox', 'drop box: from/you/']);
    await first.screenshot('shares-filtered');
    await first.run('Spaceport: Filter Shares…');
    await quickInput.answer('nothing like it');
    await firstTree.expectWelcome(/No share matches the filter/);
    await firstTree.clickWelcomeButton('Filter Shares…');
    await quickInput.answer('');
    await firstTree.expectRow('cat.jpg');
    await first.run('Spaceport: Sort Shares…');
    await first.screenshot('shares-sort');
    await quickInput.pick('Made');
    await eventually(async () => (await firstTree.labels())[3] === 'data.csv');
    await first.run('Spaceport: Sort Shares…');
    await quickInput.pick('End');
  });

  it('signs again with one click and a length, as long as before first', async () => {
    await firstTree.clickInlineAction('brief.txt', 'Sign Again');
    await first.quickInput.expect('Sign Again: brief.txt');
    await first.screenshot('shares-sign-again');
    await first.quickInput.pick('1 day');
    await first.notifications.expect('Signed URL copied');
    await first.expectClipboard(/brief\.txt\?.*X-Amz-Expires=86400/);
    await expectCount(second, '6');
  });

  it('reveals what is shared in the tree', async () => {
    await firstTree.pickFromMenu('summary.pdf', 'Reveal in Spaces');
    const spaces = await first.view('Spaces');
    await spaces.expectRow('summary.pdf');
    const selected = (await spaces.rows()).filter(({ isSelected }) => isSelected);
    assert.deepEqual(
      selected.map(({ label }) => label),
      ['summary.pdf'],
    );
  });

  it('by keys: Enter reveals a share, and opens and closes a Space; Delete forgets', async () => {
    const { page } = first;
    await firstTree.select('cat.jpg');
    await page.keyboard.press('Enter');
    const spaces = await first.view('Spaces');
    const selected = async () => (await spaces.rows()).filter(({ isSelected }) => isSelected);
    await eventually(async () => (await selected()).map(({ label }) => label).join() === 'cat.jpg');
    await makeRoom(first);
    await firstTree.select('drop box: from/you/');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await isGone(firstTree, 'drop box: from/you/');
    await page.keyboard.press('Enter');
    await firstTree.expectRow('drop box: from/you/');
    await firstTree.select('cat.jpg');
    await page.keyboard.press('Delete');
    await first.notifications.expect('What was handed out goes on working until');
    await isGone(secondTree, 'cat.jpg');
    await first.notifications.click('What was handed out goes on working', 'Undo');
    await secondTree.expectRow('cat.jpg');
  });

  it('forgets one, says that it goes on working, and takes that back', async () => {
    await makeRoom(first);
    await firstTree.pickFromMenu('2 objects', 'Forget');
    await first.notifications.expect('What was handed out goes on working until');
    await isGone(secondTree, '2 objects');
    await first.screenshot('shares-forget');
    await first.notifications.click('What was handed out goes on working', 'Undo');
    await secondTree.expectRow('2 objects');
  });

  it('clears what has ended, in both windows', async () => {
    await first.run('Spaceport: Clear Ended');
    const hasEnded = async (tree: Tree) => (await shown(tree)).some((row) => row.includes('| ended'));
    for (const tree of [firstTree, secondTree]) await eventually(async () => !(await hasEnded(tree)), 15_000);
  });

  it('after a reload all of it is there again, and in a light theme', async () => {
    const before = await firstTree.labels();
    await session.server.changeSettings({ 'workbench.colorTheme': 'Default Light Modern' });
    await first.reload();
    await expectCount(first, String(before.length - 2));
    firstTree = await first.view('Active Shares');
    await firstTree.expectRow('cat.jpg');
    await first.screenshot('shares-light');
    assert.deepEqual(await firstTree.labels(), before);
  });

  it('the count leads to the view', async () => {
    await first.view('Spaces');
    await first.page.locator('.statusbar-item[id*="spaceport"]:visible').click();
    await eventually(async () => (await reader.focused()).role === 'tree');
  });
});
