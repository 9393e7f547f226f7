import assert from 'node:assert/strict';
import type { ObjectSaves } from '../../../../src/core/files/ports.ts';
import { createObjectSaves } from '../../../../src/s3/save.ts';
import { realStore } from '../../../support/realStore.ts';
import { type Rig, startRig, text } from '../bytes/rig.ts';

const { signal } = new AbortController();
const ALL = { maxBytes: 1_000_000 };
const KEPT = { 'content-type': 'text/x-own', 'cache-control': 'no-cache', 'x-amz-meta-author': 'somebody' };
const ENCRYPTED = { ...KEPT, 'x-amz-server-side-encryption': 'AES256' };

describe('an object that is made anew after it was deleted, as by the editor’s Undo', () => {
  let rig: Rig;
  let saves: ObjectSaves;

  beforeEach(async () => {
    rig = await startRig();
    const { reads } = realStore(rig.store.credentials);
    saves = createObjectSaves({ ...reads, wishes: () => ({ acl: 'public-read' }) });
    rig.store.put('photos', 'a.md', 'one', { headers: KEPT });
  });
  afterEach(() => rig.stop());

  const again = async (words: string, key = 'a.md') => {
    rig.store.delete('photos', key);
    saves.deleted(rig.at(key));
    await saves.save(rig.at(key), text(words), 'new', signal);
    return rig.store.get('photos', key);
  };

  it('has what it had, and is as private', async () => {
    await saves.read(rig.at('a.md'), ALL, signal);
    const { headers, acl } = (await again('one')) ?? {};
    assert.deepEqual([headers, acl], [KEPT, 'private']);
  });

  it('is encrypted as it was', async () => {
    rig.store.put('photos', 'a.md', 'one', { headers: ENCRYPTED });
    await saves.read(rig.at('a.md'), ALL, signal);
    assert.deepEqual((await again('one'))?.headers, ENCRYPTED);
  });

  it('once, and where the editor has deleted it', async () => {
    await saves.read(rig.at('a.md'), ALL, signal);
    const type = { 'content-type': 'text/markdown; charset=utf-8' };
    rig.store.delete('photos', 'a.md');
    await saves.save(rig.at('a.md'), text('one'), 'new', signal);
    assert.deepEqual(rig.store.get('photos', 'a.md')?.headers, type);
    rig.store.put('photos', 'a.md', 'one', { headers: KEPT });
    await saves.read(rig.at('a.md'), ALL, signal);
    assert.deepEqual((await again('one'))?.headers, KEPT);
    assert.deepEqual((await again('one'))?.headers, type);
  });

  it('with another content, or never read, it is a new one', async () => {
    const type = { 'content-type': 'text/markdown; charset=utf-8' };
    assert.deepEqual((await again('one'))?.headers, type);
    rig.store.put('photos', 'a.md', 'one', { headers: KEPT });
    await saves.read(rig.at('a.md'), ALL, signal);
    assert.deepEqual((await again('two'))?.headers, type);
    assert.deepEqual((await again('one', 'b.md'))?.headers, type);
  });
});
