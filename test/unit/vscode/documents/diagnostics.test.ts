import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type * as vscode from 'vscode';
import { type DiagnosticsApi, markLinks } from '../../../../src/vscode/documents/diagnostics.ts';
import { FakeConnectionStore } from '../../../support/fakes/connectionStore.ts';
import { FakeEvent } from '../../../support/fakes/editor.ts';
import { FakeSettings } from '../../../support/fakes/sharing.ts';
import { CONNECTION } from '../../commands/shareSetup.ts';

const MADE = Date.UTC(2026, 10, 24, 8);
const HOUR = 3_600_000;
const link = (hours: number, host = 'photos.nyc3.digitaloceanspaces.com') =>
  [
    `https://${host}/secret-name.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256`,
    'X-Amz-Credential=DO00AAAA%2F20261124%2Fnyc3%2Fs3%2Faws4_request&X-Amz-Date=20261124T080000Z',
    `X-Amz-Expires=${hours * 3600}&X-Amz-SignedHeaders=host&X-Amz-Signature=${'0a'.repeat(32)}`,
  ].join('&');

interface FakeDocument {
  text: string;
  isClosed: boolean;
  readonly uri: { scheme: string; toString(): string };
}

function makeDocument(
  text: string,
  { scheme = 'file', name = 'a.md' } = {},
): FakeDocument & vscode.TextDocument {
  const document = {
    text,
    isClosed: false,
    lineCount: text.split('\n').length,
    uri: { scheme, toString: () => `${scheme}:${name}` },
    getText: () => document.text,
    positionAt: (offset: number) => offset,
  };
  return document as unknown as FakeDocument & vscode.TextDocument;
}

function setUp(
  document: vscode.TextDocument,
  { isInFolder = true, setting = 'live' as 'off' | 'live' | 'all' } = {},
) {
  const events = {
    open: new FakeEvent<vscode.TextDocument>(),
    change: new FakeEvent<vscode.TextDocumentChangeEvent>(),
    close: new FakeEvent<vscode.TextDocument>(),
    folders: new FakeEvent<vscode.WorkspaceFoldersChangeEvent>(),
    configuration: new FakeEvent<vscode.ConfigurationChangeEvent>(),
  };
  const marks = new Map<string, readonly vscode.Diagnostic[]>();
  let looks = 0;
  const collection = {
    set: (uri: vscode.Uri, found: readonly vscode.Diagnostic[]) => {
      looks += 1;
      marks.set(uri.toString(), found);
    },
    delete: (uri: vscode.Uri) => marks.delete(uri.toString()),
    dispose: () => marks.clear(),
  };
  const api = {
    workspace: {
      textDocuments: [document],
      getWorkspaceFolder: () => (isInFolder ? {} : undefined),
      onDidOpenTextDocument: events.open.event,
      onDidChangeTextDocument: events.change.event,
      onDidCloseTextDocument: events.close.event,
      onDidChangeWorkspaceFolders: events.folders.event,
      onDidChangeConfiguration: events.configuration.event,
    },
    languages: { createDiagnosticCollection: () => collection },
    Range: class {},
    Diagnostic: class {
      readonly message: string;
      readonly severity: number;
      constructor(_range: unknown, message: string, severity: number) {
        this.message = message;
        this.severity = severity;
      }
    },
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  } as unknown as DiagnosticsApi;
  const settings = new FakeSettings();
  settings.values.set('documents.diagnostics', setting);
  const clock = { offset: 0 };
  const marking = markLinks(api, {
    store: FakeConnectionStore.with([CONNECTION, { accessKeyId: 'DO00AAAA', secretAccessKey: 's' }]),
    settings,
    clock: { get: () => clock.offset },
    now: () => MADE + Date.now(),
    moments: { locale: 'en', timeZone: 'UTC' },
  });
  const found = () => [...marks.values()].flat().map(({ code, severity }) => [code, severity]);
  const messages = () => [...marks.values()].flat().map(({ message }) => message);
  return { marking, events, settings, clock, found, messages, looks: () => looks };
}

const [WARNING, INFORMATION, HINT] = [1, 2, 3];

describe('marks on signed URLs in documents', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
  afterEach(() => mock.timers.reset());

  const cases: readonly (readonly [string, string, object, readonly unknown[]])[] = [
    ['one that works, in a folder', link(48), {}, [['live', WARNING]]],
    ['one that works, elsewhere', link(48), { isInFolder: false }, [['live', HINT]]],
    ['one that ends soon, in a folder', link(2), {}, [['live', WARNING]]],
    [
      'one that ends soon, elsewhere, all',
      link(2),
      { isInFolder: false, setting: 'all' },
      [['endsSoon', INFORMATION]],
    ],
    ['one that works, off', link(48), { setting: 'off' }, []],
    ['one that does not say when it ends', link(0), { setting: 'all' }, []],
    [
      'two',
      `${link(48)}\n${link(1)}`,
      {},
      [
        ['live', WARNING],
        ['live', WARNING],
      ],
    ],
    ['none', 'hello', {}, []],
  ];
  for (const [name, text, options, expected] of cases) {
    it(name, () => {
      const { found, messages } = setUp(makeDocument(text), options);
      mock.timers.tick(1);
      assert.deepEqual(found(), expected);
      assert.ok(
        messages().every((each) => !/secret-name|0a0a|DO00|https?:/.test(each)),
        messages().join(),
      );
    });
  }

  it('goes with the time: it works, ends soon, has ended, and then no timer is left', () => {
    const { found, looks } = setUp(makeDocument(link(48)), { isInFolder: false, setting: 'all' });
    mock.timers.tick(1);
    assert.deepEqual(found(), [['live', HINT]]);
    for (const [hours, code] of [
      [23, 'live'],
      [24.001, 'endsSoon'],
      [47.9, 'endsSoon'],
      [48.001, 'ended'],
    ] as const) {
      mock.timers.tick(MADE + hours * HOUR - (MADE + Date.now()));
      assert.deepEqual(
        found().map(([each]) => each),
        [code],
        String(hours),
      );
    }
    const before = looks();
    mock.timers.tick(1000 * HOUR);
    assert.equal(looks(), before);
  });

  it('by the server’s clock where the link is ours', () => {
    const setup = setUp(makeDocument(`${link(1)}\n${link(1, 'box.s3.amazonaws.com')}`), { setting: 'all' });
    setup.clock.offset = HOUR / 2;
    mock.timers.tick(1);
    mock.timers.tick(HOUR / 2 + 1000);
    assert.deepEqual(
      setup.found().map(([code]) => code),
      ['ended', 'live'],
    );
  });

  it('looks once after the last of many changes, and not at all once it is closed', () => {
    const document = makeDocument('');
    const { events, found, looks } = setUp(document);
    mock.timers.tick(1);
    const before = looks();
    document.text = link(48);
    for (let index = 0; index < 20; index += 1) {
      events.change.fire({ document } as unknown as vscode.TextDocumentChangeEvent);
      mock.timers.tick(100);
    }
    assert.equal(looks(), before);
    mock.timers.tick(300);
    assert.equal(looks(), before + 1);
    assert.equal(found().length, 1);
    events.change.fire({ document } as unknown as vscode.TextDocumentChangeEvent);
    document.isClosed = true;
    events.close.fire(document);
    mock.timers.tick(1000 * HOUR);
    assert.deepEqual(found(), []);
    assert.equal(looks(), before + 1);
  });

  it('follows the setting, and leaves nothing behind', () => {
    const { events, settings, found, marking, looks } = setUp(makeDocument(link(48)));
    mock.timers.tick(1);
    settings.values.set('documents.diagnostics', 'off');
    events.configuration.fire({
      affectsConfiguration: (name: string) => name === 'spaceport.documents.diagnostics',
    });
    mock.timers.tick(1);
    assert.deepEqual(found(), []);
    marking.dispose();
    const before = looks();
    mock.timers.tick(1000 * HOUR);
    assert.equal(looks(), before);
  });

  it('is not for the editor’s own texts', () => {
    const { looks } = setUp(makeDocument(link(48), { scheme: 'output' }));
    mock.timers.tick(1000);
    assert.equal(looks(), 0);
  });
});
