import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { createHelp } from '../../../src/vscode/help.ts';

/** The editor with its Markdown preview, or without. */
function setup(hasPreview: boolean) {
  const done: string[] = [];
  const api = {
    Uri: { joinPath: (base: string, ...parts: string[]) => [base, ...parts].join('/') },
    commands: {
      executeCommand: async (id: string, page: string) => {
        if (!hasPreview) throw new Error(`command '${id}' not found`);
        done.push(`${id} ${page}`);
      },
    },
    window: { showTextDocument: async (page: string) => void done.push(`text ${page}`) },
  } as unknown as typeof vscode;
  return { done, open: createHelp(api, 'file:///ext' as unknown as vscode.Uri) };
}

describe('a page of help', () => {
  it('is one of the extension, in the Markdown preview', async () => {
    const { done, open } = setup(true);
    await open('clock');
    assert.deepEqual(done, ['markdown.showPreview file:///ext/docs/help/clock.md']);
  });

  it('is shown as it is written where there is no preview', async () => {
    const { done, open } = setup(false);
    await open('dot-keys');
    assert.deepEqual(done, ['text file:///ext/docs/help/dot-keys.md']);
  });
});
