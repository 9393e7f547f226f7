// From the welcome view to a link that works, and past what goes wrong, without a mouse.
import assert from 'node:assert/strict';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { expectQuestion } from './support/addConnectionQuestions.ts';
import { Keyboard } from './support/keyboard.ts';
import { useSession } from './support/session.ts';
import { Tree } from './support/tree.ts';

describe('by keyboard alone', function () {
  this.timeout(60_000);
  const session = useSession();
  let store: MemoryStore;
  let keys: Keyboard;
  let tree: Tree;

  before(async () => {
    store = await startStore({ spaces: ['things'] });
    for (let index = 0; index < 1100; index += 1)
      store.put('things', `many/${String(index).padStart(4, '0')}`, 'x');
    store.put('things', 'reports/draft.txt', 'the draft');
    store.put('things', 'reports/summary.txt', 'the summary');
    const { workbench } = session();
    keys = new Keyboard(workbench);
    tree = new Tree(workbench.page, 'Spaces');
    await keys.watchPointers();
  });
  after(async () => {
    await store?.stop();
  });

  it('from the welcome view through the questions, back, over a refusal and a switch', async () => {
    const { workbench } = session();
    const { dialog, quickInput, notifications } = workbench;
    await keys.command('Spaceport: Focus on Spaces View');
    await tree.expectWelcome(/DigitalOcean Spaces/);
    await keys.tabTo(/^Add Connection…$/);
    await keys.press('Enter');
    await expectQuestion(workbench, 'Provider');
    await keys.choose('Other S3-compatible');
    await expectQuestion(workbench, 'Endpoint');
    await keys.answer(store.endpoint);
    await expectQuestion(workbench, 'Region');
    await keys.tabTo(/^Back/, 'Shift+Tab');
    await keys.press('Enter');
    await expectQuestion(workbench, 'Endpoint');
    assert.equal(await quickInput.value(), store.endpoint);
    await keys.press('Enter');
    await expectQuestion(workbench, 'Region');
    await keys.answer(store.region);
    await expectQuestion(workbench, 'Addressing');
    await keys.choose('Path (host/bucket)');
    await expectQuestion(workbench, 'Access key ID');
    await keys.answer(store.credentials.accessKeyId);
    await expectQuestion(workbench, 'Secret access key');
    await keys.answer('wrong');
    assert.match(await dialog.text(), /secret access key does not match/);
    await keys.expectFocus(/^Change Secret$/);
    await keys.press('Enter');
    await expectQuestion(workbench, 'Secret access key');
    await keys.answer(store.credentials.secretAccessKey);
    await expectQuestion(workbench, 'Name');
    await keys.tabTo(/^Read-only: off/, 'Shift+Tab');
    await keys.press('Enter');
    // The focus stays where it is, so a screen reader says the new state.
    await keys.expectFocus(/^Read-only: on/);
    await keys.press('Enter');
    await keys.expectFocus(/^Read-only: off/);
    await keys.tabTo(/Name$/);
    await keys.answer('Mine');
    await notifications.expect('Connection added: Mine');
  });

  it('through the tree, page after page', async () => {
    await keys.command('Spaceport: Focus on Spaces View');
    await keys.arrowTo(/^Mine, connection/);
    await keys.press('ArrowRight');
    await tree.expectRow('things');
    await keys.arrowTo(/^things, Space/);
    await keys.press('ArrowRight');
    await tree.expectRow('many');
    await keys.arrowTo(/^many, folder/);
    await keys.press('ArrowRight');
    await tree.expectRow('0000');
    await keys.press('End');
    await keys.expectFocus(/^reports, folder/);
    await keys.arrowTo(/^Load More/, 'ArrowUp');
    await keys.press('Enter');
    await keys.expectFocus(/^1000, object, 1 byte, now$/);
    await session().workbench.screenshot('keyboard-load-more');
  });

  it('to an object, to its link and its upload command', async () => {
    const { workbench } = session();
    const { quickInput, notifications } = workbench;
    await keys.press('Shift+Alt+g');
    await quickInput.expect('Go to Object');
    await keys.answer('reports/summary.txt');
    await keys.expectFocus(/^summary\.txt, object/);
    await keys.press('Shift+Alt+l');
    await quickInput.expect('Signed URL: reports/summary.txt');
    await keys.answer('45m');
    await notifications.expect(/^Signed URL copied/);
    const link = await workbench.expectClipboard(/X-Amz-Expires=2700&/);
    const response = await fetch(link);
    assert.equal(response.status, 200);
    assert.equal(await response.text(), 'the summary');
    await workbench.writeClipboard('');
    await keys.press('Shift+Alt+q');
    assert.match(await workbench.expectClipboard(/^http/), /X-Amz-Expires=2700&/);
    await keys.press('Shift+Alt+u');
    await quickInput.expect('Upload command: reports/summary.txt');
    await keys.press('ArrowDown', 'Enter');
    await workbench.expectClipboard(/^curl /);
  });

  it('a key acts on the row that has the focus, though another one is selected', async () => {
    const { workbench } = session();
    await keys.press('ArrowUp');
    await keys.expectFocus(/^draft\.txt, object/);
    await keys.press('Shift+Alt+q');
    await workbench.expectClipboard(/\/reports\/draft\.txt\?/);
    await workbench.screenshot('keyboard-focused');
    await keys.press('Shift+Alt+l');
    await workbench.quickInput.expect('Signed URL: reports/draft.txt');
    await keys.press('Escape');
    // The tree has the focus again in a moment, and gets no key before.
    await keys.expectFocus(/^draft\.txt, object/);
    await keys.press('ArrowUp');
    await keys.expectFocus(/^reports, folder/);
    await keys.press('Shift+Alt+u');
    await workbench.quickInput.expect(/^Upload command: name of the object in reports\//);
    await keys.press('Escape');
    await keys.expectFocus(/^reports, folder/);
    await keys.press('ArrowDown', 'ArrowDown');
    await keys.expectFocus(/^summary\.txt, object/);
  });

  it("a row's menu, a filter that finds nothing, and a failure", async () => {
    const { workbench } = session();
    const { quickInput, notifications } = workbench;
    await keys.press('ArrowLeft');
    await keys.expectFocus(/^reports, folder/);
    await keys.press('Shift+F10');
    await keys.arrowTo(/^Copy As/);
    await keys.press('ArrowRight');
    await keys.expectFocus(/^Copy Key/);
    await keys.arrowTo(/^Copy S3 URI/);
    await keys.press('Enter');
    await workbench.expectClipboard(/^s3:\/\/things\/reports\/$/);
    await keys.press('Shift+Alt+p');
    await quickInput.expect('Filter by Prefix');
    await keys.answer('nothing');
    await tree.expectRow('No objects with this prefix');
    await keys.expectFocus(/^reports, folder, filter: nothing$/);
    await keys.press('ArrowDown', 'Enter');
    await quickInput.expect('Filter by Prefix');
    await keys.press('Control+a', 'Delete', 'Enter');
    await tree.expectRow('summary.txt');
    store.faults.next({ kind: 'status', status: 503, code: 'SlowDown', times: 20 });
    await keys.press('Shift+Alt+s');
    await notifications.expect(/^Refresh: /, 20_000);
    await keys.press('ArrowDown');
    await keys.expectFocus(/^Error: /);
    store.faults.clear();
    await keys.press('Enter');
    await tree.expectRow('draft.txt');
  });

  it('the buttons of a notification', async () => {
    const { workbench } = session();
    await keys.command('Notifications: Focus Notification Toast');
    await keys.tabTo(/^Show Log$/);
    await keys.press('Enter');
    await workbench.outputText();
  });

  it('without a mouse', async () => {
    assert.deepEqual(await keys.pointerEvents(), []);
    await session().workbench.page.mouse.move(10, 10);
    assert.ok((await keys.pointerEvents()).includes('pointermove'), 'one would have been seen');
  });
});
