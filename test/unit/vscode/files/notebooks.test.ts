import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Saves } from '../../../../src/core/files/saves.ts';
import { Fillings } from '../../../../src/vscode/files/fillings.ts';
import { FileNotebooks } from '../../../../src/vscode/files/notebooks.ts';
import { FakeEvent } from '../../../support/fakes/editor.ts';
import { FakeLater } from '../../../support/fakes/later.ts';

const PATH = 'aaaaaaaaaa/box/a.ipynb';
const ENDPOINT = 'https://store.example';

function notebook(isDirty = false, scheme = 'spaceport'): vscode.NotebookDocument {
  const uri = { scheme, authority: 'aaaaaaaaaa', path: '/box/a.ipynb', toString: () => `${scheme}:${PATH}` };
  return { uri, isDirty } as unknown as vscode.NotebookDocument;
}

function setUp(open: readonly vscode.NotebookDocument[] = [], kept: unknown = undefined) {
  const events = {
    open: new FakeEvent<vscode.NotebookDocument>(),
    change: new FakeEvent<vscode.NotebookDocumentChangeEvent>(),
    saving: new FakeEvent<vscode.NotebookDocumentWillSaveEvent>(),
    save: new FakeEvent<vscode.NotebookDocument>(),
    close: new FakeEvent<vscode.NotebookDocument>(),
    tabs: new FakeEvent<vscode.TabChangeEvent>(),
  };
  const bases = new Saves(
    () => 0,
    () => ENDPOINT,
  );
  bases.restore(kept);
  const shown: { input: unknown; isDirty: boolean }[] = [];
  const clock = new FakeLater();
  const notebooks = new FileNotebooks({
    workspace: {
      notebookDocuments: open,
      onDidOpenNotebookDocument: events.open.event,
      onDidChangeNotebookDocument: events.change.event,
      onWillSaveNotebookDocument: events.saving.event,
      onDidSaveNotebookDocument: events.save.event,
      onDidCloseNotebookDocument: events.close.event,
    },
    tabs: {
      all: [{ tabs: shown } as unknown as vscode.TabGroup],
      onDidChangeTabs: events.tabs.event,
    },
    ...{ scheme: 'spaceport', bases, fillings: new Fillings(clock.later), told: () => undefined },
  });
  /** The editor says that cells are others, or that a cell has an output. */
  const change = (it: vscode.NotebookDocument, isOutput = false) => {
    const changes = isOutput ? { contentChanges: [], cellChanges: [{}] } : { contentChanges: [{}] };
    events.change.fire({ notebook: it, ...changes } as unknown as vscode.NotebookDocumentChangeEvent);
  };
  /** What its tab shows. */
  const tab = ({ uri }: vscode.NotebookDocument, isDirty: boolean) => {
    shown.splice(0, 1, { input: { uri, notebookType: 'jupyter' }, isDirty });
    events.tabs.fire({} as vscode.TabChangeEvent);
  };
  return { events, bases, notebooks, change, tab, clock };
}

const content = (etag: string) => ({ etag, size: 5 });

describe('notebooks of the file system', () => {
  /** Opened with the content 1 and changed. */
  const changed = () => {
    const all = setUp();
    const it = notebook();
    all.bases.read(PATH, content('1'));
    all.events.open.fire(it);
    all.tab(it, false);
    all.change(it);
    all.tab(it, true);
    return { ...all, it };
  };

  it('changed, it is made of what was read before, whoever reads another content since', () => {
    const { bases } = changed();
    bases.read(PATH, content('2'));
    assert.deepEqual(bases.baseToSave(PATH), { etag: '1' });
  });

  it('the first key that is typed is no filling, though its tab says only after it that it is changed', () => {
    const { bases, events, change, tab, clock } = setUp();
    const it = notebook();
    bases.read(PATH, content('1'));
    events.open.fire(it);
    tab(it, false);
    bases.read(PATH, content('2'));
    change(it);
    tab(it, true);
    clock.pass();
    assert.deepEqual(bases.baseToSave(PATH), { etag: '1' });
  });

  it('reverted, which its tab alone tells, it is made of what was read for that', () => {
    const { bases, change, tab, it } = changed();
    bases.read(PATH, content('2'));
    change(Object.assign(it, { isDirty: true }));
    tab(it, false);
    bases.read(PATH, content('3'));
    assert.deepEqual(bases.baseToSave(PATH), { etag: '2' });
  });

  it('filled anew while nobody has changed it, it is made of that; an output of a cell is no news', () => {
    const all = setUp();
    const it = notebook();
    all.bases.read(PATH, content('1'));
    all.events.open.fire(it);
    all.bases.read(PATH, content('2'));
    all.change(it, true);
    all.clock.pass();
    assert.deepEqual(all.bases.baseToSave(PATH), { etag: '1' });
    all.change(it);
    all.clock.pass();
    assert.deepEqual(all.bases.baseToSave(PATH), { etag: '2' });
  });

  for (const isTabFirst of [true, false]) {
    it(`saved, it is made of what was written, where its tab says so ${isTabFirst ? 'before' : 'after'} the editor`, () => {
      const { bases, events, tab, it } = changed();
      bases.baseToSave(PATH);
      bases.wrote(PATH, content('2'));
      if (isTabFirst) tab(it, false);
      events.save.fire(it);
      tab(it, false);
      assert.deepEqual(bases.baseToSave(PATH), { etag: '2' });
    });
  }

  it('that it will be saved is told before the save: what was told of by then is what the editor asks about', () => {
    const { bases, events, it } = changed();
    const stat = () => bases.stated(PATH, { ...content('2'), lastModified: 0 });
    stat();
    events.saving.fire({ notebook: it } as unknown as vscode.NotebookDocumentWillSaveEvent);
    stat();
    assert.deepEqual(bases.baseToSave(PATH), { etag: '2' });
  });

  it('brought back, which its tab alone tells, it is made of what is known of the window before', () => {
    const it = notebook();
    const kept = changed().bases.kept();
    const { bases, tab } = setUp([it], kept);
    tab(it, true);
    bases.read(PATH, content('2'));
    assert.deepEqual(bases.baseToSave(PATH), { etag: '1' });
    assert.deepEqual(Object.keys(bases.kept()), [PATH]);
  });

  it('closed, it is made of nothing; others are not looked at', () => {
    const { bases, events, it } = changed();
    events.close.fire(it);
    assert.deepEqual(bases.kept(), {});
    const others = setUp([notebook(true, 'file')]);
    assert.equal(others.bases.baseToSave(PATH), 'new');
  });

  it('disposed of, it hears nothing', () => {
    const { notebooks, events, bases } = setUp();
    notebooks.dispose();
    events.open.fire(notebook(true));
    assert.equal(bases.baseToSave(PATH), 'new');
  });
});
