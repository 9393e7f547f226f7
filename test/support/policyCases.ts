import { FILENAME } from '../../src/core/policy.ts';

/** One form under one policy, and what Ceph answers: the unit tests hold the evaluator to it, the integration tests Ceph. */
export interface PolicyCase {
  readonly name: string;
  /** Fields beside the bucket's and the signer's, in order; default: `key` is `k`. */
  readonly fields?: readonly (readonly [name: string, value: string])[];
  /** Conditions beside the bucket's and the signer's. */
  readonly conditions?: readonly unknown[];
  /** ISO; default: in an hour. */
  readonly expiration?: string;
  /** The policy's text, for policies that are none. */
  readonly policyText?: string;
  /** `null`: no file part. Default: five bytes named `x`. */
  readonly file?: { readonly size: number; readonly filename?: string } | null;
  /** `status key size`, or `status code message`. */
  readonly answer: string;
}

const key = { key: 'k' };
const past = '2026-01-02T03:04:05Z';
const keyField = ['key', 'k'] as const;

export const policyCases: readonly PolicyCase[] = [
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

  { name: 'no file part: two bytes are stored', conditions: [key], file: null, answer: '204 k 2' },
  {
    name: 'no file part under a minimum',
    conditions: [key, ['content-length-range', 3, 9]],
    file: null,
    answer: '400 EntityTooSmall',
  },
  { name: 'no key', fields: [], conditions: [], answer: '400 InvalidArgument Key not specified' },
  {
    name: 'an empty key',
    fields: [['key', '']],
    conditions: [{ key: '' }],
    answer: '400 InvalidArgument Empty object name',
  },
  {
    name: 'a key of spaces',
    fields: [['key', ' \t ']],
    conditions: [{ key: ' \t ' }],
    answer: '400 InvalidArgument Empty object name',
  },
  {
    name: 'a key with spaces at its edges',
    fields: [['key', ' k']],
    conditions: [{ key: ' k' }],
    answer: '403 AccessDenied Policy check failed, variable not met condition: key',
  },
  {
    name: 'a trimmed key under a policy for it',
    fields: [['key', '\t\n\v\f\r k \t\n\v\f\r']],
    conditions: [key],
    answer: '204 k 5',
  },
  {
    name: 'other white space stays',
    fields: [['key', '\u00a0k\u3000']],
    conditions: [{ key: '\u00a0k\u3000' }],
    answer: '204 \u00a0k\u3000 5',
  },
  {
    name: 'the placeholder becomes the name of the file',
    fields: [['key', `in/${FILENAME}`]],
    conditions: [['starts-with', '$key', 'in/']],
    file: { size: 5, filename: 'a, b=c.txt' },
    answer: '204 in/a, b=c.txt 5',
  },
  {
    name: 'only the first placeholder',
    fields: [['key', `${FILENAME}-${FILENAME}`]],
    conditions: [['starts-with', '$key', '']],
    answer: `204 x-${FILENAME} 5`,
  },
  {
    name: 'an exact key with the placeholder',
    fields: [['key', `a${FILENAME}b`]],
    conditions: [{ key: `a${FILENAME}b` }],
    answer: '403 AccessDenied Policy check failed, variable not met condition: key',
  },
  {
    name: 'a name with patterns',
    fields: [['key', FILENAME]],
    conditions: [['starts-with', '$key', '']],
    file: { size: 1, filename: '$&$1' },
    answer: '204 $&$1 1',
  },
  {
    name: 'an empty name',
    fields: [['key', `in/${FILENAME}`]],
    conditions: [['starts-with', '$key', 'in/']],
    file: { size: 5, filename: '' },
    answer: '204 in/ 5',
  },
  {
    name: 'an empty name that leaves no key',
    fields: [['key', FILENAME]],
    conditions: [['starts-with', '$key', '']],
    file: { size: 5, filename: '' },
    answer: '400 InvalidArgument Empty object name',
  },

  ...['200', '201', '204'].map((status) => ({
    name: `success_action_status ${status}`,
    fields: [keyField, ['success_action_status', status] as const],
    conditions: [key, { success_action_status: status }],
    answer: `${status} k 5`,
  })),
  {
    name: 'another success_action_status',
    fields: [keyField, ['success_action_status', '500']],
    conditions: [key, { success_action_status: '500' }],
    answer: '204 k 5',
  },
  {
    name: 'a success_action_status that is no number',
    fields: [keyField, ['success_action_status', 'ok']],
    conditions: [key, { success_action_status: 'ok' }],
    answer: '400 InvalidArgument',
  },
  {
    name: 'success_action_redirect',
    fields: [keyField, ['success_action_redirect', 'http://localhost/x'], ['success_action_status', '200']],
    conditions: [key, ['starts-with', '$success_action_redirect', ''], { success_action_status: '200' }],
    answer: '303 k 5',
  },

  { name: 'an ended policy', conditions: [key], expiration: past, answer: '403 AccessDenied Policy expired' },
  {
    name: 'an ended policy before a wrong field',
    conditions: [{ key: 'k1' }],
    expiration: past,
    answer: '403 AccessDenied Policy expired',
  },
  {
    name: 'an end with parts of a second',
    conditions: [key],
    expiration: '2099-01-02T03:04:05.678Z',
    answer: '204 k 5',
  },
  { name: 'an end without Z', conditions: [key], expiration: '2099-01-02T03:04:05', answer: '204 k 5' },
  { name: 'an end with a space', conditions: [key], expiration: '2099-01-02 03:04:05Z', answer: '204 k 5' },
  ...['tomorrow', '2099-01-02', '2099-01-02T03:04:05+01:00', '2099-13-02T03:04:05Z', ''].map(
    (expiration) => ({
      name: `an end that is none: "${expiration}"`,
      conditions: [key],
      expiration,
      answer: '400 InvalidArgument Failed to parse policy expiration',
    }),
  ),
  {
    name: 'malformed JSON',
    policyText: '{"expiration":"2099-01-02T03:04:05Z","conditions":[',
    answer: '400 InvalidArgument Malformed JSON',
  },
  {
    name: 'a policy that is no object',
    policyText: '"policy"',
    answer: '400 InvalidArgument Policy missing expiration',
  },
  { name: 'an empty policy', policyText: '', answer: '400 InvalidArgument Malformed JSON' },
  {
    name: 'no expiration',
    policyText: '{"conditions":[]}',
    answer: '400 InvalidArgument Policy missing expiration',
  },
  {
    name: 'no conditions',
    policyText: '{"expiration":"2099-01-02T03:04:05Z"}',
    answer: '400 InvalidArgument Policy missing conditions',
  },
  {
    name: 'an unknown operator',
    conditions: [['matches', '$key', 'k']],
    answer: '400 InvalidArgument Invalid condition: matches',
  },
  {
    name: 'a short condition',
    conditions: [['eq', '$key']],
    answer: '400 InvalidArgument Bad condition array, expecting 3 arguments',
  },
  {
    name: 'a long condition',
    conditions: [['eq', '$key', 'k', 'l']],
    answer: '400 InvalidArgument Bad condition array, expecting 3 arguments',
  },
  {
    name: 'a condition that is a text',
    conditions: ['key'],
    answer: '400 InvalidArgument Failed to parse policy',
  },
  { name: 'an empty condition', conditions: [{}], answer: '400 InvalidArgument Failed to parse policy' },
  {
    name: 'a broken policy before its end',
    conditions: [['eq', '$key']],
    expiration: past,
    answer: '400 InvalidArgument Bad condition array, expecting 3 arguments',
  },
  {
    name: 'no key before a broken policy',
    fields: [],
    policyText: '',
    answer: '400 InvalidArgument Key not specified',
  },
];
