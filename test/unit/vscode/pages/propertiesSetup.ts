import type { ObjectProperties } from '../../../../src/commands/properties/readProperties.ts';
import { createFormats } from '../../../../src/core/format.ts';
import { EVERYBODY } from '../../../../src/core/properties/access.ts';
import type { ObjectTarget } from '../../../../src/core/target.ts';
import { createPropertyPages } from '../../../../src/vscode/pages/properties.ts';
import { FakeEvent } from '../../../support/fakes/editor.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { FakeClipboard } from '../../../support/fakes/small.ts';

export const HOSTILE = 'dir/<img src=x onerror=alert(1)>"\' $(zap) \u202e&.zip';
export const at = (key: string, readOnly = false): ObjectTarget => ({
  connection: { ...LOCAL, readOnly },
  space: 'box',
  key,
});

export const propertiesOf = (key: string, more: Partial<ObjectProperties> = {}): ObjectProperties => ({
  object: at(key),
  details: {
    value: {
      ...{ size: 1_234_567, lastModified: Date.UTC(2026, 0, 2), etag: 'abc', versionId: 'v<1>' },
      ...{ headers: { contentType: 'image/png' }, metadata: { colour: '<b>red</b>' } },
      checksums: [['SHA256', 'c3Vt']],
      answered: [['x-odd', '<i>']],
    },
  },
  tags: { value: { 'team <x>': 'blue' } },
  access: {
    value: {
      ...{ canned: 'public-read', owner: 'me', xml: '' },
      grants: [
        { grantee: 'me', permission: 'FULL_CONTROL' },
        { grantee: EVERYBODY, permission: 'READ' },
      ],
    },
  },
  versions: {
    value: [{ versionId: 'v<1>', lastModified: 0, size: 5, isLatest: true, isDeleted: false }],
  },
  publicUrl: { value: 'https://host/box/key' },
  isOpen: true,
  cdnUrl: 'https://cdn/key',
  ...more,
});

/** An editor whose tabs are kept. */
export function editor() {
  const tabs: {
    title: string;
    html: string;
    posted: unknown[];
    revealed: number;
    isOpen: boolean;
    send: (id: string) => void;
    close(): void;
  }[] = [];
  const api = {
    window: {
      activeTextEditor: undefined,
      createWebviewPanel(_viewType: string, title: string) {
        const message = new FakeEvent<unknown>();
        const closed = new FakeEvent<void>();
        const tab = {
          ...{ title, html: '', posted: [] as unknown[], revealed: 0, isOpen: true },
          send: (id: string) => message.fire(id),
          close: () => closed.fire(),
        };
        closed.event(() => {
          tab.isOpen = false;
        });
        tabs.push(tab);
        return {
          set title(next: string) {
            tab.title = next;
          },
          visible: true,
          webview: {
            set html(html: string) {
              tab.html = html;
            },
            onDidReceiveMessage: message.event,
            postMessage: async (data: unknown) => tab.posted.push(data),
          },
          onDidDispose: closed.event,
          reveal: () => void tab.revealed++,
          dispose: () => closed.fire(),
        };
      },
    },
    env: { language: 'en' },
  };
  return { tabs, api };
}

export function setUp(canChange = true) {
  const { tabs, api } = editor();
  const clipboard = new FakeClipboard();
  const executed: unknown[] = [];
  let now = propertiesOf(HOSTILE);
  const reads: string[] = [];
  const pages = createPropertyPages(api as never, {
    ...{ formats: createFormats('en', 'UTC'), clipboard, canChange },
    read: async (object) => {
      reads.push(object.key);
      return { ...now, object };
    },
    summarize: (objects) => executed.push(['summarize', objects.length]),
    execute: (id, objects) => executed.push([id, ...objects.map(({ key }) => key)]),
    run: async (_title, attempt) => void (await attempt()),
  });
  const become = (properties: ObjectProperties) => {
    now = properties;
  };
  return { tabs, pages, clipboard, executed, become, reads };
}

export const settled = () => new Promise((resolve) => setImmediate(resolve));
export const buttonsOf = (html: string) => [...html.matchAll(/data-send="(\w+)"/g)].map(([, id]) => id);
