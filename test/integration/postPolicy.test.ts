import assert from 'node:assert/strict';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { type Fields, type FilePart, type FormSigning, postForm, signForm } from '../support/postForm.ts';

interface Case {
  readonly name: string;
  readonly fields?: Fields;
  readonly conditions?: readonly unknown[];
  readonly sign?: Partial<FormSigning>;
  readonly file?: Partial<FilePart>;
  /** Status, error code, and a part of the message. */
  readonly answer: readonly [status: number, code?: string, message?: string];
}

const key = 'k1';
const eqKey = { key };
const day = 86_400_000;

const policies: Case[] = [
  { name: 'eq met', conditions: [['eq', '$key', key]], answer: [204] },
  { name: 'short form met', conditions: [eqKey], answer: [204] },
  { name: 'starts-with met', conditions: [['starts-with', '$key', 'k']], answer: [204] },
  { name: 'starts-with nothing', conditions: [['starts-with', '$key', '']], answer: [204] },
  {
    name: 'eq violated',
    conditions: [['eq', '$key', 'k2']],
    answer: [403, 'AccessDenied', 'Policy condition failed'],
  },
  {
    name: 'starts-with violated',
    conditions: [['starts-with', '$key', 'x']],
    answer: [403, 'AccessDenied', 'Policy condition failed'],
  },
  { name: 'short form violated', conditions: [{ key: 'k2' }], answer: [403, 'AccessDenied', 'not met'] },
  {
    name: 'no condition on the key',
    conditions: [],
    answer: [403, 'AccessDenied', 'Policy missing condition'],
  },
  {
    name: 'a condition on an absent field',
    conditions: [eqKey, { acl: 'private' }],
    answer: [403, 'AccessDenied', 'not found'],
  },
  { name: 'another bucket', conditions: [eqKey, { bucket: 'other' }], answer: [403, 'AccessDenied'] },
  {
    name: 'an expired policy',
    conditions: [eqKey],
    sign: { expiration: new Date(Date.now() - 1000).toISOString() },
    answer: [403, 'AccessDenied', 'expired'],
  },
  {
    name: 'a policy for a year',
    conditions: [eqKey],
    sign: { expiration: new Date(Date.now() + 365 * day).toISOString() },
    answer: [204],
  },
  {
    name: 'a bad expiration',
    conditions: [eqKey],
    sign: { expiration: 'soon' },
    answer: [400, 'InvalidArgument'],
  },
  {
    name: 'a policy that is not JSON',
    sign: { policyText: '{"expiration":' },
    answer: [400, 'InvalidArgument'],
  },
  {
    name: 'X-Amz-Date 8 days ago',
    conditions: [eqKey],
    sign: { date: new Date(Date.now() - 8 * day) },
    answer: [204],
  },
  {
    name: 'X-Amz-Date tomorrow',
    conditions: [eqKey],
    sign: { date: new Date(Date.now() + day) },
    answer: [204],
  },
  { name: 'any region', conditions: [eqKey], sign: { region: 'nyc3' }, answer: [204] },
];

const uncovered: Case[] = ['acl', 'Content-Type', 'x-amz-meta-a', 'success_action_status', 'unknown'].map(
  (name) => ({
    name: `${name}, not in the policy`,
    conditions: [eqKey],
    fields: [[name, 'private']],
    answer: [403, 'AccessDenied', 'Policy missing condition'],
  }),
);

const fields: Case[] = [
  {
    name: 'x-ignore-…, not in the policy',
    conditions: [eqKey],
    fields: [['x-ignore-a', 'b']],
    answer: [204],
  },
  {
    name: 'Content-Type met',
    conditions: [eqKey, ['starts-with', '$Content-Type', 'image/']],
    fields: [['Content-Type', 'image/png']],
    answer: [204],
  },
  {
    name: 'Content-Type violated',
    conditions: [eqKey, ['starts-with', '$Content-Type', 'image/']],
    fields: [['Content-Type', 'text/html']],
    answer: [403, 'AccessDenied'],
  },
  {
    name: 'only the part has the type',
    conditions: [eqKey, ['starts-with', '$Content-Type', 'image/']],
    file: { contentType: 'image/png' },
    answer: [403, 'AccessDenied', 'Policy condition failed'],
  },
  ...[200, 201, 204].map((status) => ({
    name: `success_action_status ${status}`,
    conditions: [eqKey, { success_action_status: String(status) }],
    fields: [['success_action_status', String(status)]] as const,
    answer: [status] as const,
  })),
  {
    name: 'success_action_status 500',
    conditions: [eqKey, { success_action_status: '500' }],
    fields: [['success_action_status', '500']],
    answer: [204],
  },
  {
    name: 'success_action_redirect',
    conditions: [eqKey, { success_action_redirect: 'http://localhost/x?y' }],
    fields: [['success_action_redirect', 'http://localhost/x?y']],
    answer: [303],
  },
  {
    name: 'server-side encryption without a key server',
    conditions: [eqKey, { 'x-amz-server-side-encryption': 'AES256' }],
    fields: [['x-amz-server-side-encryption', 'AES256']],
    answer: [400, 'InvalidArgument'],
  },
];

/** What is not there counts as empty for the array forms, and as an error for the short one. */
const absent: Case[] = [
  { name: 'absent, starts with nothing', conditions: [eqKey, ['starts-with', '$acl', '']], answer: [204] },
  { name: 'absent, eq nothing', conditions: [eqKey, ['eq', '$acl', '']], answer: [204] },
  {
    name: 'absent, eq something',
    conditions: [eqKey, ['eq', '$acl', 'private']],
    answer: [403, 'AccessDenied', 'Policy condition failed'],
  },
];

/** How strictly the policy's own form is read. */
const syntax: Case[] = [
  { name: 'operator in capitals', conditions: [['EQ', '$key', key]], answer: [204] },
  { name: 'field name in capitals', conditions: [['eq', '$KEY', key]], answer: [204] },
  { name: 'value in capitals', conditions: [['eq', '$key', 'K1']], answer: [403, 'AccessDenied'] },
  { name: 'field name without $', conditions: [['eq', 'key', key]], answer: [403, 'AccessDenied'] },
  { name: 'an unknown operator', conditions: [['ends-with', '$key', key]], answer: [400, 'InvalidArgument'] },
  { name: 'an array of two', conditions: [eqKey, ['eq', '$key']], answer: [400, 'InvalidArgument'] },
  {
    name: 'an object of two: the first alone counts',
    conditions: [{ key, acl: 'private' }],
    fields: [['acl', 'private']],
    answer: [403, 'AccessDenied', 'Policy missing condition'],
  },
  {
    name: 'an expiration with an offset',
    conditions: [eqKey],
    sign: { expiration: '2099-01-01T00:00:00+02:00' },
    answer: [400, 'InvalidArgument'],
  },
  {
    name: 'an expiration in whole seconds',
    conditions: [eqKey],
    sign: { expiration: '2099-01-01T00:00:00Z' },
    answer: [204],
  },
];

const sizes: Case[] = [
  { name: 'in range', conditions: [eqKey, ['content-length-range', 1, 10]], answer: [204] },
  { name: 'range in strings', conditions: [eqKey, ['content-length-range', '0', '10']], answer: [204] },
  { name: 'at the upper end', conditions: [eqKey, ['content-length-range', 0, 5]], answer: [204] },
  { name: 'above', conditions: [eqKey, ['content-length-range', 0, 4]], answer: [400, 'EntityTooLarge'] },
  { name: 'below', conditions: [eqKey, ['content-length-range', 6, 10]], answer: [400, 'EntityTooSmall'] },
  {
    name: 'an empty file, at least 1',
    conditions: [eqKey, ['content-length-range', 1, 10]],
    file: { content: '' },
    answer: [400, 'EntityTooSmall'],
  },
  {
    name: 'two ranges: the narrower',
    conditions: [eqKey, ['content-length-range', 0, 9], ['content-length-range', 0, 4]],
    answer: [400, 'EntityTooLarge'],
  },
  {
    name: 'a fraction',
    conditions: [eqKey, ['content-length-range', 0, 9.5]],
    answer: [400, 'InvalidArgument'],
  },
  {
    name: 'too big a number',
    conditions: [eqKey, ['content-length-range', 0, 1e19]],
    answer: [400, 'InvalidArgument'],
  },
];

describe('POST policies on the real gateway', () => {
  let space: TestSpace;
  before(async () => {
    space = await freshSpace();
  });
  const url = () => `${space.endpoint}/${space.bucket}`;
  const expectAnswer = async (answer: Response, [status, code, message]: Case['answer']) => {
    const text = await answer.text();
    assert.equal(answer.status, status, text);
    assert.equal(text.match(/<Code>(.*)<\/Code>/)?.[1], code, text);
    if (message) assert.match(text, new RegExp(`<Message>[^<]*${message}`));
  };
  for (const { name, fields: extra = [], conditions = [], sign, file, answer } of [
    ...policies,
    ...uncovered,
    ...absent,
    ...syntax,
    ...fields,
    ...sizes,
  ]) {
    it(`${name}: ${answer.slice(0, 2).join(' ')}`, async () => {
      const signed = signForm([{ bucket: space.bucket }, ...conditions], { keys: space.keys, ...sign });
      const posted = await postForm(url(), [['key', key], ...extra, ...signed], {
        content: 'hello',
        ...file,
      });
      await expectAnswer(posted, answer);
    });
  }
});
