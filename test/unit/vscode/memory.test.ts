import assert from 'node:assert/strict';
import { createUnfinished } from '../../../src/core/unfinished.ts';
import { createMemory } from '../../../src/vscode/memory.ts';
import { FakeMemento, FakeProfile } from '../../support/fakes/editor.ts';
import { FakeLog } from '../../support/fakes/small.ts';

const unfinished = createUnfinished();
const log = new FakeLog();
const open = (state = new FakeMemento()) => createMemory({ state, unfinished, log });

describe('memory', () => {
  it("keeps each thing in an entry of its own in the profile's state", async () => {
    const profile = new FakeProfile();
    const memory = open(new FakeMemento(profile));
    await memory.set('sort', 'size');
    await memory.set('share.lastExpirySeconds', 90);
    assert.equal(open(new FakeMemento(profile)).get('share.lastExpirySeconds'), 90);
    assert.deepEqual([...profile.values.keys()], ['memory.sort', 'memory.share.lastExpirySeconds']);
    assert.deepEqual(profile.syncedKeys, []);
  });

  it('gives undefined for what was never there, or was taken away', async () => {
    const memory = open();
    assert.equal(memory.get('sort'), undefined);
    await memory.set('sort', 'size');
    await memory.set('sort', undefined);
    assert.equal(memory.get('sort'), undefined);
  });

  it('makes nobody wait until it is written, and nothing fails because it can not be', async () => {
    const state = new FakeMemento();
    const { promise, reject } = Promise.withResolvers<void>();
    state.update = () => promise;
    await open(state).set('sort', 'size');
    reject(new Error('disk full'));
    await unfinished.settled();
    assert.match(log.lines.join(), /sort is not remembered: Error: disk full/);
  });
});
