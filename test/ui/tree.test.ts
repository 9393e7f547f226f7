// The tree as a person sees it: opening, paging, filtering, going to a key, hovering, failures.
import assert from 'node:assert/strict';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

const HOSTILE = '[x](command:workbench.action.quit) $(trash) \u202egpj';

describe('the tree', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    fill(store);
    const caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, 'Demo');
    tree = await session.workbench.view('Spaces');
    await tree.expectRow('Demo');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  /** Waits until the last row of the Space `many` is this one; the Spaces after it follow. */
  const expectLast = (expected: { readonly label: string; readonly description?: string }) =>
    eventually(async () => {
      await tree.scrollToEnd();
      const rows = await tree.rows();
      const last = rows[rows.findLastIndex(({ level }) => level === 3)];
      const { label, description = last?.description } = expected;
      return last?.label === label && last.description === description;
    });
  const screenshot = (name: string) => session.workbench.screenshot(`tree-${name}`);

  it('opens connection, Space and folder; objects have size and age', async () => {
    await tree.expand('Demo');
    await tree.expand('photos');
    await tree.expand('cats');
    const rows = await tree.rows();
    const cat = rows.find(({ label }) => label === 'cat.jpg');
    assert.equal(cat?.description.replace(/\s/g, ' '), '1.2 MB · 3d ago');
    assert.equal(cat?.level, 4);
    await screenshot('open-dark');
    await session.workbench.run('Preferences: Toggle between Light/Dark Themes');
    await screenshot('open-light');
    await session.workbench.run('Preferences: Toggle between Light/Dark Themes');
    await tree.collapse('photos');
  });

  it('shows keys of every shape, and hostile names as text', async () => {
    await tree.expand('odd');
    const labels = await tree.labels();
    for (const label of ['a', 'a␣', '(no name)', '␊', '␣␣', '😀']) {
      assert.ok(labels.includes(label), `${label} is among ${labels.join(' | ')}`);
    }
    assert.equal(labels.filter((label) => label === 'a').length, 2, 'the object and the folder');
    const hostile = labels.find((label) => label.startsWith('[x]')) ?? '';
    assert.match(hostile, /⟨U\+202E⟩gpj$/);
    const tooltip = await tree.tooltip(hostile);
    assert.match(tooltip, /Key: \[x\]/);
    await screenshot('hostile-tooltip');
    assert.equal(
      await session.workbench.page
        .locator('.monaco-hover:visible a[href], .monaco-hover:visible a[data-href]')
        .count(),
      0,
    );
    assert.equal(await tree.row(hostile).locator('.codicon-trash').count(), 0);
    await tree.collapse('odd');
  });

  it('a tooltip has all that is known', async () => {
    await tree.expand('photos');
    const tooltip = await tree.tooltip('cat.jpg');
    for (const line of [
      /Key: cats\/cat\.jpg/,
      /1,234,567 bytes/,
      /Last modified: .*20\d\d/,
      /ETag: \w{32}/,
      /image\/jpeg/,
    ]) {
      assert.match(tooltip, line);
    }
    await screenshot('tooltip');
    await session.workbench.page.mouse.move(0, 0);
    await tree.collapse('photos');
  });

  it('fault 13: Load More goes to the end of 2,500 objects', async () => {
    await tree.expand('many');
    await tree.scrollToEnd();
    await tree.expectRow('Load More…');
    assert.deepEqual(await tree.inlineActions('Load More…'), ['Load More…']);
    await screenshot('load-more');
    await tree.clickInlineAction('Load More…', 'Load More…');
    await expectLast({ label: 'Load More…', description: '2,000 loaded' });
    await tree.clickInlineAction('Load More…', 'Load More…');
    await expectLast({ label: '02499.txt' });
    await tree.scrollToTop();
  });

  it('filters by prefix, says so, and shows all again', async () => {
    const { quickInput } = session.workbench;
    await tree.pickFromMenu('many', 'Filter by Prefix…');
    await quickInput.expect('Filter by Prefix');
    await screenshot('filter-question');
    await quickInput.answer('0249');
    await eventually(async () => (await tree.labels()).includes('02490.txt'));
    const rows = await tree.rows();
    assert.equal(rows.find(({ label }) => label === 'many')?.description, 'filter: 0249');
    assert.deepEqual(
      rows.filter(({ label }) => label.endsWith('.txt')).map(({ label }) => label),
      Array.from({ length: 10 }, (_, index) => `0249${index}.txt`),
    );
    await screenshot('filtered');
    await tree.pickFromMenu('many', 'Filter by Prefix…');
    assert.equal(await quickInput.value(), '0249');
    await quickInput.answer('nothing');
    await tree.expectRow('No objects with this prefix');
    await screenshot('nothing-found');
    await tree.pickFromMenu('many', 'Filter by Prefix…');
    await quickInput.answer('');
    await tree.expectRow('00000.txt');
    await tree.collapse('many');
  });

  it('goes to a pasted key, address and URL', async () => {
    const { workbench } = session;
    const goTo = async (text: string) => {
      await workbench.run('Spaceport: Go to Object…');
      await workbench.quickInput.expect('Go to Object');
      await workbench.quickInput.answer(text);
    };
    await goTo('s3://many/02400.txt');
    await eventually(async () =>
      (await tree.rows()).some(({ label, isSelected }) => label === '02400.txt' && isSelected),
    );
    await screenshot('gone-to');
    await goTo(`${store.endpoint}/photos/cats/cat.jpg?X-Amz-Signature=5ec8e7`);
    await eventually(async () =>
      (await tree.rows()).some(({ label, isSelected }) => label === 'cat.jpg' && isSelected),
    );
    await goTo('s3://photos/none.jpg');
    const message = await workbench.notifications.expect(/no object or folder/);
    assert.match(message, /Go to Object: .* in photos: none\.jpg/);
    await screenshot('not-there');
    await workbench.notifications.clear();
  });

  it('a search that hangs can be cancelled, and nothing is said of it', async () => {
    const { workbench } = session;
    await workbench.notifications.clear();
    store.faults.next({ kind: 'hang', match: ({ query }) => query.some(([, value]) => value === 'hanging') });
    await workbench.run('Spaceport: Go to Object…');
    await workbench.quickInput.answer('s3://photos/hanging');
    await workbench.notifications.expect('Looking for hanging');
    await screenshot('looking');
    await workbench.notifications.click('Looking for hanging', 'Cancel');
    await eventually(async () => (await workbench.notifications.texts()).length === 0);
    assert.ok(workbench.notifications.seen.every(({ text }) => !/key in photos: hanging/.test(text)));
  });

  it('an empty Space says so', async () => {
    await tree.scrollToTop();
    await tree.expand('empty');
    await tree.expectRow('This Space is empty');
    await screenshot('empty');
  });

  it('Refresh above the tree is for all of it, whichever row has the focus', async () => {
    await tree.scrollToTop();
    await tree.expand('empty');
    // Its rows leave no room for the next Space.
    await tree.collapse('many');
    await tree.select('photos');
    store.put('empty', 'new.txt', 'x');
    await tree.clickTitleAction('Refresh');
    await tree.expectRow('new.txt');
    store.delete('empty', 'new.txt');
  });

  it('fault 9: a failed listing is a row with the reason and Retry', async () => {
    store.faults.next({
      kind: 'status',
      status: 403,
      code: 'AccessDenied',
      match: ({ space }) => space === 'secret',
    });
    await tree.scrollToEnd();
    await tree.expand('secret');
    await tree.scrollToEnd();
    const label = 'This access key may not list the Space: secret';
    await tree.expectRow(label);
    assert.ok((await tree.inlineActions(label)).length > 0);
    await screenshot('failed');
    await tree.clickInlineAction(label, 'Retry');
    await tree.scrollToEnd();
    await tree.expectRow('found.txt');
  });
});

function fill(store: MemoryStore): void {
  const lastModified = Date.now() - 3 * 86_400_000 - 60_000;
  store.put('photos', 'cats/cat.jpg', 'x'.repeat(1_234_567), { contentType: 'image/jpeg', lastModified });
  store.put('photos', 'cats/kitten.png', 'x', { contentType: 'image/png', lastModified });
  store.put('photos', 'notes.md', '# x', { lastModified });
  for (let index = 0; index < 2500; index += 1)
    store.put('many', `${String(index).padStart(5, '0')}.txt`, 'x');
  for (const key of ['a', 'a ', 'a/b', '//x', '\n', '  ', '😀', HOSTILE, 'long'.repeat(250)])
    store.put('odd', key, 'x');
  store.put('secret', 'found.txt', 'x');
  store.addSpace('empty');
}
