// What is known of an object, in a tab: read, copied, edited by its buttons; its versions opened and restored.
import assert from 'node:assert/strict';
import type { MemoryStore } from '../support/store/memoryStore.ts';
import { audit } from './support/axe.ts';
import type { Caller } from './support/caller.ts';
import { frameWith, itCanBeRead } from './support/pageFrames.ts';
import type { Session } from './support/session.ts';
import { useStoreSession } from './support/storeSession.ts';
import type { Workbench } from './support/workbench.ts';

const KEY = 'photos/<img src=x onerror=alert(1)> & "more".png';

describe('properties', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let workbench: Workbench;

  const opened = useStoreSession((filled) => {
    filled.put('things', KEY, 'the content', {
      contentType: 'image/png',
      headers: { 'cache-control': 'max-age=60', 'x-amz-meta-colour': '<b>red</b>' },
    });
    filled.put('things', 'plan.txt', 'first');
    filled.keepVersions('things');
    filled.put('things', 'plan.txt', 'second version');
    filled.put('things', 'draft.txt', 'a draft');
  });
  before(() => {
    ({ store, session, caller } = opened());
    workbench = session.workbench;
  });

  const anybody = async () =>
    (await fetch(`${store.endpoint}/things/${encodeURIComponent(KEY).replaceAll('%2F', '/')}`)).status;

  it('tells all of an object from its menu, hostile names as text', async () => {
    const tree = await workbench.view('Spaces');
    await tree.expand('Main');
    await tree.expand('things');
    await tree.expand('photos');
    const label = (await tree.labels()).find((each) => each.includes('img')) ?? assert.fail();
    await tree.pickFromMenu(label, 'Properties');
    const frame = await frameWith(workbench, 'Private: only its owner');
    const shown = await frame.locator('main').innerText();
    for (const part of [KEY, 'image/png', 'max-age=60', '<b>red</b>', '11 bytes', 'The owner: owner', 'None'])
      assert.ok(shown.includes(part), `${part} in ${shown}`);
    assert.match(shown, /Opens for nobody/);
    assert.equal(await frame.locator('img').count(), 0);
    assert.match(await workbench.page.locator('.tab.active .label-name').innerText(), /^Properties: <.*png$/);
  });

  itCanBeRead(() => workbench, {
    name: 'properties',
    text: 'Private: only its owner',
    themes: ['dark', 'light', 'high-contrast'],
  });

  it('each value is copied by its button, by the keyboard', async () => {
    const frame = await frameWith(workbench, 'Private: only its owner');
    const button = frame.getByRole('button', { name: 'Copy: ETag' });
    await button.focus();
    await workbench.page.keyboard.press('Enter');
    await workbench.expectClipboard(/^[0-9a-f]{32}$/);
    await frame.getByRole('status').getByText('Copied: ETag').waitFor();
  });

  it('headers are edited in a list, and the page shows it', async () => {
    const { quickInput } = workbench;
    await (await frameWith(workbench, 'Private: only its owner'))
      .getByRole('button', { name: 'Edit Headers…' })
      .press('Enter');
    await quickInput.expect(/^Edit Headers: /);
    await workbench.screenshot('properties-edit-headers');
    await quickInput.pick('Cache-Control');
    await quickInput.expect(/Cache-Control$/);
    await quickInput.answer('no-store');
    await quickInput.pick('Add Metadata…');
    await quickInput.type('no value');
    await quickInput.expectMessage(/name=value/);
    await quickInput.answer('Size=very large');
    await quickInput.expect(/^Edit Headers: /);
    await workbench.screenshot('properties-edit-headers-save');
    await quickInput.pick('Save Changes');
    const frame = await frameWith(workbench, 'no-store');
    assert.match(await frame.locator('main').innerText(), /size\s+very large/);
    const { headers, etag } = store.get('things', KEY) ?? assert.fail();
    assert.deepEqual(
      [
        headers['cache-control'],
        headers['x-amz-meta-size'],
        headers['x-amz-meta-colour'],
        headers['content-type'],
      ],
      ['no-store', 'very large', '<b>red</b>', 'image/png'],
    );
    assert.equal(etag.length, 32);
  });

  it('tags are added, and the page shows them', async () => {
    const { quickInput } = workbench;
    await (await frameWith(workbench, 'no-store')).getByRole('button', { name: 'Edit Tags…' }).press('Enter');
    await quickInput.pick('Add Tag…');
    await quickInput.answer('team=blue & "green"');
    await quickInput.pick('Save Changes');
    await frameWith(workbench, 'blue & "green"');
    assert.deepEqual(store.get('things', KEY)?.tags, [['team', 'blue & "green"']]);
  });

  it('is made public after one question, and private again', async () => {
    assert.equal(await anybody(), 403);
    await (await frameWith(workbench, 'no-store'))
      .getByRole('button', { name: 'Make Public…' })
      .press('Enter');
    assert.match(
      await workbench.dialog.text(),
      /^Let anybody read this\? photos\/.*\n.*without a signed URL/s,
    );
    await workbench.screenshot('properties-make-public');
    await workbench.dialog.click('Make Public');
    const frame = await frameWith(workbench, 'Public: anybody can read it');
    await frameWith(workbench, 'Opens for everybody');
    assert.equal(await anybody(), 200);
    await workbench.screenshot('properties-public');
    await frame.getByRole('button', { name: 'Make Private' }).press('Enter');
    await frameWith(workbench, 'Private: only its owner');
    assert.equal(await anybody(), 403);
    await workbench.notifications.expect(/A CDN and browsers that have it/);
    await workbench.notifications.clear();
  });

  it('several objects: what they have in common', async () => {
    await caller.call('properties', { space: 'things', keys: [KEY, 'plan.txt'] });
    const frame = await frameWith(workbench, '2 objects');
    assert.match(await frame.locator('main').innerText(), /Content-Type\s+various/);
    assert.deepEqual((await audit(frame, 'main')).violations, []);
    await workbench.screenshot('properties-several');
  });

  it('versions are listed, opened to be read, and restored', async () => {
    const { quickInput, page } = workbench;
    // Not waited for: it ends with the last question.
    const asked = caller.call('versions', { space: 'things', key: 'plan.txt' });
    await quickInput.expect('Versions: plan.txt');
    const items = await quickInput.items();
    assert.deepEqual(
      items.map(({ description }) => description),
      ['14 bytes · the latest', '5 bytes'],
    );
    await workbench.screenshot('properties-versions');
    await quickInput.row(/(?:)/).nth(1).click();
    await quickInput.pick('Open');
    await asked;
    await page.locator('.tab.active', { hasText: 'plan.txt' }).waitFor();
    await page.locator('.editor-instance .view-line', { hasText: 'first' }).waitFor();
    await workbench.screenshot('properties-version-open');
    const again = caller.call('versions', { space: 'things', key: 'plan.txt' });
    await quickInput.expect('Versions: plan.txt');
    await quickInput.items();
    await quickInput.row(/(?:)/).nth(1).click();
    await quickInput.pick('Restore');
    await again;
    await workbench.notifications.expect(/^Restored: plan\.txt/);
    assert.equal(store.get('things', 'plan.txt')?.body().toString(), 'first');
  });

  it('goes with an object that is renamed, and says when it was deleted', async () => {
    const { page, notifications } = workbench;
    const title = page.locator('.tab.active .label-name');
    await notifications.clear();
    await caller.call('properties', { space: 'things', key: 'draft.txt' });
    await frameWith(workbench, 'Private: only its owner');
    await caller.call('rename', { space: 'things', key: 'draft.txt', newName: 'final.txt' });
    await title.getByText('Properties: final.txt').waitFor();
    assert.match(
      await (await frameWith(workbench, 's3://things/final.txt')).locator('h1').innerText(),
      /^final/,
    );
    await caller.call('delete', { space: 'things', key: 'final.txt', confirmed: true });
    await title.getByText('Properties: final.txt (deleted)').waitFor();
    const frame = await frameWith(workbench, 'There is no object with this key');
    assert.deepEqual(await frame.locator('main p button').allInnerTexts(), ['Versions…', 'Refresh']);
    await workbench.screenshot('properties-deleted');
    assert.deepEqual((await audit(frame, 'main')).violations, []);
  });
});
