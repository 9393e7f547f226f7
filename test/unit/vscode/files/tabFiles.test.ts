import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { filesOf } from '../../../../src/vscode/files/tabFiles.ts';

const uri = (path: string) => ({ scheme: 'spaceport', path }) as vscode.Uri;
const [a, b] = [uri('/box/a'), uri('/box/b')];

describe('the files of a tab', () => {
  it('of one file, in an editor of any kind', () => {
    for (const input of [{ uri: a }, { uri: a, viewType: 'hex' }, { uri: a, notebookType: 'jupyter' }])
      assert.deepEqual(filesOf({ input }), [a]);
  });

  it('of two that are compared, notebooks too', () => {
    for (const kind of [{}, { notebookType: 'jupyter' }])
      assert.deepEqual(filesOf({ input: { original: a, modified: b, ...kind } }), [a, b]);
  });

  it('of a page, a terminal, and what the editor does not tell: none', () => {
    for (const input of [{ viewType: 'page' }, {}, undefined, null]) assert.deepEqual(filesOf({ input }), []);
  });
});
