import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Memory } from '../../../../src/core/ports.ts';
import { KeptFolders } from '../../../../src/vscode/files/keptFolders.ts';

const at = (path: string, scheme = 'spaceport'): vscode.Uri =>
  ({ scheme, authority: scheme === 'file' ? '' : 'abcdefghij', path }) as vscode.Uri;
const [project, space, other] = [at('/home/me/project', 'file'), at('/box'), at('/other/dir')];

class FakeMemory implements Memory {
  readonly entries = new Map<string, unknown>();
  get<T>(key: string): T | undefined {
    return this.entries.get(key) as T | undefined;
  }
  async set(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.entries.delete(key);
    else this.entries.set(key, value);
  }
}

/** Windows of one profile. */
function profile() {
  const clock = { now: 1_000_000 };
  const memory = new FakeMemory();
  const windowWith = (
    folders: readonly vscode.Uri[],
    { windowMemory = new FakeMemory(), isTrusted = false } = {},
  ) => {
    const workspaceFolders = folders.map((uri) => ({ uri, name: '', index: 0 }));
    const workspace = { workspaceFolders, isTrusted };
    const kept = new KeptFolders({ workspace, memory, windowMemory, now: () => clock.now });
    return { kept, windowMemory, paths: () => kept.restored().map(({ path }) => path) };
  };
  return { clock, memory, windowWith };
}

describe('folders that a person added to a workspace that is not trusted', () => {
  it('hold after a reload, as long as they are folders of the workspace', async () => {
    const { windowWith } = profile();
    const { kept, windowMemory } = windowWith([project, other]);
    await kept.keep([space, other]);
    const reloaded = () => windowWith([project, at('/box/'), other], { windowMemory });
    assert.deepEqual(reloaded().paths(), ['/box/', '/other/dir']);
    assert.deepEqual(windowWith([project, other], { windowMemory }).paths(), ['/other/dir']);
    // Who took it out and has it named by the file again did not add it.
    assert.deepEqual(reloaded().paths(), ['/other/dir']);
    await reloaded().kept.removed([at('/other/dir/'), project]);
    assert.deepEqual(reloaded().paths(), []);
  });

  it('hold in the workspace that the window becomes, which remembers them', async () => {
    const { clock, windowWith } = profile();
    await windowWith([project]).kept.keep([space]);
    clock.now += 5_000;
    const became = windowWith([project, space]);
    assert.deepEqual(became.paths(), ['/box']);
    clock.now += 1_000_000;
    assert.deepEqual(windowWith([project, space], became).paths(), ['/box']);
  });

  it('in no other workspace: not one of other folders, not a second one, and not later', async () => {
    const { clock, windowWith } = profile();
    await windowWith([project]).kept.keep([space]);
    for (const folders of [[space], [at('/tmp/evil', 'file'), space], [project, space, other], []])
      assert.deepEqual(windowWith(folders).paths(), []);
    assert.deepEqual(windowWith([project, space]).paths(), ['/box']);
    assert.deepEqual(windowWith([project, space]).paths(), []);
    await windowWith([project]).kept.keep([space]);
    clock.now += 60_001;
    assert.deepEqual(windowWith([project, space]).paths(), []);
  });

  it('a trusted window needs none of it, and leaves it as it is', async () => {
    const { memory, windowWith } = profile();
    await windowWith([project], { isTrusted: true }).kept.keep([space]);
    assert.equal(memory.entries.size, 0);
    const { kept, windowMemory } = windowWith([project, space]);
    await kept.keep([space]);
    assert.deepEqual(windowWith([project], { windowMemory, isTrusted: true }).paths(), []);
    assert.deepEqual(windowWith([project, space], { windowMemory }).paths(), ['/box']);
  });

  it('what is no such thing in the memory is nothing', () => {
    const { memory, windowWith } = profile();
    const windowMemory = new FakeMemory();
    for (const value of [
      null,
      1,
      'x',
      [1],
      { at: 1_000_000, all: 'x', added: ['spaceport:abcdefghij/box'] },
    ]) {
      memory.entries.set('files.addingFolders', value ?? undefined);
      windowMemory.entries.set('files.openedFolders', value);
      assert.deepEqual(windowWith([space], { windowMemory }).paths(), []);
    }
  });
});
