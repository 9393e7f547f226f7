import assert from 'node:assert/strict';
import { againOf } from '../../../../src/core/inspect/again.ts';
import type { Examined } from '../../../../src/core/inspect/examine.ts';

/** A PUT of ours that binds these headers. */
const put = (...signedHeaders: string[]) =>
  ({
    kind: 'put',
    method: 'PUT',
    ours: [{ connection: { id: 'aaaaaaaaaa' }, space: 'photos', key: 'a' }],
    signed: { signedHeaders },
  }) as unknown as Examined;

describe('what makes the same again', () => {
  it('is the command for a PUT that binds nothing but its access rights', () => {
    const args = { connection: 'aaaaaaaaaa', space: 'photos', key: 'a', method: 'put' };
    assert.deepEqual(againOf(put('x-amz-acl')), { makes: 'upload', args });
  });

  it('is none for a PUT that binds more: the new one would allow more', () => {
    assert.equal(againOf(put('content-type', 'x-amz-acl')), undefined);
    assert.equal(againOf(put('content-length')), undefined);
  });
});
