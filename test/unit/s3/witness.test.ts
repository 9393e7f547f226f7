import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { SpacesError } from '../../../src/core/errors.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { webHashing } from '../../../src/platform/web.ts';
import * as presigners from '../../../src/s3/sdk/presigners.ts';
import { createSigner } from '../../../src/s3/signer.ts';
import { createWitness, loadWitness } from '../../../src/s3/witness.ts';
import { type AnySharing, anySharing, seedForm, seedLink, seedPut } from '../../support/signingRequests.ts';

const signer = createSigner(nodeHashing);
const witness = createWitness(presigners);

/** Any part of a signature, a policy or a secret in an error would be a leak. */
const disagreesOn = (parts: string) => (error: unknown) => {
  assert.ok(error instanceof SpacesError);
  assert.equal(error.code, 'signersDisagree');
  assert.ok(error.message.includes(`(${parts})`), error.message);
  assert.doesNotMatch(error.message, /[0-9a-f]{64}|eyJ|secret/);
  return true;
};

describe('producer and witness', () => {
  it('make the same bytes of 5,000 random links, forms and PUTs, on the desktop and in the browser', async function () {
    this.timeout(60_000);
    const web = createSigner(webHashing(webcrypto.subtle as SubtleCrypto));
    const compare = async (request: AnySharing) => {
      const { link, post, put } = request;
      const url = await signer.signUrl(link);
      assert.equal(url, await presigners.presignUrl(link));
      assert.equal(await web.signUrl(link), url);
      const form = await signer.signPost(post);
      assert.deepEqual(form, await presigners.presignPost(post));
      assert.deepEqual(await web.signPost(post), form);
      const upload = await signer.signPut(put);
      assert.deepEqual(upload, await presigners.presignPut(put));
      assert.deepEqual(await web.signPut(put), upload);
    };
    await fc.assert(fc.asyncProperty(anySharing, compare), { numRuns: 5_000 });
  });

  it('agree on the seed’s two', async () => {
    await witness.checkUrl(seedLink, await signer.signUrl(seedLink));
    await witness.checkPost(seedForm, await signer.signPost(seedForm));
    await witness.checkPut(seedPut, await signer.signPut(seedPut));
  });

  it('agree whatever part of a second it is', async () => {
    for (let milliseconds = 0; milliseconds < 1000; milliseconds += 37) {
      const request = { ...seedForm, date: new Date(seedForm.date.getTime() + milliseconds) };
      await witness.checkPost(request, await signer.signPost(request));
      await witness.checkUrl(request, await signer.signUrl(request));
    }
  });
});

describe('a witness that disagrees', () => {
  it('says which parts of a link differ, and none of their values', async () => {
    const url = await signer.signUrl(seedLink);
    const cases: [string, string][] = [
      [url.replace(/Signature=./, 'Signature=_'), 'X-Amz-Signature'],
      [url.replace('Expires=30', 'Expires=31'), 'X-Amz-Expires'],
      [url.replace('my-object.zip', 'my-object2.zip'), 'path'],
      [url.replace('https://', 'http://'), 'origin'],
      [`${url}&x-id=GetObject`, 'order, x-id'],
      [url.replaceAll('%2F', '%2f'), 'encoding'],
    ];
    for (const [changed, parts] of cases) {
      await assert.rejects(witness.checkUrl(seedLink, changed), disagreesOn(parts));
    }
  });

  it('says which parts of a form differ', async () => {
    const { url, fields } = await signer.signPost(seedForm);
    const changed = fields.map(([name, value]) => [name, name === 'key' ? 'other' : value] as const);
    await assert.rejects(witness.checkPost(seedForm, { url, fields: changed }), disagreesOn('key'));
    await assert.rejects(
      witness.checkPost(seedForm, { url: `${url}x`, fields: fields.toReversed() }),
      disagreesOn('url, order'),
    );
    const limited = { ...seedForm, maxBytes: 10 };
    await assert.rejects(witness.checkPost(limited, { url, fields }), disagreesOn('Policy, X-Amz-Signature'));
  });

  it('says which parts of a PUT differ', async () => {
    const { url, headers } = await signer.signPut(seedPut);
    const changed = headers.map(([name]) => [name, 'other'] as const);
    await assert.rejects(
      witness.checkPut(seedPut, { url, headers: changed }),
      disagreesOn('content-type, content-length'),
    );
    await assert.rejects(
      witness.checkPut({ ...seedPut, headers: [] }, { url, headers: [] }),
      disagreesOn('X-Amz-Signature, X-Amz-SignedHeaders'),
    );
  });

  it('is also one that can’t sign', async () => {
    const broken = createWitness({
      presignUrl: () => Promise.reject(new Error('broken')),
      presignPost: () => Promise.reject(new Error('broken')),
      presignPut: () => Promise.reject(new Error('broken')),
    });
    const failed = (error: unknown) =>
      error instanceof SpacesError && error.code === 'signersDisagree' && error.cause instanceof Error;
    await assert.rejects(broken.checkUrl(seedLink, await signer.signUrl(seedLink)), failed);
    await assert.rejects(broken.checkPost(seedForm, await signer.signPost(seedForm)), failed);
    await assert.rejects(broken.checkPut(seedForm, await signer.signPut(seedForm)), failed);
  });

  it('that can not be loaded stops the copy with words for people', async () => {
    const missing = loadWitness(() => Promise.reject(new Error("Cannot find module './sdk.js'")));
    await assert.rejects(missing, {
      name: 'SpacesError',
      code: 'signersDisagree',
      message: /nothing was copied/,
    });
  });
});
