import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { digestOf } from '../../../src/platform/fileDigests.ts';
import { HashingThread } from '../../../src/platform/hashingThread.ts';

const MIB = 1024 * 1024;

describe('the MD5 of what arrives', () => {
  const whole = new Uint8Array(randomBytes(3 * MIB));
  const wanted = createHash('md5').update(whole).digest('hex');

  for (const [where, size] of [
    ['here', 1_000],
    ['in a thread', whole.length],
  ] as const) {
    it(`is taken ${where}, of several at the same time`, async () => {
      const digests = [digestOf(size), digestOf(size)];
      for (let at = 0; at < whole.length; at += MIB) {
        const taken = digests.map((digest) => digest.add(whole.slice(at, at + MIB)));
        for (const bytes of await Promise.all(taken)) assert.equal(bytes.length, MIB);
      }
      assert.deepEqual(await Promise.all(digests.map((digest) => digest.hex())), [wanted, wanted]);
    });
  }

  it('one piece is all there is', async () => {
    const digest = digestOf(3);
    await digest.add(Buffer.from('abc'));
    assert.equal(await digest.hex(), '900150983cd24fb0d6963f7d28e17f72');
    assert.equal(await digestOf(0).hex(), 'd41d8cd98f00b204e9800998ecf8427e');
  });

  it('memory is moved to the thread and back', async () => {
    const digest = digestOf(whole.length);
    const bytes = new Uint8Array(MIB);
    const taken = digest.add(bytes);
    assert.equal(bytes.length, 0);
    assert.equal((await taken).buffer.byteLength, MIB);
    digest.drop();
  });

  it('a thread that breaks has none, and takes no memory along', async () => {
    const digest = new HashingThread('throw new Error("broken")').digest();
    assert.equal((await digest.add(new Uint8Array(5))).length, 5);
    assert.equal(await digest.hex(), undefined);
  });
});
