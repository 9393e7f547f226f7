import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/emitter.ts';

describe('Emitter', () => {
  it('tells all that are subscribed, in order, and nobody who has left', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const first = emitter.event((value) => heard.push(`first ${value}`));
    emitter.event((value) => heard.push(`second ${value}`));
    emitter.fire(1);
    first.dispose();
    first.dispose();
    emitter.fire(2);
    assert.deepEqual(heard, ['first 1', 'second 1', 'second 2']);
  });

  it('one function subscribed twice is two subscriptions', () => {
    const emitter = new Emitter<void>();
    let calls = 0;
    const listener = () => {
      calls++;
    };
    const once = emitter.event(listener);
    emitter.event(listener);
    emitter.fire();
    once.dispose();
    emitter.fire();
    assert.equal(calls, 3);
  });

  it('who leaves or comes while it fires does not disturb the others', () => {
    const emitter = new Emitter<void>();
    const heard: string[] = [];
    const leaving = emitter.event(() => {
      leaving.dispose();
      emitter.event(() => heard.push('late'));
      heard.push('leaving');
    });
    emitter.event(() => heard.push('staying'));
    emitter.fire();
    assert.deepEqual(heard, ['leaving', 'staying']);
    emitter.fire();
    assert.deepEqual(heard, ['leaving', 'staying', 'staying', 'late']);
  });
});
