import { FILENAME } from '../../src/core/policy.ts';
import type { PolicyCase } from './policyCase.ts';

const key = { key: 'k' };
const past = '2026-01-02T03:04:05Z';
const keyField = ['key', 'k'] as const;

/** Keys and files, answers of success, ends, and policies that can't be read. */
export const policySyntaxCases: readonly PolicyCase[] = [
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
