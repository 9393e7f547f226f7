import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Searches } from '../../../../src/commands/search/searches.ts';
import { COMMAND } from '../../../../src/contributions.ts';
import type { Connection } from '../../../../src/core/connection.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { createFormats } from '../../../../src/core/format.ts';
import { THIS_COMPUTER } from '../../../../src/core/machine.ts';
import { lazily } from '../../../../src/core/once.ts';
import { Rights } from '../../../../src/core/rights.ts';
import { ResultsProvider } from '../../../../src/vscode/search/provider.ts';
import { messageOf, titleOf, toldOf } from '../../../../src/vscode/search/words.ts';
import type { Description } from '../../../../src/vscode/tree/describe.ts';
import { ErrorRow, FolderRow, ObjectRow, type Row } from '../../../../src/vscode/tree/rows.ts';
import { folder, keysBelow, LOCAL, listingOver } from '../../../support/fakes/listing.ts';
import { FakeLog } from '../../../support/fakes/small.ts';

const OTHER: Connection = { ...LOCAL, id: 'bbbbbbbbbb', name: 'Another' };
const FORMATS = createFormats('en', 'UTC');

function resultsOver(...connections: readonly Connection[]) {
  const made = listingOver(...connections);
  const searches = new Searches(made);
  const rights = new Rights();
  const log = new FakeLog();
  const waits: { readonly ms: number; readonly run: () => void; isOver: boolean }[] = [];
  const provider = new ResultsProvider({
    searches,
    connections: made.connections,
    rights,
    log,
    formats: lazily(() => FORMATS),
    now: () => Date.UTC(2026, 10, 24),
    machine: THIS_COMPUTER,
    after: (ms, run) => {
      const wait = { ms, run, isOver: false };
      waits.push(wait);
      return { dispose: () => Object.assign(wait, { isOver: true }) };
    },
    toTreeItem: (look: Description) => look as unknown as vscode.TreeItem,
    toTooltip: (lines) => lines.join('\n') as unknown as vscode.MarkdownString,
  });
  let drawn = 0;
  provider.onDidChangeTreeData(() => drawn++);
  /** Lets the time pass. */
  const pass = () => {
    for (const wait of waits.splice(0)) if (!wait.isOver) wait.run();
  };
  const looks = async () =>
    (await provider.getChildren()).map((row) => provider.getTreeItem(row) as unknown as Description);
  return { ...made, searches, rights, log, provider, waits, pass, looks, drawn: () => drawn };
}

describe('search results as rows', () => {
  it("are the tree's own rows, with where they are", async () => {
    const { store, searches, provider, looks } = resultsOver();
    store.put('box', 'a/b/sum.txt', 'sum/x', 'sum2');
    await searches.run({ words: 'sum', places: [folder('')] });
    const rows = await provider.getChildren();
    assert.deepEqual(
      rows.map((row) => row.constructor),
      [ObjectRow, FolderRow, ObjectRow],
    );
    const found = await looks();
    assert.deepEqual(
      found.map(({ label, description, contextValue }) => [label, description, contextValue]),
      [
        ['sum.txt', 'a/b/ · 11 bytes · 23d ago', 'object'],
        ['sum', '', 'folder'],
        ['sum2', '4 bytes · 23d ago', 'object'],
      ],
    );
    assert.ok(found.every(({ isCollapsible }) => !isCollapsible));
    assert.deepEqual(
      found.map(({ icon }) => icon.of),
      ['file', 'codicon', 'file'],
    );
    assert.match(found[0]?.accessibleName ?? '', /^sum\.txt, object, 11 bytes, .*, a\/b\/$/);
    assert.equal(new Set(found.map(({ id }) => id)).size, 3);
  });

  it('say the Space where there are several, and the connection', async () => {
    const { store, searches, looks } = resultsOver(LOCAL, OTHER);
    store.put('box', 'a/sum').put('yard', 'sum/x');
    const descriptions = async () => (await looks()).map(({ description }) => description.split(' · ')[0]);
    await searches.run({ words: 'sum', places: [{ connection: LOCAL }] });
    assert.deepEqual(await descriptions(), ['box/a/', 'yard/']);
    await searches.run({ words: 'sum', places: [] });
    assert.deepEqual(await descriptions(), [
      'Another: box/a/',
      'Another: yard/',
      'Local: box/a/',
      'Local: yard/',
    ]);
    store.put('box', 'only/here');
    await searches.run({ words: 'here', places: [{ connection: LOCAL }] });
    assert.deepEqual(await descriptions(), ['box/only/'], 'found in one of those that are searched');
    await searches.run({ words: 'here', places: [folder('')] });
    assert.deepEqual(await descriptions(), ['only/']);
  });

  it('have the flags of what the key may do, and are drawn anew when that is learnt', async () => {
    const { store, searches, rights, looks, pass, drawn } = resultsOver({ ...LOCAL, readOnly: true });
    store.put('box', 'sum');
    await searches.run({ words: 'sum', places: [] });
    pass();
    const before = drawn();
    rights.learn(folder(''), { write: false });
    pass();
    assert.equal(drawn(), before + 1);
    assert.deepEqual(
      (await looks()).map(({ contextValue }) => contextValue),
      ['object;readOnly;noWrite;noDelete'],
    );
  });

  it('hostile names stay text', async () => {
    const { store, searches, looks } = resultsOver();
    store.put('box', '[x](command:y)/$(trash)\u202esum');
    await searches.run({ words: 'sum', places: [] });
    const [look] = await looks();
    assert.doesNotMatch(`${look?.label}${look?.description}`, /\]\(command:|\$\(trash|\u202e/);
  });

  it('keep their identity, by which the editor and the commands know them, until they are others', async () => {
    const { store, searches, provider, listing } = resultsOver();
    store.put('box', 'sum1', 'sum2');
    await searches.run({ words: 'sum', places: [] });
    const [one, two] = await provider.getChildren();
    listing.moved(
      { connection: LOCAL, space: 'box', key: 'sum1' },
      { connection: LOCAL, space: 'box', key: 'total' },
    );
    await Promise.resolve();
    const [moved, same] = await provider.getChildren();
    assert.notEqual(moved, one);
    assert.equal((moved as ObjectRow).key, 'total');
    assert.equal(same, two);
    assert.deepEqual(await provider.getChildren(one as Row), []);
    assert.equal(provider.getParent(), undefined);
  });

  it('what could not be read stands first, named, and is logged once; a click does not list it again', async () => {
    const { store, searches, provider, looks, log } = resultsOver();
    store.put('box', 'sum').put('attic', 'sum');
    await searches.run({ words: 'nothing', places: [] });
    store.failures.push(new SpacesError('timeout', 'Too slow.'));
    await searches.run({ words: 'sum', places: [] });
    const [row] = await provider.getChildren();
    assert.ok(row instanceof ErrorRow);
    const [look] = await looks();
    assert.deepEqual(
      [look?.label, look?.command, look?.accessibleName],
      ['attic: Too slow.', undefined, 'Error: attic: Too slow.'],
    );
    assert.equal(log.lines.length, 1);
    store.failures.push(new SpacesError('wrongKey', 'No such key.'));
    await assert.rejects(searches.run({ words: 'sum', places: [folder('a/')] }));
    const [mends] = await looks();
    assert.deepEqual([mends?.label, mends?.command], ['box/a: No such key.', COMMAND.enterKey]);
  });

  it('are drawn no more often than they can be read, and at once when it is over', async () => {
    const { store, searches, waits, pass, drawn } = resultsOver();
    store.put('box', ...keysBelow('', 5000));
    const running = searches.run({ words: '*', places: [] });
    assert.equal(waits.length, 1);
    assert.ok((waits[0]?.ms ?? 0) > 0);
    await running;
    assert.equal(drawn(), 0, 'pages came, and the time did not pass');
    assert.deepEqual(
      waits.filter(({ isOver }) => !isOver).map(({ ms }) => ms),
      [0],
    );
    pass();
    assert.equal(drawn(), 1);
  });

  it("an object's tooltip asks the store nothing", async () => {
    const { store, searches, provider } = resultsOver();
    store.put('box', 'a/sum');
    await searches.run({ words: 'sum', places: [] });
    store.calls.length = 0;
    const [row] = await provider.getChildren();
    assert.ok(row);
    const { tooltip } = await provider.resolveTreeItem({}, row);
    assert.match(String(tooltip), /^Key: a\/sum\nSize: 5 bytes/);
    assert.deepEqual(store.calls, []);
  });
});

describe('what is said of a search', () => {
  it('what was asked, how many were found, of how many', async () => {
    const { store, searches } = resultsOver();
    store.put('box', ...keysBelow('', 1200));
    await searches.run({ words: '*5', places: [] });
    assert.ok(searches.now);
    assert.equal(titleOf(searches.now, FORMATS), '*5 · 120 of 1,200');
    assert.equal(messageOf(searches.now, FORMATS), undefined);
  });

  it('that nothing was found, that there is more, that it was cancelled', async () => {
    const { store, searches } = resultsOver();
    store.put('box', ...keysBelow('', 10_001));
    const said = () => searches.now && messageOf(searches.now, FORMATS);
    await searches.run({ words: 'x', places: [] });
    assert.equal(said(), 'No name was found for: x');
    await searches.run({ words: 'X', places: [] });
    assert.equal(said(), 'No name was found for: X. Capitals count: in small letters it finds both.');
    await searches.run({ words: '0', places: [] });
    assert.match(said() ?? '', /^The first 10,000 are shown, and there are more\./);
    const running = searches.run({ words: 'x', places: [] });
    assert.equal(said(), undefined);
    searches.cancel();
    await running;
    assert.equal(said(), 'Canceled: there may be more.');
  });

  it('to who does not see it: that it began, and with what it ended', async () => {
    const { store, searches } = resultsOver();
    store.put('box', ...keysBelow('', 10_001)).put('attic', 'y');
    const told = () => searches.now && toldOf(searches.now, FORMATS);
    const running = searches.run({ words: '*5', places: [] });
    assert.equal(told(), 'Searching for: *5');
    await running;
    assert.equal(told(), 'Found: 1,000');
    await searches.run({ words: 'x', places: [] });
    assert.equal(told(), 'No name was found for: x');
    await searches.run({ words: '0', places: [] });
    assert.match(told() ?? '', /^The first 10,000 are shown/);
    const cancelled = searches.run({ words: 'x', places: [] });
    searches.cancel();
    await cancelled;
    assert.equal(told(), 'Found: 0. Canceled: there may be more.');
    store.failures.push(new SpacesError('timeout', 'Too slow.'));
    await searches.run({ words: '*5', places: [] });
    assert.equal(told(), 'Found: 1,000. Could not be read: 1');
    store.failures.push(new SpacesError('timeout', 'Too slow.'));
    await assert.rejects(searches.run({ words: '*5', places: [folder('a/')] }));
    assert.equal(told(), undefined, 'the error says it');
  });
});
