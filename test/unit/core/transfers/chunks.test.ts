import assert from 'node:assert/strict';
import { gathered, wholeOf } from '../../../../src/core/transfers/chunks.ts';

const MIB = 1024 * 1024;

async function* bodyOf(...pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

describe('a body in groups', () => {
  const pieces = () =>
    [700_000, 700_000, 2 * MIB, 5].map((size, index) => new Uint8Array(size).fill(index + 1));

  it('has all bytes in their order', async () => {
    const groups: Uint8Array[] = [];
    for await (const group of gathered(bodyOf(...pieces()), [])) groups.push(group.slice());
    assert.deepEqual(Buffer.concat(groups), Buffer.concat(pieces()));
    assert.deepEqual(
      groups.slice(0, -1).map(({ length }) => length),
      [MIB, MIB, MIB],
    );
  });

  it('uses memory that was given back, and frees what a piece has for itself', async () => {
    const [given, own, shared] = [new Uint8Array(MIB), new Uint8Array(9), new Uint8Array(20).subarray(4)];
    const buffers: Uint8Array[] = [given];
    for await (const group of gathered(bodyOf(own, shared), buffers)) buffers.push(wholeOf(group));
    assert.deepEqual(
      buffers.map(({ buffer }) => buffer),
      [given.buffer],
    );
    assert.deepEqual([own.length, shared.length], [0, 16]);
  });

  it('is no group where there is nothing', async () => {
    for await (const _ of gathered(bodyOf(), [])) assert.fail();
  });
});
