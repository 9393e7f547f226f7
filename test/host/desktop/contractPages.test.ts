// Save Download Page and Save Upload Page by arguments, in a real extension host: what is refused before any question.
import assert from 'node:assert/strict';
import { add, refusal, run } from '../support/contract.ts';

const name = 'Contract pages';
const space = 'contract-pages';
const target = { connection: name, space };

describe('the pages by arguments', () => {
  before(() => add(name));
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  const refused: readonly (readonly [id: string, args: object, why: RegExp])[] = [
    ['saveDownloadPage', { key: 'a', expiresIn: 0 }, /must be in the future/],
    ['saveDownloadPage', { key: 'a', expiresIn: 5, expiresAt: '2030-01-01T00:00:00Z' }, /not both/],
    ['saveDownloadPage', { key: 'a', prefix: 'a/', expiresIn: 5 }, /exactly one/],
    ['saveDownloadPage', { keys: [], expiresIn: 5 }, /empty list/],
    ['saveDownloadPage', { key: 'a', title: '', expiresIn: 5 }, /"title" is empty/],
    ['saveDownloadPage', { key: 'a', versionId: 'v', expiresIn: 5 }, /Unknown argument "versionId"/],
    ['saveDownloadPage', { key: 'a', maxBytes: 5, expiresIn: 5 }, /Unknown argument "maxBytes"/],
    ['saveDownloadPage', { key: '../a', expiresIn: 5 }, /Left out: \.\.\/a/],
    ['saveUploadPage', { keys: ['a', 'b'], expiresIn: 5 }, /one object or folder/],
    ['saveUploadPage', { key: 'a', confirmed: true, expiresIn: 5 }, /Unknown argument "confirmed"/],
    ['saveUploadPage', { key: 'a', maxBytes: 1.5, expiresIn: 5 }, /whole number of bytes/],
    ['saveUploadPage', { key: 'a', minBytes: 9, maxBytes: 5, expiresIn: 5 }, /larger than the largest/],
    ['saveUploadPage', { key: 'a', contentType: 'png', expiresIn: 5 }, /content type looks like/],
    ['saveUploadPage', { key: 'a ', expiresIn: 5 }, /cuts white space/],
    ['saveUploadPage', { key: 'a\nb', expiresIn: 5 }, /line break/],
    ['saveUploadPage', { prefix: '$x/', expiresIn: 5 }, /begins with "\$"/],
  ];
  for (const [id, args, why] of refused) {
    it(`${id} ${JSON.stringify(args)} is refused`, async () => {
      assert.match(await refusal(id, { ...target, ...args }), why);
    });
  }

  it('a read-only connection uploads nothing', async () => {
    const readOnly = `${name} read-only`;
    await add(readOnly, { readOnly: true });
    assert.match(await refusal('saveUploadPage', { ...target, connection: readOnly, key: 'a' }), /read-only/);
    await run('removeConnection', { connection: readOnly, confirmed: true });
  });
});
