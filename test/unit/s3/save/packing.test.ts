import assert from 'node:assert/strict';
import { deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { packed, packingOf, TOO_MUCH, unpacked } from '../../../../src/s3/save/packing.ts';
import { text } from '../bytes/rig.ts';

const ENOUGH = 1_000_000;

describe('packed content', () => {
  for (const [packing, pack, unpack] of [
    ['gzip', gzipSync, gunzipSync],
    ['deflate', deflateSync, inflateSync],
  ] as const) {
    it(`${packing}: as others pack it and unpack it`, async () => {
      const content = text('hello '.repeat(9_999));
      assert.deepEqual(await unpacked(pack(content), packing, ENOUGH), content);
      assert.ok(unpack(await packed(content, packing)).equals(content));
      assert.deepEqual(await unpacked(await packed(text(''), packing), packing, 0), text(''));
    });

    it(`${packing}: what is not packed so, or not all of it, is none`, async () => {
      const whole = pack(text('hello hello hello'));
      const damaged = Uint8Array.from(whole, (byte, index) =>
        index === whole.length - 3 ? byte ^ 255 : byte,
      );
      for (const wrong of [
        text('hello'),
        text('x^2 + y'),
        whole.subarray(0, -3),
        damaged,
        deflateRawSync(text('a')),
      ])
        assert.equal(await unpacked(wrong, packing, ENOUGH), undefined);
    });
  }

  it('several members of gzip are handed out as stored: hosts do not go on after the first', async () => {
    assert.equal(
      await unpacked(Buffer.concat([gzipSync('one '), gzipSync('two')]), 'gzip', ENOUGH),
      undefined,
    );
  });

  it('nothing at all counts as packed', async () => {
    assert.deepEqual(await unpacked(text(''), 'gzip', 0), text(''));
  });

  it('little that unpacks to very much ends at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    assert.equal(await unpacked(bomb, 'gzip', ENOUGH), TOO_MUCH);
    assert.equal(await unpacked(gzipSync('abc'), 'gzip', 2), TOO_MUCH);
    assert.deepEqual(await unpacked(gzipSync('abc'), 'gzip', 3), text('abc'));
  });

  for (const [header, packing] of [
    ['gzip', 'gzip'],
    [' X-GZip ', 'gzip'],
    ['deflate', 'deflate'],
    ['br', undefined],
    ['gzip, gzip', undefined],
    ['identity', undefined],
    [undefined, undefined],
  ] as const) {
    it(`Content-Encoding ${header} is ${packing}`, () => assert.equal(packingOf(header), packing));
  }
});
