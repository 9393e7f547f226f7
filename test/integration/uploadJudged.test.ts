import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { UploadPlace } from '../../src/commands/uploads/draft.ts';
import { evaluatePolicy } from '../../src/core/policyEvaluate.ts';
import type { UploadTerms } from '../../src/core/uploadTerms.ts';
import { MadeUploads } from '../support/madeUploads.ts';

/** Whatever a person can ask for. */
const anyTerms: fc.Arbitrary<UploadTerms> = fc
  .record(
    {
      minBytes: fc.nat({ max: 4 }),
      maxBytes: fc.integer({ min: 4, max: 9 }),
      contentType: fc.constantFrom('image/*', 'image/png', 'text/plain; charset=utf-8'),
      acl: fc.constantFrom('private', 'public-read'),
      successStatus: fc.constantFrom(200, 201, 204),
      // Half of them: else hardly a form in thirty is answered with 204.
      successRedirect: fc.constantFrom(undefined, 'https://example.com/thanks'),
      metadata: fc.dictionary(fc.constantFrom('a', 'B', 'c-d'), fc.stringMatching(/^[!-~]( ?[!-~]){0,8}$/)),
    },
    { requiredKeys: [] },
  )
  .map(({ successStatus, ...terms }) =>
    terms.successRedirect === undefined && successStatus !== undefined ? { ...terms, successStatus } : terms,
  );

const anyPlace: fc.Arbitrary<UploadPlace> = fc.constantFrom(
  { key: 'k.png' },
  { key: 'a b/漢"\\.png' },
  { prefix: 'in/' },
  { prefix: 'in box' },
  { prefix: '' },
);

/** What whoever has the form does to it. */
const anyUse = fc.record({
  size: fc.nat({ max: 12 }),
  hasFile: fc.integer({ min: 0, max: 9 }).map((number) => number > 0),
  filename: fc.constantFrom('x.png', 'a b', '漢', 'a/b', ''),
  change: fc.option(
    fc.record({
      at: fc.nat({ max: 12 }),
      how: fc.constantFrom('drop', 'replace', 'twice'),
      value: fc.constantFrom('', 'image/gif', 'text/html', 'private', 'in/x', '201', '$key'),
    }),
    { freq: 3 },
  ),
});

describe('what the product makes, judged by the evaluator and by Ceph', () => {
  let uploads: MadeUploads;
  before(async () => {
    uploads = await MadeUploads.start();
  });

  it('agree on 500 forms under random terms, used as meant or not', async function () {
    this.timeout(60_000);
    const answers = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(anyTerms, anyPlace, anyUse, async (terms, place, use) => {
        const json = await uploads.make(uploads.draft(terms, { place, file: 'f.png', as: 'json' }));
        const form = JSON.parse(json) as { url: string; fields: Record<string, string> };
        const fields = changed(Object.entries(form.fields), use.change);
        const verdict = evaluatePolicy(
          fields.find(([name]) => name === 'Policy')?.[1],
          { fields, ...(use.hasFile ? { fileSize: use.size, filename: use.filename } : {}) },
          { bucket: uploads.space.bucket, now: Date.now() },
        );
        const file = use.hasFile ? { name: use.filename, content: 'x'.repeat(use.size) } : null;
        const { status, code } = await uploads.post(JSON.stringify({ url: form.url, fields }), file);
        assert.deepEqual([status, code], [verdict.status, verdict.ok ? undefined : verdict.code]);
        answers.set(`${status}`, (answers.get(`${status}`) ?? 0) + 1);
      }),
      { numRuns: 500 },
    );
    // A test of refusals alone, or of none, would show little.
    for (const status of ['204', '303', '400', '403']) assert.ok((answers.get(status) ?? 0) > 10, status);
  });
});

type Fields = readonly (readonly [name: string, value: string])[];

function changed(fields: Fields, change: { at: number; how: string; value: string } | null): Fields {
  const index = change === null ? -1 : change.at % fields.length;
  const [name, value] = fields[index] ?? ['', ''];
  // What the signature needs is no affair of the policy's; nor is an ACL that Ceph does not know.
  if (change === null || /^(?:policy|acl|x-amz-(?!meta-).*)$/i.test(name)) return fields;
  if (change.how === 'drop') return fields.toSpliced(index, 1);
  return change.how === 'replace'
    ? fields.toSpliced(index, 1, [name, change.value])
    : fields.toSpliced(index, 0, [name, value]);
}
