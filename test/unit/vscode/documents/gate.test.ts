import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { type GateDeps, watchDocuments } from '../../../../src/vscode/documents/gate.ts';
import { FakeEvent } from '../../../support/fakes/editor.ts';

const LINK = 'https://photos.nyc3.digitaloceanspaces.com/a?X-Amz-Signature=0a';

/** A document that counts how often all of it is read. */
class FakeDocument {
  reads = 0;
  readonly uri: vscode.Uri;
  readonly lines: string[];
  constructor(text: string, scheme = 'file') {
    this.lines = text.split('\n');
    this.uri = { scheme } as vscode.Uri;
  }
  get lineCount() {
    return this.lines.length;
  }
  getText() {
    this.reads += 1;
    return this.lines.join('\n');
  }
  lineAt(line: number) {
    return { text: this.lines[line] ?? assert.fail(`no line ${line}`) };
  }
}
const asDocument = (document: FakeDocument) => document as unknown as vscode.TextDocument;

function setUp(...documents: FakeDocument[]) {
  const opened = new FakeEvent<vscode.TextDocument>();
  const changed = new FakeEvent<vscode.TextDocumentChangeEvent>();
  let loads = 0;
  const workspace = {
    textDocuments: documents.map(asDocument),
    onDidOpenTextDocument: opened.event,
    onDidChangeTextDocument: changed.event,
  } as GateDeps['workspace'];
  const watch = watchDocuments({ workspace, load: async () => void loads++ });
  const change = (document: FakeDocument, line: number, text: string) =>
    changed.fire({
      document: asDocument(document),
      contentChanges: [{ range: { start: { line } }, text }],
    } as unknown as vscode.TextDocumentChangeEvent);
  return {
    watch,
    change,
    open: (document: FakeDocument) => opened.fire(asDocument(document)),
    loads: () => loads,
    /** Behind the look at what is open at the start. */
    started: () => new Promise((resolve) => setTimeout(resolve, 0)),
  };
}

describe('the gate for signed URLs in documents', () => {
  it('loads nothing for documents without one, and nothing during activation', async () => {
    const plain = new FakeDocument('nothing\nhere');
    const { loads, open, started } = setUp(plain);
    assert.equal(plain.reads, 0);
    await started();
    assert.equal(plain.reads, 1);
    open(new FakeDocument('Signature of the contract'));
    assert.equal(loads(), 0);
  });

  it('loads once, for what is open at the start', async () => {
    const { loads, open, started } = setUp(
      new FakeDocument('x'),
      new FakeDocument(LINK),
      new FakeDocument(LINK),
    );
    await started();
    open(new FakeDocument(LINK));
    assert.equal(loads(), 1);
  });

  for (const text of [
    LINK,
    'https://a.s3.amazonaws.com/b?AWSAccessKeyId=A&Signature=x',
    '&amp;Signature=',
    '\\u0026Signature=',
    'X-Goog-Signature=1',
  ]) {
    it(`loads for ${text}`, () => {
      const { loads, open } = setUp();
      open(new FakeDocument(text));
      assert.equal(loads(), 1);
    });
  }

  it('looks at the lines of a change alone', async () => {
    const document = new FakeDocument('a\nb');
    const { loads, change, started } = setUp(document);
    await started();
    document.lines.splice(1, 1, 'b', LINK, 'c');
    change(document, 1, `b\n${LINK}\nc`);
    assert.equal(loads(), 1);
    assert.equal(document.reads, 1);
  });

  it('sees one that is typed', () => {
    const document = new FakeDocument(LINK);
    const { loads, change } = setUp();
    change(document, 0, '=');
    assert.equal(loads(), 1);
  });

  it('leaves the editor’s own texts and the largest documents alone', () => {
    const { loads, open } = setUp();
    for (const scheme of ['output', 'git', 'debug', 'vscode', 'vscode-scm', 'comment'])
      open(new FakeDocument(LINK, scheme));
    open(new FakeDocument(`${'\n'.repeat(100_001)}${LINK}`));
    assert.equal(loads(), 0);
  });

  it('hands over: what fills it is disposed of with it, and nothing is looked at any more', () => {
    const { watch, loads, open } = setUp();
    let disposed = 0;
    watch.fill({ dispose: () => void disposed++ });
    open(new FakeDocument(LINK));
    assert.equal(loads(), 0);
    watch.dispose();
    assert.equal(disposed, 1);
  });
});
