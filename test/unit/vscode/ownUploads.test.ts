import assert from 'node:assert/strict';
import { ownUploads } from '../../../src/vscode/commands/ownUploads.ts';

const folder = { path: '/data/transfers', with: ({ path }: { path: string }) => ({ path }) } as never;

function filesystem(files: Readonly<Record<string, string>>) {
  return {
    readDirectory: async () => Object.keys(files).map((name): [string, number] => [name, 1]),
    readFile: async ({ path }: { path: string }) => {
      const text = files[path.replace('/data/transfers/', '')];
      if (text === undefined || text === 'gone') throw new Error('gone');
      return new TextEncoder().encode(text);
    },
  } as never;
}

describe('uploads of our own', () => {
  it('are those that stand in the journal; what can not be read says nothing', async () => {
    const files = {
      'a.json': '{"trace":{"uploadId":"2~a"}}',
      'b.json': '{"trace":{"parts":[]}}',
      'c.json': 'half a fi',
      'd.json': 'gone',
      'e.json': 'null',
      'f.json': '{"trace":{"uploadId":7}}',
    };
    assert.deepEqual([...(await ownUploads(filesystem(files), folder))], ['2~a']);
  });

  it('are none where there is no journal', async () => {
    assert.equal((await ownUploads(filesystem({}), undefined)).size, 0);
  });
});
