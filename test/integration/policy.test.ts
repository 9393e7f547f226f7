import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FILENAME } from '../../src/core/policy.ts';
import { evaluatePolicy, type PolicyVerdict } from '../../src/core/policyEvaluate.ts';
import { encodeKey } from '../../src/s3/encode.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import type { PolicyCase } from '../support/policyCase.ts';
import { policyCases } from '../support/policyCases.ts';
import { type Fields, formPart, postParts, signForm } from '../support/postForm.ts';
import { signedFetch } from '../support/signedFetch.ts';

describe('Ceph and the policy evaluator', () => {
  let space: TestSpace;
  let posted = 0;

  before(async () => {
    space = await freshSpace();
  });

  /** Posts the case, and tells both what Ceph did and what the evaluator says. */
  async function both(one: PolicyCase): Promise<{ ceph: string; ours: string }> {
    const signed = signForm([{ bucket: space.bucket }, ...(one.conditions ?? [])], {
      keys: space.keys,
      ...(one.expiration === undefined ? {} : { expiration: one.expiration }),
      ...(one.policyText === undefined ? {} : { policyText: one.policyText }),
    });
    const fields: Fields = [...(one.fields ?? [['key', 'k'] as const]), ...signed];
    const file = one.file === null ? undefined : { size: 5, filename: 'x', ...one.file };
    const content = file && String(posted++).padStart(5, '.').repeat(10).slice(0, file.size);
    const verdict = evaluatePolicy(
      policyOf(fields),
      { fields, fileSize: file?.size, filename: file?.filename },
      { bucket: space.bucket, now: Date.now() },
    );
    const answer = await post(fields, content === undefined ? [] : [formPart('file', content, file)]);
    const stored = answer.isStored ? ` ${await find(verdict, content)}` : '';
    return {
      ceph: `${answer.words}${stored}`,
      ours: wordsOf(verdict),
    };
  }

  async function post(fields: Fields, file: readonly string[]) {
    const parts = fields.map(([name, value]) => formPart(name, value));
    const answer = await postParts(`${space.endpoint}/${space.bucket}`, [...parts, ...file]);
    const text = await answer.text();
    const element = (name: string) => new RegExp(`<${name}>([^<]*)<`).exec(text)?.[1] ?? '';
    const words = `${answer.status} ${element('Code')} ${element('Message')}`.trim();
    return { words, isStored: element('Code') === '' };
  }

  const policyOf = (fields: Fields) => fields.find(([name]) => name === 'Policy')?.[1];

  /** Whether the object stands where the evaluator says, with the content that was posted. */
  async function find(verdict: PolicyVerdict, content: string | undefined): Promise<string> {
    if (!verdict.ok) return '(stored)';
    const url = `${space.endpoint}/${space.bucket}/${encodeKey(verdict.key)}`;
    const answer = await signedFetch(url, space.keys);
    const body = await answer.text();
    const isThere = answer.ok && (content === undefined || body === content);
    return isThere ? `${verdict.key} ${body.length}` : `(stored elsewhere: ${answer.status})`;
  }

  const wordsOf = (verdict: PolicyVerdict) =>
    verdict.ok
      ? `${verdict.status} ${verdict.key} ${verdict.size}`
      : `${verdict.status} ${verdict.code} ${verdict.message}`.trim();

  for (const one of policyCases) {
    it(`agree on ${one.name}`, async () => {
      const { ceph, ours } = await both(one);
      assert.equal(ceph, one.answer);
      assert.equal(ours, one.answer);
    });
  }

  it('agree on 2,000 random policies and forms', async function () {
    this.timeout(180_000);
    // A failure prints its seed and the smallest example.
    await fc.assert(
      fc.asyncProperty(randomCase, async (one) => {
        const { ceph, ours } = await both(one);
        assert.equal(ours, ceph);
      }),
      { numRuns: 2_000 },
    );
  });

  it('agree that a wrong signature, or none, is refused without a word', async () => {
    const wrong = signForm([{ key: 'k' }], { keys: { ...space.keys, secretAccessKey: 'another' } });
    for (const fields of [[['key', 'k'] as const, ...wrong], [['key', 'k'] as const]]) {
      const context = { bucket: space.bucket, now: Date.now(), isSigned: false };
      const ours = evaluatePolicy(policyOf(fields), { fields, fileSize: 1 }, context);
      assert.equal((await post(fields, [formPart('file', 'x')])).words, wordsOf(ours));
    }
  });
});

/** Few names and values, so that fields and conditions meet; conditions that fit more often than not. */
const randomCase: fc.Arbitrary<PolicyCase> = fc
  .record({
    key: fc.constantFrom(
      'k',
      'dir/k',
      ' k',
      'k\t',
      'dir/',
      'K',
      '漢 k',
      `in/${FILENAME}`,
      `${FILENAME}k`,
      FILENAME,
      `$in/${FILENAME}`,
      `in/${FILENAME}/${FILENAME}`,
      '$k',
      "a'b\\",
    ),
    keyName: fc.constantFrom('key', 'Key', 'KEY'),
    fields: fc.uniqueArray(
      fc.tuple(
        fc.constantFrom(
          'acl',
          'Content-Type',
          'content-type',
          'x-amz-meta-a',
          'X-Amz-Meta-B',
          'x-ignore-a',
          'success_action_status',
          'success_action_redirect',
          'other',
        ),
        fc.constantFrom(
          '',
          '200',
          '201',
          'image/png',
          ' image/png',
          'private',
          'a',
          'A',
          '漢',
          'https://x.example/',
        ),
      ),
      { maxLength: 4, selector: ([name]) => name },
    ),
    filename: fc.constantFrom('x', '', 'a b', '漢.zip', 'a/b', "it's", FILENAME, '$k'),
    size: fc.integer({ min: 0, max: 12 }),
    hasFile: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
    expiration: fc.oneof(
      { weight: 9, arbitrary: fc.constant('2099-01-01T00:00:00Z') },
      { weight: 1, arbitrary: fc.constantFrom('2020-01-01T00:00:00Z', 'never') },
    ),
    extra: fc.array(randomCondition(), { maxLength: 2 }),
    covering: fc.array(fc.constantFrom('object', 'eq', 'starts-with', 'starts-with', 'object', 'none'), {
      minLength: 5,
      maxLength: 5,
    }),
    shortened: fc.array(fc.nat({ max: 3 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ key, keyName, fields, filename, size, hasFile, expiration, extra, covering, shortened }) => {
    const all = [
      [keyName, key] as const,
      ...fields.filter(([name, value]) => name !== 'acl' || value === 'private'),
    ];
    const fitting = all.map(([name, value], index) => cover(name, value, covering[index], shortened[index]));
    return {
      name: 'random',
      fields: all,
      conditions: [...fitting.filter((condition) => condition !== undefined), ...extra],
      expiration,
      file: hasFile ? { size, filename } : null,
      answer: '',
    };
  });

function cover(name: string, value: string, how = 'object', shortened = 0): unknown {
  // Ceph sees the key with the file's name in it, so only a prefix fits.
  const start = value.trim().split(FILENAME)[0] ?? '';
  if (how === 'starts-with') return ['starts-with', `$${name.toLowerCase()}`, start.slice(0, shortened)];
  if (how === 'eq') return ['eq', `$${name}`, value];
  return how === 'object' ? { [name.toUpperCase()]: value } : undefined;
}

function randomCondition(): fc.Arbitrary<unknown> {
  const variable = fc.constantFrom(
    '$key',
    '$acl',
    '$Content-Type',
    '$x-amz-meta-a',
    '$missing',
    'key',
    '$bucket',
    '$',
  );
  const value = fc.constantFrom(
    '',
    'k',
    'dir',
    'in/',
    '$in/',
    'image/png',
    'image/',
    'private',
    '$key',
    '$missing',
    '$',
    7,
    true,
    null,
  );
  const size = fc.constantFrom(0, 1, 5, 12, '3', '12', -1, 1e19, 'x', '', '+4');
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(fc.constantFrom('eq', 'starts-with', 'Starts-With'), variable, value) },
    { weight: 4, arbitrary: fc.tuple(fc.constant('content-length-range'), size, size) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('key', 'acl', 'x-amz-meta-a', 'missing', 'Bucket'), value)
        .map(([name, text]) => ({ [name]: text })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>([], {}, ['eq', '$key'], ['like', '$key', 'k'], 'key', 3, null, [
        [],
        [],
        [],
      ]),
    },
  );
}
