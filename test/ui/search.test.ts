// Search as a person does it: typed, seen to come in, cancelled; results acted on with the tree's menus and keys, and kept true.
import assert from 'node:assert/strict';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import type { Session } from './support/session.ts';
import { useStoreSession } from './support/storeSession.ts';
import type { Tree } from './support/tree.ts';
import { eventually, plainSpaces } from './support/wait.ts';

const HOSTILE = '[x](command:workbench.action.quit) $(trash) summary \u202egpj';

describe('search', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let spaces: Tree;
  let results: Tree;

  const opened = useStoreSession((filled) => {
    for (const key of [
      'reports/2026/summary.pdf',
      'reports/2025/summary.pdf',
      'summary/inside.txt',
      'offer.pdf',
    ])
      filled.put('things', key, `the content of ${key}`);
    for (const key of ['old/Summary.txt', HOSTILE]) filled.put('archive', key, 'old');
    for (let index = 0; index < 4000; index++)
      filled.put('logs', `${String(index).padStart(5, '0')}.log`, '');
  });
  before(async () => {
    ({ store, session } = opened());
    spaces = await session.workbench.view('Spaces');
    await spaces.expand('Main');
    await spaces.expectRow('things');
  });
  afterEach(() => store.faults.clear());

  const title = async () => plainSpaces(await results.pane.locator('.pane-header .description').innerText());
  const message = async () => plainSpaces(await results.pane.locator('.message').innerText());
  const expectLabels = async (...expected: readonly string[]) => {
    let labels: readonly string[] = [];
    await eventually(async () => {
      labels = await results.labels();
      return labels.join() === expected.join();
    }).catch(() => assert.deepEqual(labels, expected));
  };
  const screenshot = (name: string) => session.workbench.screenshot(`search-${name}`);

  it('asks for a part of a name, says where it looks, and shows what it finds as the tree does', async () => {
    const { quickInput } = session.workbench;
    await spaces.pickFromMenu('things', 'Search…');
    await quickInput.expect('Search in things');
    await screenshot('question');
    await quickInput.answer('summary');
    results = await session.workbench.view('Search Results');
    await expectLabels('summary.pdf', 'summary.pdf', 'summary');
    const rows = await results.rows();
    assert.match(rows[0]?.description ?? '', /^reports\/2025\/ · 39 bytes · /);
    assert.equal(await title(), 'summary · 3 of 4');
    await screenshot('results');
  });

  it('searches somewhere else, by a button; several Spaces are told apart, and hostile names are text', async () => {
    const { quickInput } = session.workbench;
    await results.clickTitleAction('Search…');
    await quickInput.expect('Search in things');
    await quickInput.press('Search Somewhere Else…');
    await screenshot('where');
    await quickInput.pick('All Spaces');
    await quickInput.expect('Search All Spaces');
    assert.equal(await quickInput.value(), 'summary', 'the words are kept');
    await quickInput.accept();
    await eventually(async () => (await results.rows()).length === 5);
    const rows = await results.rows();
    assert.deepEqual(
      rows.map(({ description }) => description.split(' · ')[0]),
      ['archive/', 'archive/old/', 'things/reports/2025/', 'things/reports/2026/', 'things/'],
    );
    const [hostile] = rows;
    assert.match(hostile?.label ?? '', /⟨U\+202E⟩gpj$/);
    assert.match(await results.tooltip(hostile?.label ?? ''), /Key: \[x\]/);
    await screenshot('everywhere');
  });

  it('a link is signed from a result, by its icon, its menu and a key', async () => {
    const { workbench } = session;
    await results.pickFromMenu('Summary.txt', 'Copy Signed URL…');
    await workbench.quickInput.pick('1 hour');
    const url = await workbench.expectClipboard(/^http.*\/archive\/old\/Summary\.txt\?/);
    assert.equal(await (await fetch(url)).text(), 'old');
    await workbench.notifications.clear();
    await results.clickInlineAction('summary.pdf', 'Copy Signed URL with Last Duration');
    await workbench.expectClipboard(/\/things\/reports\/2025\/summary\.pdf\?/);
    await workbench.notifications.clear();
    // Something else is selected in the tree: the row that has the focus is meant.
    await spaces.select('archive');
    await results.select('Summary.txt');
    await workbench.page.keyboard.press('Shift+Alt+q');
    await workbench.expectClipboard(/\/archive\/old\/Summary\.txt\?/);
    await workbench.notifications.clear();
  });

  it("a result's menu is the tree's", async () => {
    const entries = async (tree: Tree, label: string) => {
      const menu = await tree.menuOf(label);
      const all = await menu.entries();
      await screenshot(`menu-${label}`);
      await menu.escape();
      return all;
    };
    const ofResult = await entries(results, 'Summary.txt');
    await spaces.expand('archive');
    await spaces.expand('old');
    const ofRow = await entries(spaces, 'Summary.txt');
    assert.deepEqual(
      ofResult.filter((each) => each !== 'Reveal in Spaces'),
      ofRow,
    );
    assert.ok(ofResult.includes('Reveal in Spaces'));
  });

  it('a result is revealed in the tree, with the folders on the way', async () => {
    await results.clickInlineAction('summary', 'Reveal in Spaces');
    await eventually(async () =>
      (await spaces.rows()).some(({ label, isSelected }) => label === 'summary' && isSelected),
    );
    await spaces.expectRow('inside.txt');
    await screenshot('revealed');
  });

  it('what is renamed or deleted from here is followed', async () => {
    const { workbench } = session;
    await results.select('Summary.txt');
    await workbench.page.keyboard.press('F2');
    await workbench.quickInput.answer('Total.txt');
    await results.expectRow('Total.txt');
    assert.ok(store.get('archive', 'old/Total.txt'));
    await results.select('Total.txt');
    await workbench.page.keyboard.press('Delete');
    await workbench.dialog.click('Delete');
    await eventually(async () => !(await results.labels()).includes('Total.txt'));
    assert.equal(store.get('archive', 'old/Total.txt'), undefined);
    await workbench.notifications.clear();
    assert.equal((await results.rows()).length, 4);
  });

  it('one that somebody else deleted is no result any more once it is asked for', async () => {
    const { notifications } = session.workbench;
    store.delete('things', 'reports/2025/summary.pdf');
    await results.clickInlineAction('summary.pdf', 'Reveal in Spaces');
    await notifications.expect(/There is no object or folder with this key in things/);
    await eventually(async () => (await results.rows()).length === 3);
    await notifications.clear();
  });

  it('streams, and stops where a person cancels it: what was found stays', async () => {
    const { quickInput } = session.workbench;
    let answered = 0;
    store.faults.next({
      ...{ kind: 'hang', times: Number.POSITIVE_INFINITY },
      match: ({ method, space }) => method === 'GET' && space === 'logs' && ++answered > 2,
    });
    await spaces.pickFromMenu('logs', 'Search…');
    await quickInput.answer('*5.log');
    await eventually(async () => (await results.labels()).includes('00005.log'));
    await eventually(
      async () => (await results.pane.locator('.monaco-progress-container.active').count()) > 0,
    );
    await screenshot('running');
    await results.clickTitleAction('Cancel Search');
    await eventually(async () => (await message()).startsWith('Canceled: there may be more.'));
    const [, found] = /^\*5\.log · (\d+) of [\d,]+$/.exec(await title()) ?? [];
    assert.ok(Number(found) >= 100 && Number(found) < 400, found);
    await screenshot('cancelled');
    store.faults.clear();
    await results.clickTitleAction('Search Again');
    await eventually(async () => (await title()) === '*5.log · 400 of 4,000');
    await eventually(async () => (await results.pane.locator('.message:visible').count()) === 0);
    await eventually(
      async () => (await results.pane.locator('.monaco-progress-container.active').count()) === 0,
    );
  });

  it('a Space that can not be read is named, and the others are searched', async () => {
    const { quickInput, notifications } = session.workbench;
    store.faults.next({
      ...{ kind: 'status', status: 403, code: 'AccessDenied', times: Number.POSITIVE_INFINITY },
      match: ({ space }) => space === 'archive',
    });
    await spaces.pickFromMenu('Main', 'Search…');
    await quickInput.expect('Search in Main');
    await quickInput.answer('offer');
    await eventually(async () => (await results.labels()).length === 2);
    const [failed, found] = await results.labels();
    assert.match(failed ?? '', /^archive: This access key may not list the Space: archive/);
    assert.equal(found, 'offer.pdf');
    await screenshot('unread');
    await notifications.clear();
  });

  it('says that nothing was found, and goes with Clear', async () => {
    const { quickInput } = session.workbench;
    await session.workbench.run('Spaceport: Search…');
    await quickInput.answer('nowhere to be found');
    await eventually(async () => (await message()) === 'No name was found for: nowhere to be found');
    await screenshot('nothing');
    await results.clickTitleAction('Clear Search Results');
    await eventually(async () => (await results.pane.count()) === 0);
    await screenshot('cleared');
  });
});
