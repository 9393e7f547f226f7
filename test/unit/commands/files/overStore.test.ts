// The file system over the real client and the in-memory store: what the editor asks for, in its own order.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type FileDeps, placeAt, unending } from '../../../../src/commands/files/at.ts';
import { lookUp } from '../../../../src/commands/files/lookUp.ts';
import { readFolder, readObject } from '../../../../src/commands/files/readPlaces.ts';
import { relocate, remove } from '../../../../src/commands/files/relocate.ts';
import { makeFolder, writeObject } from '../../../../src/commands/files/writePlaces.ts';
import { EmptyFolders } from '../../../../src/core/files/folders.ts';
import { KnownFolders } from '../../../../src/core/files/known.ts';
import { pathOfObject } from '../../../../src/core/files/path.ts';
import { Saves } from '../../../../src/core/files/saves.ts';
import { writeProblem } from '../../../../src/core/keyRules.ts';
import { Rights } from '../../../../src/core/rights.ts';
import { createObjectSaves } from '../../../../src/s3/save.ts';
import { manageDeps } from '../../../support/manageDeps.ts';
import { coreKeys } from '../../../support/oddKeys.ts';
import { connectionTo, realStore } from '../../../support/realStore.ts';
import { type MemoryStore, startStore } from '../../../support/store/memoryStore.ts';
import { bytes } from './fileSetup.ts';

const any = { create: true, overwrite: true };

describe('the file system over a store', () => {
  let store: MemoryStore;
  let deps: FileDeps;

  beforeEach(async () => {
    store = await startStore();
    store.addSpace('box');
    const keys = store.credentials;
    const connection = connectionTo(store);
    const known = new KnownFolders(Date.now);
    const manage = manageDeps({ keys }).deps;
    deps = {
      ...manage,
      // As with each change that the editor's side hears of.
      listing: { ...manage.listing, touched: () => known.forget() },
      saves: createObjectSaves({ ...realStore(keys).reads, wishes: () => ({ cacheControl: '' }) }),
      connections: { get: (id) => (id === connection.id ? connection : undefined) },
      ...{ rights: new Rights(), bases: new Saves(Date.now), folders: new EmptyFolders(), known },
      has: () => undefined,
    };
  });
  afterEach(() => store.stop());

  const at = (key: string) => placeAt(deps, { authority: 'abcdefghij', path: pathOfObject('box', key) });
  const read = async (key: string) => new TextDecoder().decode(await readObject(deps, at(key)));
  const stored = (key: string) => store.get('box', key)?.body().toString();
  /** As the editor opens a document: its stat and its content, and then it is there. */
  const open = async (key: string) => {
    await lookUp(deps, at(key));
    const text = await read(key);
    deps.bases.opened(at(key).path, false);
    return text;
  };
  /** As the editor saves one. */
  const save = async (key: string, text: string) => {
    await lookUp(deps, at(key)).catch(() => undefined);
    await writeObject(deps, at(key), bytes(text), any);
    await lookUp(deps, at(key));
    deps.bases.becameClean(at(key).path);
    deps.bases.saved(at(key).path);
  };
  const edit = (key: string) => deps.bases.edited(at(key).path);

  it('a save keeps the content type; the next one is over it', async () => {
    store.put('box', 'a', 'old', { contentType: 'text/html; charset=utf-8' });
    assert.equal(await open('a'), 'old');
    for (const text of ['one', 'two', 'a longer one']) {
      edit('a');
      await save('a', text);
      assert.equal(stored('a'), text);
    }
    const { headers } = await deps.saves
      .read({ connection: connectionTo(store), space: 'box', key: 'a' }, { maxBytes: 100 }, unending())
      .then(({ facts }) => facts);
    assert.equal(headers.contentType, 'text/html; charset=utf-8');
  });

  it('what somebody else wrote, of the same size too, is not overwritten; read again, it can be', async () => {
    for (const [key, theirs] of [
      ['same', 'THEIRS'],
      ['other', 'their longer one'],
    ] as const) {
      store.put('box', key, 'before');
      await open(key);
      edit(key);
      store.put('box', key, theirs);
      // Between the editor's own check and its write, which is where it can't see it.
      await assert.rejects(writeObject(deps, at(key), bytes('mine'), any), { code: 'changed' });
      assert.equal(stored(key), theirs);
      await lookUp(deps, at(key));
      await read(key);
      deps.bases.refreshed(at(key).path);
      edit(key);
      await save(key, 'mine');
      assert.equal(stored(key), 'mine');
    }
  });

  it('what is gone is made again; what has come meanwhile is not overwritten', async () => {
    store.put('box', 'a', 'before');
    await open('a');
    edit('a');
    store.delete('box', 'a');
    await save('a', 'mine');
    assert.equal(stored('a'), 'mine');
    store.put('box', 'new', 'theirs');
    await assert.rejects(writeObject(deps, at('new'), bytes('mine'), any), { code: 'changed' });
    assert.equal(stored('new'), 'theirs');
  });

  it('renamed with its document, it is saved over what went along', async () => {
    store.put('box', 'dir/a', 'before');
    await open('dir/a');
    edit('dir/a');
    await relocate(deps, { from: at('dir'), to: at('moved'), mode: 'move', overwrite: false });
    assert.deepEqual([stored('dir/a'), stored('moved/a')], [undefined, 'before']);
    deps.bases.opened(at('moved/a').path, true);
    store.put('box', 'moved/b', 'beside');
    await save('moved/a', 'mine');
    assert.equal(stored('moved/a'), 'mine');
    await remove(deps, at('moved'), true);
    assert.deepEqual([stored('moved/a'), stored('moved/b')], [undefined, undefined]);
  });

  it('a folder is made, filled, listed by pages, and gone with what is in it', async () => {
    makeFolder(deps, at('new'));
    await writeObject(deps, at('new/first'), bytes('1'), any);
    for (let count = 0; count < 1_500; count++) store.put('box', `new/${count}`, 'x');
    assert.equal((await readFolder(deps, at('new'))).size, 1_501);
    await remove(deps, at('new'), true);
    await assert.rejects(lookUp(deps, at('new')), { code: 'noSuchObject' });
  });

  it('every key that can be written is written, found and read by its path', async () => {
    const sample = fc.sample(fc.constantFrom(...coreKeys), { numRuns: 150, seed: 6 });
    // A folder without a name would be in the place of its marker.
    const keys = [...new Set(sample)].filter(
      (key) => writeProblem(key) === undefined && !key.endsWith('/') && !key.startsWith('/'),
    );
    assert.ok(keys.length > 50, String(keys.length));
    for (const key of keys) {
      await writeObject(deps, at(key), bytes(`in ${key}`), any);
      assert.equal((await lookUp(deps, at(key))).kind, 'file', JSON.stringify(key));
      assert.equal(await read(key), `in ${key}`);
      assert.equal(stored(key), `in ${key}`);
    }
  });
});
