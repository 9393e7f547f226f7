import assert from 'node:assert/strict';
import { createRedactor } from '../../../src/core/redact.ts';

describe('redact', () => {
  const signature = 'ab12'.repeat(16);
  const lines: [name: string, line: string, secret: string][] = [
    ['a signed URL', `GET https://s.example/k?X-Amz-Expires=30&X-Amz-Signature=${signature}&x=1`, signature],
    ['an encoded signed URL', `to=https%3A%2F%2Fs%3FX-Amz-Signature%3D${signature}`, signature],
    ['an Authorization header', 'authorization: AWS4-HMAC-SHA256 Credential=AK/x, Signature=5f', 'AWS4'],
    ['a policy field', "--form-string 'Policy=eyJleHBpcmF0aW9uIjoi' next", 'eyJleHBpcmF0aW9uIjoi'],
    [
      'a bare policy',
      `policy was ${btoa('{"expiration":"2026-01-01T00:00:00Z","conditions":[]}')}`,
      'eyJleHBp',
    ],
    ['JSON with a secret', '{"secretAccessKey":"DOO/abc+def","x":1}', 'DOO/abc+def'],
    ['a session token', 'X-Amz-Security-Token=FwoGZX&a=b', 'FwoGZX'],
  ];
  for (const [name, line, secret] of lines) {
    it(`hides the secret of ${name}`, () => {
      const { redact } = createRedactor();
      assert.ok(line.includes(secret));
      assert.ok(!redact(line).includes(secret), redact(line));
    });
  }

  it('hides every secret it was told of, also as it stands in a URL', () => {
    const { redact, remember } = createRedactor();
    remember('s3cr3t/with+signs');
    assert.equal(redact('a s3cr3t/with+signs b s3cr3t%2Fwith%2Bsigns c'), 'a ‹hidden› b ‹hidden› c');
  });

  it('takes a secret that has no UTF-8 form', () => {
    const { redact, remember } = createRedactor();
    remember('half\ud800-a-character');
    assert.equal(redact('a half\ud800-a-character b'), 'a ‹hidden› b');
  });

  it('leaves an ordinary line alone', () => {
    const line = 'GET /example-bucket?list-type=2&prefix=logs%2F 200 41 ms';
    assert.equal(createRedactor().redact(line), line);
  });
});
