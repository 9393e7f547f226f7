import assert from 'node:assert/strict';
import { createMemory } from '../../../src/vscode/memory.ts';
import { FakeMemento, FakeProfile } from '../../support/fakes/editor.ts';

describe('memory', () => {
  it("keeps each thing in an entry of its own in the profile's state", async () => {
    const profile = new FakeProfile();
    const memory = createMemory(new FakeMemento(profile));
    await memory.set('sort', 'size');
    await memory.set('share.lastExpirySeconds', 90);
    assert.equal(createMemory(new FakeMemento(profile)).get('share.lastExpirySeconds'), 90);
    assert.deepEqual([...profile.values.keys()], ['memory.sort', 'memory.share.lastExpirySeconds']);
    assert.deepEqual(profile.syncedKeys, []);
  });

  it('gives undefined for what was never there, or was taken away', async () => {
    const memory = createMemory(new FakeMemento());
    assert.equal(memory.get('sort'), undefined);
    await memory.set('sort', 'size');
    await memory.set('sort', undefined);
    assert.equal(memory.get('sort'), undefined);
  });
});
