// The tree's rows in a real host over a real HTTP store, and the installed extension's own tree from outside.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMAND } from '../../../src/contributions.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { ErrorRow, MoreRow, ObjectRow, type Row } from '../../../src/vscode/tree/rows.ts';
import { addSpace, failNext, put, storeFacts } from '../support/store.ts';
import { openTree } from '../support/tree.ts';

const HOSTILE = '[x](command:workbench.action.quit) $(trash) www.example.com \u202egpj';

const open = () => openTree(storeFacts(), { hashing: nodeHashing, canListSpaces: true });

describe('the tree over a store', () => {
  it('fault 13: a folder of 2,500 objects pages to the end', async () => {
    const space = 'tree-pages';
    await put({ space, keys: Array.from({ length: 2500 }, (_, index) => `many/${index}`) });
    const { listing, connection, rowsIn } = open();
    const folder = { connection, space, prefix: 'many/' };
    assert.deepEqual((await rowsIn(space, 'many')).length, 1001);
    await listing.loadMore(folder);
    assert.ok((await rowsIn(space, 'many')).at(-1) instanceof MoreRow);
    await listing.loadMore(folder);
    const rows = await rowsIn(space, 'many');
    assert.equal(rows.length, 2500);
    assert.ok(rows.every((row) => row instanceof ObjectRow));
  });

  it('fault 17: objects `a` and `a ` and a folder `a/` are all there, each with its own id', async () => {
    const space = 'tree-names';
    const keys = [
      'a',
      'a ',
      ' a',
      'a/b',
      'a//c',
      '/d',
      '//',
      'e\u0001',
      'e\n',
      '😀',
      '漢/字',
      '%61',
      '../f',
      'g/',
    ];
    await put({ space, keys });
    const { provider, itemOf, rowsIn } = open();
    const found: string[] = [];
    const ids: (string | undefined)[] = [];
    const visit = async (rows: readonly Row[]): Promise<void> => {
      for (const row of rows) {
        ids.push(itemOf(row).id);
        if (row instanceof ObjectRow) found.push(row.key);
        await visit(await provider.getChildren(row));
      }
    };
    await visit(await rowsIn(space));
    assert.deepEqual(found.sort(), keys.sort());
    assert.equal(new Set(ids).size, ids.length);
  });

  it('shows hostile names as text in rows and tooltips', async () => {
    const space = 'tree-hostile';
    const long = 'x'.repeat(1000);
    await put({ space, keys: [`${HOSTILE}/inside`, HOSTILE, long], contentType: HOSTILE.slice(0, 33) });
    const { provider, itemOf, rowsIn } = open();
    const rows = await rowsIn(space);
    const commands = rows.map((row) => itemOf(row).command?.command);
    assert.deepEqual(commands, [undefined, COMMAND.open, COMMAND.open], 'what a name says is no command');
    const token = new vscode.CancellationTokenSource().token;
    for (const row of rows) {
      const item = await provider.resolveTreeItem(itemOf(row), row, token);
      const { tooltip, label, accessibilityInformation } = item;
      const markdown = tooltip instanceof vscode.MarkdownString ? tooltip : undefined;
      for (const text of [label, accessibilityInformation?.label, markdown?.value ?? tooltip]) {
        assert.equal(typeof text, 'string');
        assert.doesNotMatch(String(text), /\]\(|\$\(|\u202e|command:w/);
      }
      assert.ok(String(label).length <= 200);
      if (!markdown) continue;
      assert.ok(!markdown.isTrusted && !markdown.supportHtml && !markdown.supportThemeIcons);
      assert.doesNotMatch(markdown.value, /www\.e/, 'Markdown makes a link of that');
    }
  });

  it('a tooltip has the content type', async () => {
    const space = 'tree-tooltip';
    await put({ space, keys: ['cat.jpg'], contentType: 'image/jpeg' });
    const { provider, itemOf, rowsIn } = open();
    const [row] = await rowsIn(space);
    assert.ok(row);
    const token = new vscode.CancellationTokenSource().token;
    const { tooltip } = await provider.resolveTreeItem(itemOf(row), row, token);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.match(tooltip.value, /image\/jpeg/);
  });

  it('fault 9: a failed listing is a row with the reason, and a new try shows what is there', async () => {
    const space = 'tree-failing';
    await put({ space, keys: ['a'] });
    const { listing, connection, itemOf, rowsIn } = open();
    await failNext({ space, status: 403, code: 'AccessDenied' });
    const [failed, ...others] = await rowsIn(space);
    assert.ok(failed instanceof ErrorRow && others.length === 0);
    assert.match(String(itemOf(failed).label), /may not list the Space: tree-failing/);
    await listing.loadMore({ connection, space, prefix: '' });
    assert.deepEqual(
      (await rowsIn(space)).map((row) => itemOf(row).label),
      ['a'],
    );
  });

  it('an empty Space says so', async () => {
    await addSpace('tree-empty');
    const { itemOf, rowsIn } = open();
    assert.deepEqual(
      (await rowsIn('tree-empty')).map((row) => itemOf(row).label),
      ['This Space is empty'],
    );
  });

  it('icons come from the icon theme by name', async () => {
    const space = 'tree-icons';
    await put({ space, keys: ['cat.jpg', 'docs/x', '//y'] });
    const { itemOf, rowsIn } = open();
    const items = (await rowsIn(space)).map(itemOf);
    assert.deepEqual(
      items.map(({ resourceUri, iconPath }) => [resourceUri?.path, (iconPath as vscode.ThemeIcon).id]),
      [
        ['/', 'folder'],
        ['/docs', 'folder'],
        ['/cat.jpg', 'file'],
      ],
    );
  });
});

describe("the extension's own tree", () => {
  const space = 'tree-commands';
  const name = 'Tree commands';
  const run = (command: string, args?: object) =>
    vscode.commands.executeCommand(`spaceport.${command}`, args);
  /** What `Copy Key` copies of the row that is selected. */
  const selectedKey = async () => {
    await run('copyKey');
    return vscode.env.clipboard.readText();
  };

  before(async () => {
    const keys = Array.from({ length: 2500 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
    await put({ space, keys: [...keys, 'deep/er/cat', '[x](command:y)'] });
    const { endpoint, credentials } = storeFacts();
    const region = 'us-east-1';
    await run('addConnection', {
      name,
      provider: 'custom',
      endpoint,
      region,
      addressing: 'path',
      ...credentials,
    });
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  it('goes to an object that is two pages away, and selects it', async () => {
    await run('goTo', { connection: name, space, key: 'many/2400' });
    assert.equal(await selectedKey(), 'many/2400');
  });

  it('goes to an object in folders that were never opened, to a folder, and back', async () => {
    await run('goTo', { connection: name, space, key: 'deep/er/cat' });
    assert.equal(await selectedKey(), 'deep/er/cat');
    await run('goTo', { connection: name, space, prefix: 'deep/' });
    assert.equal(await selectedKey(), 'deep/');
    await run('goTo', { connection: name, space, key: '[x](command:y)' });
    assert.equal(await selectedKey(), '[x](command:y)');
  });

  it('filters, loads more and refreshes without a question', async () => {
    await run('filter', { connection: name, space, prefix: 'many/24' });
    await run('loadMore', { connection: name, space, prefix: 'many/' });
    await run('refresh', { connection: name, space, prefix: 'many/' });
    await run('refresh', { connection: name });
    await run('goTo', { connection: name, space, key: 'many/0001' });
    assert.equal(await selectedKey(), 'many/0001');
  });

  it('throws a clear reason for a caller', async () => {
    const call = (command: string, args: object) =>
      Promise.resolve(run(command, { connection: name, space, ...args }));
    await assert.rejects(
      call('goTo', { key: 'none' }),
      /no object or folder with this key in tree-commands: none/,
    );
    await assert.rejects(call('goTo', { prefix: 'none/' }), /begins with this: none\//);
    await assert.rejects(call('loadMore', { prefix: '' }), /empty/);
    await assert.rejects(call('refresh', { space: 'nowhere' }), /no such Space.*nowhere/i);
  });
});
