// A folder of a workspace whose connection is not here: said once, and mended by adding the connection.
import assert from 'node:assert/strict';
import { answerAddConnection } from './support/connection.ts';
import { useStoreSession } from './support/storeSession.ts';
import { Tree } from './support/tree.ts';
import { Workbench } from './support/workbench.ts';

const SLOW = { timeout: 60_000 };
const GONE = /is not here/;

describe('a workspace whose connection is missing', function () {
  this.timeout(120_000);
  const opened = useStoreSession((store) => {
    store.put('things', 'a.txt', 'a');
    store.put('things', 'docs/b.txt', 'b');
  });
  let workbench: Workbench;
  let files: Tree;

  before(async () => {
    const { session } = opened();
    workbench = new Workbench(await session.browser.context.newPage());
    const folder = encodeURIComponent('spaceport://fromanothe/things');
    await workbench.open(`${session.server.url}/?folder=${folder}`);
    files = new Tree(workbench.page, 'things');
  });

  it('says so, with the name of the folder', async () => {
    await workbench.notifications.expect(
      /The connection that this belongs to is not here.*: things$/,
      SLOW.timeout,
    );
    await workbench.screenshot('missing-connection');
    // The editor's own, in a browser, for a folder that it can't open.
    assert.match(await workbench.dialog.text(), /Workspace does not exist/);
    await workbench.dialog.click('Cancel');
    assert.deepEqual(await workbench.notifications.buttons(GONE), ['Add Connection…', 'Learn More']);
  });

  it('shows what is in it once the connection is added, and says it no more', async () => {
    const { store } = opened();
    await workbench.notifications.click(GONE, 'Add Connection…');
    const { endpoint, credentials } = store;
    await answerAddConnection(workbench, { name: 'Theirs', endpoint, ...credentials });
    await files.row('a.txt').waitFor(SLOW);
    await workbench.screenshot('missing-connection-added');
    await workbench.reload();
    await files.row('a.txt').waitFor(SLOW);
    assert.equal(workbench.notifications.seen.filter(({ text }) => GONE.test(text)).length, 1);
  });
});
