import assert from 'node:assert/strict';
import { postTermsOf, putHeadersOf } from '../../../src/core/uploadTerms.ts';

const all = {
  minBytes: 1,
  maxBytes: 9,
  contentType: 'image/*',
  acl: 'public-read',
  successStatus: 201,
  metadata: { From: 'me' },
} as const;

describe('postTermsOf', () => {
  it('is nothing without terms', () =>
    assert.deepEqual(postTermsOf({}), {
      fields: [],
      conditions: [],
      minBytes: undefined,
      maxBytes: undefined,
    }));

  it('names each field, and the family as a beginning', () =>
    assert.deepEqual(postTermsOf(all, 'image/png'), {
      minBytes: 1,
      maxBytes: 9,
      conditions: [['starts-with', '$Content-Type', 'image/']],
      fields: [
        ['Content-Type', 'image/png'],
        ['acl', 'public-read'],
        ['success_action_status', '201'],
        ['x-amz-meta-from', 'me'],
      ],
    }));

  it('leaves the field to whoever posts where the file is not known', () => {
    const { fields, conditions } = postTermsOf({ contentType: 'image/*' });
    assert.deepEqual([fields, conditions?.length], [[], 1]);
  });

  it('sends an exact type as it is, whatever the file', () => {
    const { fields, conditions } = postTermsOf({ contentType: 'text/plain; charset=utf-8' }, 'image/png');
    assert.deepEqual([fields, conditions], [[['Content-Type', 'text/plain; charset=utf-8']], []]);
  });
});

describe('putHeadersOf', () => {
  it('binds that the object is private, but on AWS', () => {
    assert.deepEqual(putHeadersOf({}, { isAws: false }), [['x-amz-acl', 'private']]);
    assert.deepEqual(putHeadersOf({}, { isAws: true }), []);
    assert.deepEqual(putHeadersOf({ acl: 'public-read' }, { isAws: true }), [['x-amz-acl', 'public-read']]);
  });

  it('binds type, one exact size and metadata', () => {
    const terms = { minBytes: 5, maxBytes: 5, contentType: 'image/*', metadata: { From: 'me' } };
    assert.deepEqual(putHeadersOf(terms, { type: 'image/png', isAws: true }), [
      ['content-type', 'image/png'],
      ['content-length', '5'],
      ['x-amz-meta-from', 'me'],
    ]);
    assert.deepEqual(putHeadersOf({ maxBytes: 5 }, { isAws: true }), []);
  });
});
