import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Saves } from '../../../../src/core/files/saves.ts';
import { FileDocuments } from '../../../../src/vscode/files/documents.ts';
import { Fillings } from '../../../../src/vscode/files/fillings.ts';
import { KeptBases } from '../../../../src/vscode/files/keptBases.ts';
import { FakeEvent } from '../../../support/fakes/editor.ts';
import { FakeLater } from '../../../support/fakes/later.ts';
import { FakeMemory } from '../../../support/fakes/small.ts';

const PATH = 'aaaaaaaaaa/box/a';

type Changing = Partial<Record<'isDirty' | 'isClosed', boolean>>;

function setUp(memory = new FakeMemory(), open: readonly vscode.TextDocument[] = []) {
  const events = {
    open: new FakeEvent<vscode.TextDocument>(),
    change: new FakeEvent<vscode.TextDocumentChangeEvent>(),
    saving: new FakeEvent<vscode.TextDocumentWillSaveEvent>(),
    save: new FakeEvent<vscode.TextDocument>(),
    close: new FakeEvent<vscode.TextDocument>(),
  };
  const bases = new Saves(() => 0);
  const kept = new KeptBases(memory, bases);
  const clock = new FakeLater();
  const documents = new FileDocuments({
    workspace: {
      textDocuments: open,
      onDidOpenTextDocument: events.open.event,
      onDidChangeTextDocument: events.change.event,
      onWillSaveTextDocument: events.saving.event,
      onDidSaveTextDocument: events.save.event,
      onDidCloseTextDocument: events.close.event,
    },
    ...{ scheme: 'spaceport', bases, fillings: new Fillings(clock.later), told: () => kept.keep() },
  });
  const change = (document: vscode.TextDocument, how: Changing, length = 0, reason?: 1 | 2) => {
    Object.assign(document, how);
    const contentChanges = Array.from({ length }, () => ({}));
    events.change.fire({ document, contentChanges, reason } as unknown as vscode.TextDocumentChangeEvent);
  };
  return { events, bases, documents, memory, change, clock };
}

function document(how: Changing = {}, scheme = 'spaceport'): vscode.TextDocument {
  const uri = { scheme, authority: 'aaaaaaaaaa', path: '/box/a' };
  return { uri, isDirty: false, isClosed: false, ...how } as unknown as vscode.TextDocument;
}

const content = (etag: string) => ({ etag, size: 5 });

describe('documents of the file system', () => {
  it('typed in, it is made of what was read before; filled anew, of another that was read since', () => {
    const { bases, events, change, clock } = setUp();
    bases.read(PATH, content('1'));
    const it = document();
    events.open.fire(it);
    bases.read(PATH, content('2'));
    change(it, { isDirty: true }, 1);
    assert.deepEqual(bases.baseToSave(PATH), { etag: '1' });
    change(it, { isDirty: false }, 1, 1);
    assert.deepEqual(bases.baseToSave(PATH), { etag: '1' });
    bases.read(PATH, content('3'));
    change(it, { isDirty: false }, 1);
    clock.pass();
    assert.deepEqual(bases.baseToSave(PATH), { etag: '2' });
  });

  it('the first key that is typed is no filling, though the document is said to be changed only after it', () => {
    const { bases, events, change, clock } = setUp();
    bases.read(PATH, content('1'));
    const it = document();
    events.open.fire(it);
    bases.read(PATH, content('2'));
    change(it, { isDirty: false }, 1);
    change(it, { isDirty: true });
    clock.pass();
    assert.deepEqual(bases.baseToSave(PATH), { etag: '1' });
  });

  it('filled anew, and typed in at once: it is made of what it was filled with', () => {
    const { bases, events, change, clock } = setUp();
    bases.read(PATH, content('1'));
    const it = document();
    events.open.fire(it);
    bases.read(PATH, content('2'));
    change(it, { isDirty: false }, 1);
    change(it, { isDirty: false }, 1);
    change(it, { isDirty: true });
    clock.pass();
    assert.deepEqual(bases.baseToSave(PATH), { etag: '2' });
  });

  it('reverted, which is said before it is said to be clean, it is made of what was read for that', () => {
    const { bases, events, change } = setUp();
    bases.read(PATH, content('1'));
    const it = document();
    events.open.fire(it);
    change(it, { isDirty: true }, 1);
    bases.read(PATH, content('2'));
    change(it, { isDirty: false }, 1);
    change(it, {});
    assert.deepEqual(bases.baseToSave(PATH), { etag: '2' });
  });

  it('saved, it is made of what was written; an event without a text says that it is clean', () => {
    const { bases, events, change } = setUp();
    bases.read(PATH, content('1'));
    const it = document();
    events.open.fire(it);
    change(it, { isDirty: true }, 1);
    bases.wrote(PATH, content('2'));
    change(it, { isDirty: false });
    events.save.fire(it);
    assert.deepEqual(bases.baseToSave(PATH), { etag: '2' });
  });

  it('that it will be saved is told before the save: what was told of by then is what the editor asks about', () => {
    const { bases, events, change } = setUp();
    bases.read(PATH, content('1'));
    const it = document();
    events.open.fire(it);
    change(it, { isDirty: true }, 1);
    const stat = () => bases.stated(PATH, { ...content('2'), lastModified: 0 });
    stat();
    stat();
    assert.deepEqual(bases.baseToSave(PATH), { etag: '1' });
    events.saving.fire({ document: it } as unknown as vscode.TextDocumentWillSaveEvent);
    stat();
    assert.deepEqual(bases.baseToSave(PATH), { etag: '2' });
  });

  it('another language is no other document', () => {
    const { bases, events, change } = setUp();
    bases.read(PATH, content('1'));
    const it = document();
    events.open.fire(it);
    change(it, { isDirty: true }, 1);
    events.close.fire(it);
    events.open.fire(it);
    assert.deepEqual(bases.baseToSave(PATH), { etag: '1' });
    events.close.fire(Object.assign(it, { isClosed: true }));
    events.open.fire(document({ isDirty: true }));
    assert.equal(bases.baseToSave(PATH), 'unknown');
  });

  it('what was changed is known in the next window, and once', () => {
    const { bases, events, change, memory, clock } = setUp();
    bases.read(PATH, content('1'));
    const it = document();
    events.open.fire(it);
    assert.equal(memory.get('files.bases'), undefined);
    change(it, { isDirty: true }, 1);
    const next = setUp(memory, [document({ isDirty: true })]);
    assert.deepEqual(next.bases.baseToSave(PATH), { etag: '1' });
    const third = setUp(memory);
    third.events.open.fire(document({ isDirty: true }));
    assert.deepEqual(third.bases.baseToSave(PATH), { etag: '1' });
    change(it, { isDirty: false }, 1);
    clock.pass();
    assert.deepEqual(memory.get('files.bases'), {});
  });

  it('others are not looked at, and none once it is disposed of', () => {
    const { bases, events, change } = setUp();
    const other = document({ isDirty: true }, 'file');
    events.open.fire(other);
    change(other, {}, 1);
    assert.equal(bases.baseToSave(PATH), 'new');
  });
});
