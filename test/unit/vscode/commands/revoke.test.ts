import assert from 'node:assert/strict';
import { readRevoke, readTest } from '../../../../src/vscode/commands/revoke.ts';

const PLACE = { connection: 'Demo', space: 'photos', key: 'a' };

describe('the arguments of Test Link and Revoke Access', () => {
  it('name a share, or a target: of both one would be overlooked', () => {
    assert.deepEqual(readTest({ share: 'x' }), { share: 'x' });
    assert.deepEqual(readTest({ ...PLACE, filename: 'b' }), { ...PLACE, filename: 'b' });
    const how = { how: 'delete', confirmed: true } as const;
    assert.deepEqual(readRevoke({ share: 'x', ...how }), { share: 'x', ...how });
    assert.deepEqual(readRevoke({ ...PLACE, ...how }), { ...PLACE, ...how });
    for (const read of [readTest, readRevoke])
      assert.throws(() => read({ share: 'x', key: 'a' }), { code: 'badArguments', message: /"key"/ });
    assert.throws(() => readTest({ share: 'x', host: 'a.b' }), { message: /Unknown argument "host"/ });
    assert.throws(() => readRevoke({ share: '' }), { message: /"share" is empty/ });
  });

  it('have a new key for a new name alone', () => {
    const renamed = { ...PLACE, how: 'rename', newKey: 'b' };
    assert.deepEqual(readRevoke(renamed), renamed);
    assert.deepEqual(readRevoke({ ...PLACE, newKey: 'b' }), { ...PLACE, newKey: 'b' });
    for (const how of ['delete', 'key'])
      assert.throws(() => readRevoke({ ...renamed, how }), { message: /Unknown argument "newKey"/ });
    assert.throws(() => readRevoke({ ...PLACE, how: 'burn' }), { message: /"how" must be one of/ });
  });
});
