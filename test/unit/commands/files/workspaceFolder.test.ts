import assert from 'node:assert/strict';
import {
  type FolderTarget,
  openAsWorkspaceFolder,
  titleOf,
  type Workspace,
} from '../../../../src/commands/files/workspaceFolder.ts';
import { isCancelled } from '../../../../src/core/errors.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { FakeNotices } from '../../../support/fakes/notices.ts';

const work = { ...LOCAL, name: 'Work' };
const whole: FolderTarget = { connection: work };
const space = { connection: work, space: 'photos', prefix: '' };
const folder = { connection: work, space: 'photos', prefix: '2026/summer/' };

type Holds = Pick<Workspace, 'isOpen' | 'restarts'>;
const NOTHING: Holds = { isOpen: false, restarts: true };
const ONE_FOLDER: Holds = { isOpen: true, restarts: true };
const SEVERAL: Holds = { isOpen: true, restarts: false };

/** A window, and what it was told to do. */
function windowWith(holds: Holds, { open = [] as readonly FolderTarget[], running = 0 } = {}) {
  const done: unknown[] = [];
  const allowed: string[] = [];
  const notices = new FakeNotices();
  const workspace: Workspace = {
    ...holds,
    has: (target) => open.includes(target),
    reveal: async (target) => shows('reveal', titleOf(target)),
    add: async (folders) => shows('add', ...folders.map(({ name }) => name)),
    openAlone: async (target, where) => shows(where, titleOf(target)),
  };
  const shows = (how: string, ...names: string[]) => {
    done.push([how, ...names]);
    for (const name of names) assert.equal(allowed.includes(name), how !== 'newWindow', `${how} ${name}`);
  };
  const opened = async (targets: readonly FolderTarget[]) => {
    await Promise.resolve();
    allowed.push(...targets.map(titleOf));
  };
  const deps = { workspace, notices, runningTransfers: () => running, opened };
  const go = (targets: readonly FolderTarget[], isQuiet = false) => {
    allowed.length = 0;
    return openAsWorkspaceFolder(deps, targets, { isQuiet });
  };
  return { done, allowed, notices, go };
}

describe('Open as Workspace Folder', () => {
  it('names a folder after itself and its connection', () => {
    assert.equal(titleOf(whole), 'Work');
    assert.equal(titleOf(space), 'photos (Work)');
    assert.equal(titleOf(folder), 'summer (Work)');
    assert.equal(titleOf({ ...folder, prefix: 'a//' }), '(no name) (Work)');
    assert.equal(titleOf({ ...folder, prefix: 'a\nb/' }), 'a␊b (Work)');
  });

  it('in a window that shows nothing a Space is its only folder, without a question', async () => {
    const { done, notices, go } = windowWith(NOTHING);
    await go([space]);
    assert.deepEqual(done, [['here', 'photos (Work)']]);
    assert.deepEqual(notices.shown, []);
  });

  it('several, and a connection, are folders of a workspace there, which have names', async () => {
    const { done, notices, go } = windowWith(NOTHING);
    await go([space, folder]);
    await go([whole]);
    assert.deepEqual(done, [
      ['add', 'photos (Work)', 'summer (Work)'],
      ['add', 'Work'],
    ]);
    assert.deepEqual(notices.shown, []);
  });

  for (const holds of [ONE_FOLDER, SEVERAL]) {
    it(`where something is open it asks where, ${holds.restarts ? 'one folder' : 'several'}`, async () => {
      const { done, notices, go } = windowWith(holds);
      notices.answer('Add to Workspace', 'New Window');
      await go([space]);
      await go([folder]);
      assert.deepEqual(done, [
        ['add', 'photos (Work)'],
        ['newWindow', 'summer (Work)'],
      ]);
      assert.equal(notices.last.message, 'Open as a folder of the workspace: summer (Work)');
      assert.equal(notices.last.detail, '');
    });
  }

  it('dismissed, it does nothing', async () => {
    const { done, allowed, go } = windowWith(SEVERAL);
    await assert.rejects(go([space]), isCancelled);
    assert.deepEqual([done, allowed], [[], []]);
  });

  it('what is open already is shown; of several the others are added', async () => {
    const { done, notices, go } = windowWith(SEVERAL, { open: [space, whole] });
    await go([space]);
    await go([space, folder, whole, { ...folder, prefix: 'b/' }]);
    assert.deepEqual(done, [
      ['reveal', 'photos (Work)'],
      ['add', 'summer (Work)', 'b (Work)'],
    ]);
    assert.deepEqual(notices.shown, []);
  });

  it('while transfers run it says that they will be paused, and waits for a yes', async () => {
    for (const holds of [NOTHING, ONE_FOLDER]) {
      const { done, notices, go } = windowWith(holds, { running: 2 });
      await assert.rejects(go([space]), isCancelled);
      assert.match(notices.last.detail, /not done yet: 2\..* pauses them\. Resume/);
      assert.deepEqual(done, []);
      notices.answer(holds.isOpen ? 'Add to Workspace' : 'Open');
      await go([space]);
      assert.equal(done.length, 1);
    }
  });

  it('where nothing is started anew it says nothing of transfers', async () => {
    const { done, notices, go } = windowWith(SEVERAL, { running: 2 });
    await go([space, folder]);
    assert.equal(done.length, 1);
    notices.answer('New Window');
    await go([space]);
    assert.equal(notices.last.detail, '');
  });

  it('called with arguments it asks nothing and takes this window', async () => {
    for (const holds of [NOTHING, ONE_FOLDER, SEVERAL]) {
      const { done, notices, go } = windowWith(holds, { running: 2 });
      await go([space], true);
      assert.deepEqual(done, [[holds.isOpen ? 'add' : 'here', 'photos (Work)']]);
      assert.deepEqual(notices.shown, []);
    }
  });
});
