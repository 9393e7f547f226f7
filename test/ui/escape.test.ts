// Fault 1: a question that is dismissed is silence, whichever question it is.
import assert from 'node:assert/strict';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import type { Workbench } from './support/workbench.ts';

const UNTOUCHED = 'what was on the clipboard before';

/** How a person comes to a question. */
interface Way {
  readonly name: string;
  /** The row that the command is chosen from; absent: the palette. */
  readonly row?: string;
  readonly command: string;
  /** Answers the questions before the one that is dismissed. */
  readonly before?: (workbench: Workbench) => Promise<unknown>;
  readonly title: RegExp;
}

const ADD = 'Add Connection';
// These three questions have one title: each is known by what it offers.
const toSpace = async ({ quickInput }: Workbench) => {
  await quickInput.pick('One');
  await quickInput.row('things').first().waitFor();
};
const toKey = async (workbench: Workbench) => {
  await toSpace(workbench);
  await workbench.quickInput.pick('things');
  await workbench.quickInput.expectMessage(/with its folders/);
};
const toEndpoint = async ({ quickInput }: Workbench) => quickInput.pick('Other S3-compatible');
const toSecret = async (workbench: Workbench) => {
  const { quickInput } = workbench;
  await toEndpoint(workbench);
  await quickInput.expect(/: Endpoint/);
  await quickInput.answer('http://127.0.0.1:1');
  await quickInput.expect(/: Region/);
  await quickInput.accept();
  await quickInput.expect(/: Addressing/);
  await quickInput.accept();
  await quickInput.expect(/: Access key ID/);
  await quickInput.answer('AAAAAAAAAAAA');
};

const FROM_ROWS: readonly Way[] = [
  { name: 'how long a link works', row: 'a.txt', command: 'Copy Signed URL…', title: /Signed URL: a\.txt/ },
  {
    name: 'how long an upload works',
    row: 'a.txt',
    command: 'Copy Upload Command…',
    title: /command: a\.txt/,
  },
  {
    name: 'the name of an upload',
    row: 'docs',
    command: 'Copy Upload Command…',
    title: /name of the object/,
  },
  { name: 'the filter', row: 'docs', command: 'Filter by Prefix…', title: /Filter by Prefix/ },
  { name: 'the order', row: 'docs', command: 'Sort…', title: /Sort/ },
  { name: 'where to go', row: 'docs', command: 'Go to Object…', title: /Go to Object/ },
  { name: 'the key again', row: 'One', command: 'Enter Key Again…', title: /Enter Key/ },
  { name: 'a Space', row: 'One', command: 'Add a Space…', title: /Add a Space/ },
  { name: 'a connection to edit', row: 'One', command: 'Edit Connection…', title: /Edit Connection/ },
  { name: 'a copy', row: 'One', command: 'Duplicate Connection…', title: /Duplicate Connection/ },
];

const FROM_PALETTE: readonly Way[] = [
  { name: 'the first of a connection', command: `${ADD}…`, title: /: Provider/ },
  { name: 'the second of a connection', command: `${ADD}…`, before: toEndpoint, title: /: Endpoint/ },
  { name: 'the secret', command: `${ADD}…`, before: toSecret, title: /: Secret access key/ },
  { name: 'which connection', command: 'Copy Signed URL…', title: /Copy Signed URL/ },
  { name: 'which Space', command: 'Copy Signed URL…', before: toSpace, title: /Copy Signed URL/ },
  { name: 'which key', command: 'Copy Signed URL…', before: toKey, title: /Copy Signed URL/ },
  { name: 'which connection to test', command: 'Test Connection', title: /Test Connection/ },
  { name: 'which connection to remove', command: 'Remove Connection', title: /Remove Connection/ },
];

describe('fault 1: a dismissed question is silence', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    for (const key of ['a.txt', 'docs/b.txt']) store.put('things', key, 'x');
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, 'One');
    await caller.addConnection(store, 'Two');
    tree = await session.workbench.view('Spaces');
    await tree.expand('One');
    await tree.expand('things');
    await tree.expectRow('a.txt');
    await session.workbench.writeClipboard(UNTOUCHED);
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const escapes = ({ name, row, command, before, title }: Way) =>
    it(`Escape at ${name}`, async () => {
      const { workbench } = session;
      const { quickInput } = workbench;
      if (row === undefined) await workbench.run(`Spaceport: ${command}`);
      else await tree.pickFromMenu(row, command);
      await before?.(workbench);
      await quickInput.expect(title);
      await quickInput.escape();
      await expectSilence();
    });

  for (const way of FROM_ROWS) escapes(way);

  it('with another view in front nothing is selected: the palette asks for what is missing', async () => {
    await session.workbench.page.locator('.activitybar a[aria-label^="Explorer"]').click();
    await tree.pane.waitFor({ state: 'hidden' });
  });

  for (const way of FROM_PALETTE) escapes(way);

  it('Escape at the question before a connection is removed', async () => {
    const { workbench } = session;
    tree = await workbench.view('Spaces');
    await tree.pickFromMenu('One', 'Remove Connection');
    await workbench.dialog.escape();
    await expectSilence();
    await tree.expectRow('One');
  });

  /** A command that shows nothing, run after it, is the proof that the one before has ended. */
  async function expectSilence(): Promise<void> {
    const { workbench } = session;
    await caller.call('testConnection', { connection: 'One' });
    assert.deepEqual(workbench.notifications.seen, []);
    assert.equal(await workbench.quickInput.isOpen(), false);
    assert.equal(await workbench.dialog.box.count(), 0);
    assert.equal(await workbench.readClipboard(), UNTOUCHED);
  }
});
