import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Refused } from '../../../../src/vscode/files/refused.ts';

interface Place {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/** As much of a URI as it takes. */
function at(path: string, scheme = 'spaceport'): vscode.Uri {
  const place: Place = { scheme, authority: 'abcdefghij', path };
  return { ...place, with: (change: Partial<Place>) => at(change.path ?? path, scheme) } as vscode.Uri;
}

function windowWith(folders: readonly vscode.Uri[], ...active: readonly (vscode.Uri | undefined)[]) {
  const allowed = new Set<string>();
  const told: string[][] = [];
  const opened: unknown[] = [];
  const all = active.map((uri, index) => ({
    viewColumn: index + 1,
    activeTab: { input: uri && { uri }, isPreview: index === 0 },
  }));
  const refused = new Refused(
    {
      workspace: { workspaceFolders: folders.map((uri) => ({ uri, name: '', index: 0 })) },
      window: { tabGroups: { all } as unknown as vscode.TabGroups },
      commands: {
        executeCommand: (async (...what: readonly [string, vscode.Uri, object]) =>
          void opened.push([what[0], what[1].path, what[2]])) as never,
      },
    },
    {
      allows: ({ path }) => allowed.has(path),
      announce: (...both) => told.push(...both.map((uris) => uris.map(({ path }) => path))),
    },
  );
  return { allowed, told, opened, refused };
}

describe('what was refused', () => {
  it('is read again once it is allowed, once', () => {
    const { allowed, told, refused } = windowWith([]);
    for (const path of ['/box/a', '/box/b', '/box/a']) refused.add(at(path));
    refused.again();
    assert.deepEqual(told, []);
    allowed.add('/box/a');
    refused.again();
    refused.again();
    assert.deepEqual(told, [['/box/a'], []]);
    allowed.add('/box/b');
    refused.again();
    assert.deepEqual(told.slice(2), [['/box/b'], []]);
  });

  it('of a folder of the workspace the file explorer is told that something is new in it', () => {
    const { allowed, told, refused } = windowWith([at('/box/'), at('/other'), at('/box', 'file')]);
    refused.add(at('/box'));
    refused.add(at('/box/.vscode/settings.json'));
    for (const path of ['/box', '/box/.vscode/settings.json']) allowed.add(path);
    refused.again();
    assert.deepEqual(told, [['/box', '/box/.vscode/settings.json'], ['/box/%']]);
  });

  it('an editor that shows an error is opened again, as it was', () => {
    const { allowed, opened, refused } = windowWith(
      [],
      at('/box/a'),
      undefined,
      at('/box/b'),
      at('/box/a', 'file'),
      at('/box/c'),
    );
    for (const path of ['/box/a', '/box/b']) refused.add(at(path));
    for (const path of ['/box/a', '/box/b', '/box/c']) allowed.add(path);
    refused.again();
    assert.deepEqual(opened, [
      ['vscode.open', '/box/a', { viewColumn: 1, preview: true, preserveFocus: true }],
      ['vscode.open', '/box/b', { viewColumn: 3, preview: false, preserveFocus: true }],
    ]);
  });

  it('of very much the oldest is not told of', () => {
    const { allowed, told, refused } = windowWith([]);
    for (let count = 0; count <= 1_000; count++) {
      allowed.add(`/box/${count}`);
      refused.add(at(`/box/${count}`));
    }
    refused.again();
    assert.deepEqual([told[0]?.length, told[0]?.[0]], [1_000, '/box/1']);
  });
});
