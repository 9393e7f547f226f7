import assert from 'node:assert/strict';
import { namesTarget, resolveConnection, resolveTarget } from '../../../src/commands/resolveTarget.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { CONNECTION } from './shareSetup.ts';

const OTHER = { ...CONNECTION, id: 'bbbbbbbbbb', name: 'Other' };
/** Its name is the first one's id: an id goes before a name. */
const CONFUSING = { ...CONNECTION, id: 'cccccccccc', name: 'aaaaaaaaaa' };
const none = FakeConnectionStore.with();
const one = FakeConnectionStore.with([CONNECTION, undefined]);
const several = FakeConnectionStore.with([CONFUSING, undefined], [OTHER, undefined], [CONNECTION, undefined]);

describe('resolveConnection', () => {
  it('takes an id, else an exact name', () => {
    assert.equal(resolveConnection(several, 'bbbbbbbbbb'), OTHER);
    assert.equal(resolveConnection(several, 'Other'), OTHER);
    assert.equal(resolveConnection(several, 'aaaaaaaaaa'), CONNECTION);
  });

  it('takes the only one where none is named', () => {
    assert.equal(resolveConnection(one, undefined), CONNECTION);
  });

  for (const [what, store, named, code, message] of [
    ['no connection at all', none, undefined, 'unknownConnection', /Add Connection/],
    ['several and none named', several, undefined, 'badArguments', /3 connections/],
    ['another case', several, 'other', 'unknownConnection', /: other$/],
    ['a hostile name', several, '[x](command:y)', 'unknownConnection', /\]\u200b\(/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => resolveConnection(store, named), { code, message });
    });
  }
});

describe('resolveTarget', () => {
  const space = 'example-bucket';

  it('gives the objects in the order of their keys, or the folder', () => {
    const objects = (...keys: string[]) => ({
      objects: keys.map((key) => ({ connection: CONNECTION, space, key })),
    });
    assert.deepEqual(resolveTarget(one, { space, key: ' a/../b ' }), objects(' a/../b '));
    assert.deepEqual(resolveTarget(one, { space, keys: ['b', 'a', 'b'] }), objects('b', 'a', 'b'));
    assert.deepEqual(resolveTarget(one, { space, prefix: 'a/' }), {
      folder: { connection: CONNECTION, space, prefix: 'a/' },
    });
  });

  for (const [what, args] of [
    ['no Space', { key: 'a' }],
    ['no key', { space }],
    ['two of three', { space, key: 'a', prefix: 'a' }],
    ['all three', { space, key: 'a', keys: ['a'], prefix: 'a' }],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => resolveTarget(one, args), { code: 'badArguments', message: /give/i });
    });
  }
});

describe('resolveTarget, of the name of a Space', () => {
  for (const space of ['..', 'a/b', 'a b', '?x', 'arn:aws:s3:::b', 'a..b']) {
    it(`refuses ${space}, whose address would be another's`, () => {
      assert.throws(() => resolveTarget(one, { space, key: 'a' }), {
        code: 'badArguments',
        message: /^space: .*not a name/,
      });
    });
  }

  it('takes what a path can hold also where hosts are the rule: such a Space is addressed by path', () => {
    assert.ok('objects' in resolveTarget(one, { space: 'My_Space', key: 'a' }));
  });
});

describe('namesTarget', () => {
  it('is true for any part of a target that is given, whatever it is', () => {
    for (const name of ['connection', 'space', 'key', 'keys', 'prefix', 'versionId'])
      for (const value of ['', 'a', null, []]) assert.ok(namesTarget({ [name]: value }));
    assert.ok(!namesTarget({}));
    assert.ok(!namesTarget({ expiresIn: 5, key: undefined }));
  });
});
