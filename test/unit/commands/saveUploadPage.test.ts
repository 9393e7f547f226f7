import assert from 'node:assert/strict';
import fc from 'fast-check';
import { saveUploadPage } from '../../../src/commands/saveUploadPage.ts';
import { Cancelled, SpacesError } from '../../../src/core/errors.ts';
import { storedPath } from '../../../src/core/page/script/names.ts';
import { bodyOf } from '../../../src/core/page/script/send.ts';
import type { UploadData } from '../../../src/core/page/script/upload.ts';
import { evaluatePolicy } from '../../../src/core/policyEvaluate.ts';
import type { UploadTerms } from '../../../src/core/uploadTerms.ts';
import * as presigners from '../../../src/s3/sdk/presigners.ts';
import { createWitness } from '../../../src/s3/witness.ts';
import { dismiss, enter, pick, press } from '../../support/fakes/prompts.ts';
import { oddWords } from '../../support/oddWords.ts';
import { CONNECTION, shareSetup } from './shareSetup.ts';

const space = 'example-bucket';
const expiry = { seconds: 3600 };
const object = (key: string) => ({ connection: CONNECTION, space, key });
const box = (prefix: string) => ({ connection: CONNECTION, space, prefix });

/** What the page's script is given, and the fields that stand in its form. */
function read(content: string | Uint8Array | undefined): { data: UploadData; html: string } {
  const html = String(content);
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  return { data: JSON.parse(json) as UploadData, html };
}

async function save(target: ReturnType<typeof object> | ReturnType<typeof box>, terms: UploadTerms = {}) {
  const setup = shareSetup();
  const deps = { ...setup.deps, witness: async () => createWitness(presigners) };
  const result = await saveUploadPage(deps, target, { expiry, terms });
  return { ...setup, result, ...read(setup.files.saved[0]?.content) };
}

/** What the server says to the form as the page would send it. */
function verdictOf(form: UploadData['seen'], sent: { file: File; key: string; type?: string | undefined }) {
  const body = [...bodyOf(form, { type: undefined, ...sent })];
  const fields = body.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  const policy = fields.find(([name]) => name === 'Policy')?.[1];
  const posted = { fields, fileSize: sent.file.size, filename: 'file' };
  return evaluatePolicy(policy, posted, { bucket: space, now: Date.UTC(2026, 10, 24, 8) });
}

const file = (size: number, type = '') => new File(['x'.repeat(size)], 'f', { type });

describe('Save Upload Page', () => {
  it('an object: needs no network, both signers agree, says what it grants', async () => {
    const { result, files, notices, ledger, data, reads } = await save(object('a/report.pdf'));
    assert.deepEqual(result, { expiresAt: '2026-11-24T09:00:00.000Z' });
    assert.deepEqual(reads.calls, []);
    assert.equal(files.saved[0]?.name, 'report.pdf.html');
    assert.deepEqual(
      [data.key, data.isBox, data.min, data.end],
      ['a/report.pdf', false, 1, Date.UTC(2026, 10, 24, 9)],
    );
    assert.deepEqual(notices.messages, [
      'Page saved, works until Tue 24 Nov, 10:00 CET for whoever has it: report.pdf.html. It works as often as it is used; each upload replaces the object.',
    ]);
    const [{ kind, as, what, upload } = {}] = ledger.shares;
    assert.deepEqual([kind, as, what, upload], ['form', 'page', { key: 'a/report.pdf' }, { minBytes: 1 }]);
  });

  it('each way to send asks for another answer, and for nothing else', async () => {
    const { data, html } = await save(box('in/'));
    const answer = ({ fields }: UploadData['seen']) =>
      fields.filter(([name]) => name.startsWith('success_')).map(([name, value]) => `${name} ${value}`);
    assert.deepEqual(answer(data.seen), ['success_action_status 201']);
    assert.deepEqual(answer(data.blind), ['success_action_redirect https://arrived.invalid/']);
    assert.match(html, /name="success_action_status" value="201"/);
  });

  it('whatever a file is called, its form is let in, by each way, under its own type', async () => {
    const { data } = await save(box('in/'));
    const word = fc.oneof(fc.constantFrom(...oddWords), fc.string({ unit: 'binary', maxLength: 12 }));
    fc.assert(
      fc.property(word, fc.constantFrom('', 'image/png', 'a/b'), (name, type) => {
        const stored = storedPath(name);
        if (stored === '') return;
        for (const form of [data.seen, data.blind]) {
          const verdict = verdictOf(form, { file: file(1, type), key: `in/${stored}` });
          assert.deepEqual([verdict.ok, verdict.ok && verdict.key], [true, `in/${stored}`]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('what is not meant is not let in: another place, no file, another size or type, later', async () => {
    const { data } = await save(box('in/'), { maxBytes: 9, contentType: 'image/*' });
    const right = { file: file(1, 'image/png'), key: 'in/a', type: 'image/*' };
    const code = (change: object) => {
      const verdict = verdictOf(data.blind, { ...right, ...change });
      return verdict.ok ? 'ok' : verdict.code;
    };
    assert.equal(code({}), 'ok');
    assert.equal(code({ key: 'out/a' }), 'AccessDenied');
    assert.equal(code({ file: file(0, 'image/png') }), 'EntityTooSmall');
    assert.equal(code({ file: file(10, 'image/png') }), 'EntityTooLarge');
    assert.equal(code({ file: file(1, 'text/html') }), 'AccessDenied');
  });

  it('all terms are signed, in each form', async () => {
    const terms = { acl: 'private', metadata: { From: 'page' }, contentType: 'a/b', minBytes: 3 } as const;
    const { data } = await save(object('k'), terms);
    for (const { fields } of [data.seen, data.blind]) {
      const map = new Map(fields);
      assert.deepEqual(
        [map.get('acl'), map.get('x-amz-meta-from'), map.get('Content-Type')],
        ['private', 'page', 'a/b'],
      );
    }
    assert.equal(data.min, 3);
    assert.ok(verdictOf(data.seen, { file: file(3), key: 'k', type: 'a/b' }).ok);
  });

  it('a redirect of the sender’s is for the plain form; the page offers it afterwards', async () => {
    const successRedirect = 'https://example.com/thanks';
    const { data, html } = await save(object('k'), { successRedirect });
    assert.equal(data.goOn, successRedirect);
    assert.match(html, /name="success_action_redirect" value="https:\/\/example\.com\/thanks"/);
    assert.match(html, /form-action https:\/\/example-bucket\S+ https:\/\/example\.com;/);
  });

  it('limits are asked from the title bar of the question', async () => {
    const { deps, prompts, files } = shareSetup();
    prompts.answer(press('options'), pick('Largest Size'), enter('5 MB'), pick('Done'), pick('1 hour'));
    await saveUploadPage(deps, box('in/'), { terms: {} });
    assert.deepEqual(prompts.asked[1]?.labels, [
      'Largest Size',
      'Smallest Size',
      'Content Type',
      'Who Can Read It',
      'Done',
    ]);
    assert.equal(prompts.asked[0]?.title, 'Upload page: in/');
    assert.equal(read(files.saved[0]?.content).data.max, 5_000_000);
  });

  for (const [what, target, terms, message] of [
    ['a key that the server would trim', object('a '), {}, /cuts white space.*Object: a/],
    ['a key with a line break', object('a\nb'), {}, /line break.*Copy an upload command/],
    ['a drop box that is none', box('$x/'), {}, /begins with "\$"/],
    ['a wrong family', object('a'), { contentType: '*/png' }, /looks like image\/\*/],
    ['sizes that exclude each other', object('a'), { minBytes: 9, maxBytes: 3 }, /larger than the largest/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(
        save(target, terms),
        (error) => error instanceof SpacesError && message.test(error.message),
      );
    });
  }

  it('refuses a read-only connection', async () => {
    const connection = { ...CONNECTION, readOnly: true };
    const { deps } = shareSetup(connection);
    await assert.rejects(
      saveUploadPage(deps, { ...object('a'), connection }, { expiry, terms: {} }),
      /read-only/,
    );
  });

  it('a signer that the witness contradicts saves nothing', async () => {
    const { deps, files, witness } = shareSetup();
    witness.agrees = false;
    await assert.rejects(saveUploadPage(deps, object('a'), { expiry, terms: {} }), /two signers differ/);
    assert.deepEqual(files.saved, []);
  });

  it('dismissed anywhere, nothing is saved, recorded or said', async () => {
    for (const dismissed of ['question', 'dialog'] as const) {
      const { deps, files, prompts, notices, ledger } = shareSetup();
      if (dismissed === 'question') prompts.answer(dismiss);
      else files.dismissNext();
      const request = dismissed === 'question' ? {} : { expiry };
      await assert.rejects(saveUploadPage(deps, object('a'), { ...request, terms: {} }), Cancelled);
      assert.deepEqual([files.saved, ledger.shares, notices.shown], [[], [], []]);
    }
  });

  it('no message holds what is secret', async () => {
    const { notices, log } = await save(object('a'));
    assert.doesNotMatch(JSON.stringify([notices.shown, log.lines]), /X-Amz|[Pp]olicy|a-secret-of-tests/);
  });
});
