import assert from 'node:assert/strict';
import { createUnfinished } from '../../../src/core/unfinished.ts';

describe('what is unfinished', () => {
  it('is waited for, with what is added meanwhile', async () => {
    const unfinished = createUnfinished();
    await unfinished.settled();
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    unfinished.add(first.promise);
    const done: string[] = [];
    const settled = unfinished.settled().then(() => done.push('settled'));
    unfinished.add(second.promise.then(() => done.push('second')));
    first.resolve();
    await first.promise;
    second.resolve();
    await settled;
    assert.deepEqual(done, ['second', 'settled']);
  });

  it('begins at the end what is for the end, once', async () => {
    const unfinished = createUnfinished();
    const done: string[] = [];
    const last = Promise.withResolvers<void>();
    unfinished.atEnd(() => last.promise.then(() => done.push('last')));
    assert.equal(done.length, 0);
    const settled = unfinished.settled().then(() => done.push('settled'));
    last.resolve();
    await settled;
    await unfinished.settled();
    assert.deepEqual(done, ['last', 'settled']);
  });
});
