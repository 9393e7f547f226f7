// The driver and the editor's setup, shown on a fixture: what the other UI tests take for granted.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { readLogs } from '../support/editor/server.ts';
import { useSession } from './support/session.ts';
import { eventually } from './support/wait.ts';

describe('the UI driver', function () {
  this.timeout(60_000);
  const session = useSession({ developmentPath: resolve(import.meta.dirname, 'fixture') });

  it('has the packaged extension installed', async () => {
    const { workbench } = session();
    await workbench.run('Extensions: Show Installed Extensions');
    await workbench.page
      .locator('.extension-list-item .name')
      .getByText(/^Spaceport: /)
      .waitFor();
    await workbench.screenshot('driver-installed');
  });

  it('goes through questions, with buttons, validation and Back', async () => {
    const { workbench } = session();
    const { quickInput, notifications } = workbench;
    await workbench.run('Fixture: Ask in Steps');
    await quickInput.expect('First question');
    assert.equal(await quickInput.placeholder(), 'Choose');
    const [first] = await quickInput.items();
    assert.deepEqual(first, {
      label: 'item 0',
      description: 'number 0',
      detail: '',
      isActive: true,
      isChecked: false,
    });
    await workbench.screenshot('driver-question');
    assert.deepEqual(await quickInput.buttons(), ['Options']);
    await quickInput.press('Options');
    await quickInput.expect('Options were pressed');
    await quickInput.pick('item 37');
    await quickInput.expect('Second question about item 37');
    await quickInput.type('bad');
    await quickInput.expectMessage(/"bad" is not good/);
    await quickInput.back();
    await quickInput.expect('First question');
    await quickInput.pick('item 1');
    await quickInput.expect(/^Second question/);
    await quickInput.answer('good');
    await notifications.expect('Got good for item 1');
    await quickInput.expectClosed();
  });

  it('picks many', async () => {
    const { workbench } = session();
    await workbench.run('Fixture: Pick Many');
    await workbench.quickInput.toggle('one');
    await workbench.quickInput.toggle('three');
    assert.deepEqual(
      (await workbench.quickInput.items()).map((item) => item.isChecked),
      [true, false, true],
    );
    await workbench.quickInput.accept();
    await workbench.notifications.expect('picked one+three');
  });

  it('reads notifications, presses their buttons and remembers all', async () => {
    const { workbench } = session();
    const { notifications } = workbench;
    await workbench.run('Fixture: Say Something');
    assert.equal(await notifications.expect(/^Mind/), 'Mind the gap');
    assert.deepEqual(await notifications.buttons('Mind'), ['Mind', 'Jump']);
    await notifications.click('Mind the gap', 'Jump');
    await notifications.expect('You said Jump');
    await notifications.clear();
    assert.deepEqual(await notifications.texts(), []);
    const seen = notifications.seen.find(({ text }) => text.startsWith('Mind'));
    assert.match(seen?.links.join() ?? '', /workbench.action.quit/);
  });

  it('answers modal dialogs', async () => {
    const { workbench } = session();
    await workbench.run('Fixture: Ask in a Dialog');
    assert.equal(await workbench.dialog.text(), 'Delete it?\nFor ever.');
    assert.deepEqual(await workbench.dialog.buttons(), ['Cancel', 'Delete']);
    await workbench.dialog.click('Delete');
    await workbench.notifications.expect('Answer: Delete');
    await workbench.run('Fixture: Ask in a Dialog');
    await workbench.dialog.escape();
    await workbench.notifications.expect('Answer: undefined');
  });

  it('sees a tree, its menus, tooltips and selection', async () => {
    const { workbench } = session();
    const tree = await workbench.view('Things');
    const [first] = await tree.rows();
    assert.deepEqual(first, {
      label: 'thing 00',
      description: 'about thing 00',
      level: 1,
      isExpanded: false,
      isSelected: false,
    });
    await tree.expand('thing 00');
    await tree.expectRow('inside');
    assert.match(await tree.tooltip('thing 01'), /tip of thing 01/);
    assert.deepEqual(await tree.inlineActions('thing 02'), ['Copy the Selection']);
    await tree.clickInlineAction('thing 02', 'Copy the Selection');
    await workbench.expectClipboard(/^thing 02$/);
    await tree.select('thing 03');
    await tree.select('thing 05', 'extend');
    await tree.pickFromMenu('thing 05', 'Copy the Selection');
    await workbench.expectClipboard(/^thing 03,thing 05$/);
    await tree.select('inside');
    await workbench.run('Fixture: Copy the Selection');
    await workbench.expectClipboard(/^inside$/);
    await workbench.screenshot('driver-tree');
    await tree.scrollToEnd();
    assert.equal((await tree.labels()).at(-1), 'thing 59');
  });

  it('has a clipboard that also works for a page behind another', async () => {
    const { workbench } = session();
    await workbench.run('Fixture: Copy Later');
    const front = await session().browser.context.newPage();
    await front.bringToFront();
    await workbench.expectClipboard(/^copied later$/);
    await front.close();
  });

  it('keeps secrets over a reload', async () => {
    const { workbench } = session();
    await workbench.run('Fixture: Keep a Secret');
    await workbench.run('Fixture: Copy the Secret');
    await workbench.expectClipboard(/^secret: sesame$/);
    await workbench.writeClipboard('');
    await workbench.reload();
    await workbench.run('Fixture: Copy the Secret');
    await workbench.expectClipboard(/^secret: /);
    assert.equal(await workbench.readClipboard(), 'secret: sesame');
  });

  it('has a log channel on disk', async () => {
    await eventually(async () =>
      /the fixture is active/.test(await readLogs(session().server, /Fixture\.log$/)),
    );
  });
});
