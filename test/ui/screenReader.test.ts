// What a screen reader is told of rows, questions, messages and progress.
import assert from 'node:assert/strict';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { expectQuestion } from './support/addConnectionQuestions.ts';
import { makeCaller } from './support/caller.ts';
import { Keyboard } from './support/keyboard.ts';
import { ScreenReader } from './support/screenReader.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

describe('with a screen reader', function () {
  this.timeout(60_000);
  let session: Session;
  let store: MemoryStore;
  let reader: ScreenReader;
  let keys: Keyboard;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    store = await startStore({ spaces: ['box', 'broken'] });
    for (const key of ['a.txt', 'docs/d.txt']) store.put('box', key, 'x'.repeat(1234));
    const caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, 'Main', { readOnly: true });
    tree = await session.workbench.view('Spaces');
    reader = await ScreenReader.listen(session.workbench.page);
    keys = new Keyboard(session.workbench);
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const saidOnce = async (pattern: RegExp, timeoutMs?: number) => {
    await eventually(() => reader.heard.some((text) => pattern.test(text)), timeoutMs);
    const said = reader.heard.filter((text) => pattern.test(text));
    assert.equal(new Set(said).size, 1, said.join('\n'));
    return said[0] ?? '';
  };
  const rowNamed = async (pattern: RegExp) => {
    const row = (await reader.all('treeitem')).find(({ name }) => pattern.test(name));
    assert.ok(row, (await reader.all('treeitem')).map(({ name }) => name).join('\n'));
    return row;
  };

  it('rows: what they are, how deep, open or not, read-only, filtered, failed', async () => {
    store.faults.next({
      kind: 'status',
      status: 403,
      code: 'AccessDenied',
      match: ({ space }) => space === 'broken',
      times: 9,
    });
    for (const label of ['Main', 'broken', 'box', 'docs']) await tree.expand(label);
    const rows = await reader.all('treeitem');
    const outline = rows.map(({ name, level, isExpanded }) => [
      level,
      name.replace(/http\S+/, 'HOST'),
      ...(isExpanded === undefined ? [] : [isExpanded]),
    ]);
    assert.deepEqual(outline, [
      [1, 'Main, connection, read-only, HOST', true],
      [2, 'box, Space', true],
      [3, 'docs, folder', true],
      [4, 'd.txt, object, 1.2 kilobytes, now'],
      [3, 'a.txt, object, 1.2 kilobytes, now'],
      [2, 'broken, Space, key may not list', true],
      [3, rows.at(-1)?.name],
    ]);
    assert.match(rows.at(-1)?.name ?? '', /^Error: This access key may not list the Space: broken$/);
    const places = await tree.row('a.txt').evaluate((row) => [row.ariaPosInSet, row.ariaSetSize]);
    assert.deepEqual(places, ['2', '2']);
    await tree.collapse('broken');
    await tree.select('docs');
    await keys.press('Shift+Alt+p');
    await session.workbench.quickInput.expect('Filter by Prefix');
    await keys.answer('d');
    await eventually(async () => (await rowNamed(/^docs, folder, filter: d$/)).isExpanded === true);
  });

  it('a row begins with what others read on it, so that it can be called by voice', async () => {
    const rows = await tree.rows();
    const names = (await reader.all('treeitem')).map(({ name }) => name);
    assert.equal(rows.length, names.length);
    for (const [index, { label }] of rows.entries())
      assert.ok(names[index]?.startsWith(`${label}, `), `${label}: ${names[index]}`);
  });

  it('questions: title, step and what is asked', async () => {
    const { workbench } = session;
    await keys.command('Spaceport: Add Connection…');
    await expectQuestion(workbench, 'Provider');
    const { role, name } = await reader.focused();
    assert.equal(role, 'textbox');
    assert.match(name, /^Where the objects are - Add Connection \(1\/\d\): Provider$/);
    assert.equal((await reader.activeRow()).name, 'DigitalOcean, Spaces Object Storage');
    await keys.choose('Other S3-compatible');
    await expectQuestion(workbench, 'Endpoint');
    assert.match((await reader.focused()).name, /Add Connection \(2\/\d\): Endpoint$/);
    await keys.answer('no endpoint');
    // What is wrong describes the box; the question stays.
    await eventually(async () => /^An endpoint has no spaces/.test((await reader.focused()).description));
    await keys.press('Escape');
  });

  it('a typed duration: its end, or why it is none', async () => {
    await tree.select('a.txt');
    await keys.press('Shift+Alt+l');
    await session.workbench.quickInput.expect('Signed URL: a.txt');
    assert.match((await reader.focused()).name, /^How long\?.* - Signed URL: a\.txt$/);
    assert.match((await reader.activeRow()).name, /^1 hour, until .*\d:\d\d/);
    const typed = async (text: string, said: RegExp) => {
      await keys.press('Control+a');
      await session.workbench.page.keyboard.type(text);
      await eventually(async () => said.test((await reader.activeRow()).name));
    };
    await typed('soon', /^Not understood/);
    await typed('45m', /^45 minutes, until .*\d:\d\d/);
  });

  it('what was copied, without the secret', async () => {
    await keys.press('Enter');
    const said = await saidOnce(/Signed URL copied/);
    assert.match(said, /^Info: Signed URL copied, works until .*: a\.txt$/);
    assert.match(await session.workbench.expectClipboard(/^http/), /X-Amz-Signature/);
    assert.doesNotMatch(reader.heard.join('\n'), /X-Amz|Signature|http:\/\/127/);
  });

  it('progress when it begins; after Cancel nothing more', async () => {
    const { workbench } = session;
    // That very request: what was copied before is checked behind the copy, and what is open is asked for.
    store.faults.next({
      kind: 'hang',
      match: ({ query }) => query.some(([, value]) => value === 'docs/d.txt'),
    });
    await keys.press('Shift+Alt+g');
    await workbench.quickInput.expect('Go to Object');
    await keys.answer('s3://box/docs/d.txt');
    await saidOnce(/^Info: Looking for docs\/d\.txt/);
    const before = reader.heard.length;
    await keys.command('Notifications: Focus Notification Toast');
    await keys.tabTo(/^Cancel$/);
    await keys.press('Enter');
    await eventually(
      async () => !(await workbench.notifications.texts()).some((text) => /Looking/.test(text)),
    );
    const after = reader.heard.slice(before).filter((text) => !/Results|Selected/.test(text));
    assert.deepEqual(after, []);
    store.faults.clear();
  });

  it('a failure, and where a search ended', async () => {
    const goTo = async (address: string) => {
      await keys.press('Shift+Alt+g');
      await session.workbench.quickInput.expect('Go to Object');
      await keys.answer(address);
    };
    await keys.command('Spaceport: Focus on Spaces View');
    await goTo('s3://box/nowhere');
    await saidOnce(/^Error: Go to Object: There is no object/);
    await keys.command('Spaceport: Focus on Spaces View');
    await goTo('s3://box/a.txt');
    await eventually(async () => /^a\.txt, object/.test((await reader.activeRow()).name));
  });
});
