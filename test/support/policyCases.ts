import type { PolicyCase } from './policyCase.ts';
import { policySyntaxCases } from './policySyntaxCases.ts';

const key = { key: 'k' };
const keyField = ['key', 'k'] as const;

/** Conditions on fields and sizes. */
const fieldCases: readonly PolicyCase[] = [
  { name: 'a key as an object', conditions: [key], answer: '204 k 5' },
  { name: 'a key by eq', conditions: [['eq', '$key', 'k']], answer: '204 k 5' },
  { name: 'an operator in another case', conditions: [['EQ', '$KEY', 'k']], answer: '204 k 5' },
  { name: 'a prefix', conditions: [['starts-with', '$key', 'k']], answer: '204 k 5' },
  { name: 'any key', conditions: [['starts-with', '$key', '']], answer: '204 k 5' },
  {
    name: 'another key than by eq',
    conditions: [['eq', '$key', 'k1']],
    answer: '403 AccessDenied Policy condition failed: eq: $key, k1',
  },
  {
    name: 'another prefix',
    conditions: [['starts-with', '$key', 'x/']],
    answer: '403 AccessDenied Policy condition failed: starts-with: $key, x/',
  },
  {
    name: 'another key than by object',
    conditions: [{ key: 'k1' }],
    answer: '403 AccessDenied Policy check failed, variable not met condition: key',
  },
  {
    name: 'an absent field in an object',
    conditions: [key, { acl: 'private' }],
    answer: '403 AccessDenied Policy check failed, variable not found: acl',
  },
  { name: 'an absent field by eq is empty', conditions: [key, ['eq', '$acl', '']], answer: '204 k 5' },
  {
    name: 'an absent field by eq is not a text',
    conditions: [key, ['eq', '$acl', 'private']],
    answer: '403 AccessDenied Policy condition failed: eq: $acl, private',
  },
  { name: 'an absent field by prefix', conditions: [key, ['starts-with', '$acl', '']], answer: '204 k 5' },
  {
    name: 'a prefix that begins with a dollar allows everything',
    conditions: [['starts-with', '$key', '$inbox/']],
    answer: '204 k 5',
  },
  {
    name: 'an object value with a dollar is a text',
    fields: [['key', '$k']],
    conditions: [{ key: '$k' }],
    answer: '204 $k 5',
  },
  {
    name: 'a name without a dollar is a text',
    conditions: [['eq', 'key', 'k']],
    answer: '403 AccessDenied Policy condition failed: eq: key, k',
  },
  {
    name: 'objects are checked before comparisons',
    conditions: [['eq', '$key', 'k1'], { acl: 'private' }, { key: 'k2' }],
    answer: '403 AccessDenied Policy check failed, variable not found: acl',
  },
  {
    name: 'the second member of an object is not read',
    conditions: [{ key: 'k', zzz: 'x' }],
    answer: '204 k 5',
  },
  {
    name: 'a field that no condition names',
    fields: [keyField, ['x-amz-meta-a', '1']],
    conditions: [key],
    answer: '403 AccessDenied Policy missing condition: x-amz-meta-a',
  },
  {
    name: 'the first such field, by name, in its own spelling',
    fields: [keyField, ['zulu', '1'], ['Acl', 'private']],
    conditions: [key],
    answer: '403 AccessDenied Policy missing condition: Acl',
  },
  {
    name: 'no condition for the key',
    conditions: [],
    answer: '403 AccessDenied Policy missing condition: key',
  },
  {
    name: 'a field to ignore',
    fields: [keyField, ['X-Ignore-me', '1']],
    conditions: [key],
    answer: '204 k 5',
  },
  {
    name: 'names in any case',
    fields: [
      ['KEY', 'k'],
      ['content-TYPE', 'a/b'],
    ],
    conditions: [key, { 'Content-Type': 'a/b' }],
    answer: '204 k 5',
  },
  { name: 'of two fields the last', fields: [['key', 'a'], keyField], conditions: [key], answer: '204 k 5' },
  {
    name: 'another bucket',
    conditions: [key, { bucket: 'somebody-elses' }],
    answer: '403 AccessDenied Policy check failed, variable not met condition: bucket',
  },
  {
    name: 'the bucket of the address, not of the form',
    fields: [keyField, ['bucket', 'x']],
    conditions: [key],
    answer: '204 k 5',
  },
  {
    name: 'a content type is trimmed',
    fields: [keyField, ['Content-Type', ' image/png ']],
    conditions: [key, ['starts-with', '$Content-Type', 'image/']],
    answer: '204 k 5',
  },
  {
    name: 'another content type',
    fields: [keyField, ['Content-Type', 'text/plain']],
    conditions: [key, ['starts-with', '$Content-Type', 'image/']],
    answer: '403 AccessDenied Policy condition failed: starts-with: $Content-Type, image/',
  },
  {
    name: 'an acl',
    fields: [keyField, ['acl', 'public-read']],
    conditions: [key, { acl: 'public-read' }],
    answer: '204 k 5',
  },
  {
    name: 'other fields are not trimmed',
    fields: [keyField, ['x-amz-meta-a', ' 1']],
    conditions: [key, { 'x-amz-meta-a': '1' }],
    answer: '403 AccessDenied Policy check failed, variable not met condition: x-amz-meta-a',
  },

  { name: 'a size in the range', conditions: [key, ['content-length-range', 5, 5]], answer: '204 k 5' },
  { name: 'a range as text', conditions: [key, ['content-length-range', '0', '10']], answer: '204 k 5' },
  { name: 'too large', conditions: [key, ['content-length-range', 0, 4]], answer: '400 EntityTooLarge' },
  { name: 'too small', conditions: [key, ['content-length-range', 6, 10]], answer: '400 EntityTooSmall' },
  {
    name: 'an empty file under a minimum',
    conditions: [key, ['content-length-range', 1, 9]],
    file: { size: 0 },
    answer: '400 EntityTooSmall',
  },
  { name: 'an empty file', conditions: [key], file: { size: 0 }, answer: '204 k 0' },
  {
    name: 'of two ranges the tightest',
    conditions: [key, ['content-length-range', 0, 9], ['content-length-range', 0, 4]],
    answer: '400 EntityTooLarge',
  },
  {
    name: 'a range above 64 bits',
    conditions: [key, ['content-length-range', 0, 1e19]],
    answer: '400 InvalidArgument Bad content-length-range param',
  },
  {
    name: 'a range that is no number',
    conditions: [key, ['content-length-range', 'a', 1]],
    answer: '400 InvalidArgument Bad content-length-range param',
  },
  { name: 'a negative minimum', conditions: [key, ['content-length-range', -5, 9]], answer: '204 k 5' },
  {
    name: 'an empty file over a negative maximum',
    conditions: [key, ['content-length-range', 0, -1]],
    file: { size: 0 },
    answer: '204 k 0',
  },
  {
    name: 'a wrong field before a wrong size',
    conditions: [{ key: 'k1' }, ['content-length-range', 6, 10]],
    answer: '403 AccessDenied Policy check failed, variable not met condition: key',
  },
];

export const policyCases: readonly PolicyCase[] = [...fieldCases, ...policySyntaxCases];
