import assert from 'node:assert/strict';
import { createHash, createHmac, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import type { Hashing } from '../../../src/core/hashing.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { webHashing } from '../../../src/platform/web.ts';

/** The published test cases of RFC 4231 (HMAC-SHA-256) that are text: key, data, digest. */
const hmacCases: [Uint8Array, string, string][] = [
  [
    new Uint8Array(20).fill(0x0b),
    'Hi There',
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  ],
  [
    Buffer.from('Jefe'),
    'what do ya want for nothing?',
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    new Uint8Array(131).fill(0xaa),
    'Test Using Larger Than Block-Size Key - Hash Key First',
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  ],
];

const platforms: Record<string, Hashing> = {
  node: nodeHashing,
  web: webHashing(webcrypto.subtle as SubtleCrypto),
};

for (const [name, hashing] of Object.entries(platforms)) {
  describe(`${name} hashing`, () => {
    it('agrees with the published HMAC cases', async () => {
      for (const [secret, text, hex] of hmacCases) {
        const key = await hashing.hmacKey(secret);
        assert.equal(await key.hexDigest(text), hex);
        assert.equal(Buffer.from(await key.digest(text)).toString('hex'), hex);
      }
    });

    it('agrees with createHash and createHmac on any text and secret', () =>
      fc.assert(
        fc.asyncProperty(secrets, texts, texts, async (secret, first, second) => {
          const key = await hashing.hmacKey(secret);
          for (const text of [first, second]) {
            assert.equal(await hashing.sha256Hex(text), createHash('sha256').update(text).digest('hex'));
            assert.equal(await key.hexDigest(text), createHmac('sha256', secret).update(text).digest('hex'));
          }
        }),
        { numRuns: 200 },
      ));

    it('gives a digest that a later one does not change', async () => {
      const key = await hashing.hmacKey('AWS4secret');
      const first = await key.digest('a');
      const copy = [...first];
      await key.digest('b');
      assert.deepEqual([...first], copy);
    });
  });
}

/** WebCrypto refuses an empty key, which the signer never has. */
const secrets = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  fc.uint8Array({ minLength: 1, maxLength: 200 }),
);
const texts = fc.string({ unit: 'binary', maxLength: 3000, size: 'max' });
