import assert from 'node:assert/strict';
import type { FileKind } from '../../../../src/core/files/entries.ts';
import { KnownFolders } from '../../../../src/core/files/known.ts';

/** Names of folders end with a slash. */
const names = (...all: string[]) =>
  new Map(
    all.map((name): [string, FileKind] => [name.replace(/\/$/, ''), name.endsWith('/') ? 'folder' : 'file']),
  );

function setUp() {
  const clock = { now: 1_000 };
  const known = new KnownFolders(() => clock.now);
  const list = (path: string, ...all: string[]) => known.listed(path, names(...all), known.asking());
  return { clock, known, list };
}

describe('what is known of folders', () => {
  it('those that a listing showed, and what it did not show, with all below; of a file nothing', () => {
    const { known, list } = setUp();
    assert.equal(known.kindAt('c/box/dir'), undefined);
    list('c/box', 'dir/', 'a.txt');
    assert.equal(known.kindAt('c/box/dir'), 'folder');
    for (const path of ['c/box/.vscode', 'c/box/.vscode/settings.json', 'c/box/.vscode/x/y'])
      assert.equal(known.kindAt(path), 'nothing', path);
    // A folder of the same name is hidden by a file.
    for (const path of ['c/box', 'c', '', 'c/box/a.txt', 'c/box/a.txt/x', 'c/box/dir/x', 'c/other/x'])
      assert.equal(known.kindAt(path), undefined, path);
  });

  it('the nearest listing tells', () => {
    const { known, list } = setUp();
    list('c/box', 'dir/');
    list('c/box/dir', 'deep/');
    assert.equal(known.kindAt('c/box/dir/deep'), 'folder');
    assert.equal(known.kindAt('c/box/dir/other/x'), 'nothing');
    assert.equal(known.kindAt('c/box/dir/deep/x'), undefined);
  });

  it("of a folder's own marker, which no listing shows, nothing; of a folder without a name all the same", () => {
    const { known, list } = setUp();
    list('c/box', 'dir/');
    for (const path of ['c/box/%', 'c/box/%/x']) assert.equal(known.kindAt(path), undefined, path);
    list('c/box/dir', '%/');
    assert.equal(known.kindAt('c/box/dir/%'), 'folder');
  });

  it('what was asked for and is not there: the object and the folder, and nothing of what is beside', () => {
    const { known } = setUp();
    known.nothing('c/box/a', known.asking());
    assert.equal(known.kindAt('c/box/a'), 'nothing');
    assert.equal(known.kindAt('c/box/b'), undefined);
  });

  it('a file that was ever found is asked for each time', () => {
    const { known, list } = setUp();
    known.file('c/box/a');
    list('c/box');
    known.nothing('c/box/a', known.asking());
    assert.equal(known.kindAt('c/box/a'), undefined);
    assert.equal(known.kindAt('c/box/b'), 'nothing');
  });

  it('is believed for 10 seconds from the question on, and no longer than to the next change', () => {
    const { clock, known, list } = setUp();
    const asked = known.asking();
    clock.now += 9_000;
    known.listed('c/box', names(), asked);
    clock.now += 1_000;
    assert.equal(known.kindAt('c/box/a'), 'nothing');
    clock.now += 1;
    assert.equal(known.kindAt('c/box/a'), undefined);
    list('c/box');
    known.forget();
    assert.equal(known.kindAt('c/box/a'), undefined);
  });

  it('an answer that a change has overtaken is not remembered', () => {
    const { known } = setUp();
    const asked = known.asking();
    known.forget();
    known.listed('c/box', names(), asked);
    known.nothing('c/box/a', asked);
    assert.equal(known.kindAt('c/box/a'), undefined);
  });

  it('of very much the oldest is forgotten, and a folder of more names than all may have is not kept', () => {
    const { known, list } = setUp();
    const many = Array.from({ length: 9_000 }, (_, index) => String(index));
    for (const path of ['c/1', 'c/2', 'c/3']) list(path, ...many);
    assert.deepEqual(
      ['c/1/x', 'c/2/x', 'c/3/x'].map((path) => known.kindAt(path)),
      [undefined, 'nothing', 'nothing'],
    );
    list('c/4', ...many, ...many.map((name) => `b${name}`), ...many.map((name) => `c${name}`));
    assert.equal(known.kindAt('c/4/x'), undefined);
    assert.equal(known.kindAt('c/3/x'), 'nothing');
    for (let count = 0; count <= 500; count++) list(`c/few/${count}`);
    assert.equal(known.kindAt('c/3/x'), undefined);
    assert.equal(known.kindAt('c/few/0/x'), undefined);
    assert.equal(known.kindAt('c/few/500/x'), 'nothing');
  });
});
