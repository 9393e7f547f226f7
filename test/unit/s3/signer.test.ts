import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import type { Connection, SigningTarget } from '../../../src/core/connection.ts';
import { type ErrorCode, SpacesError } from '../../../src/core/errors.ts';
import { FILENAME } from '../../../src/core/policy.ts';
import type { SignPostRequest } from '../../../src/core/signing.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { webHashing } from '../../../src/platform/web.ts';
import { createSigner } from '../../../src/s3/signer.ts';
import { signHeaders } from '../../../src/s3/signHeaders.ts';
import { presignPut } from '../../../src/s3/signPut.ts';
import { presignGet } from '../../../src/s3/signUrl.ts';
import { assertGolden } from '../../support/golden.ts';

const credentials = { accessKeyId: 'DO00EXAMPLE', secretAccessKey: 'example/secret+key' };
const connection: Connection = {
  id: 'abcdefghij',
  name: 'nyc3',
  provider: 'digitalocean',
  endpoint: 'https://nyc3.digitaloceanspaces.com',
  region: 'nyc3',
  addressing: 'virtual',
  readOnly: false,
};
const target: SigningTarget = { ...connection, credentials };
const date = new Date('2026-01-02T03:04:05.678Z');
const seedLink: SignPostRequest = {
  connection,
  credentials,
  space: 'example-bucket',
  key: 'my-object.zip',
  expiresIn: 30,
  date,
};
const seedForm: SignPostRequest = { ...seedLink, key: 'my-object2.zip', expiresIn: 60 };
const withToken = { ...credentials, sessionToken: 'token/with+signs==' };

const signer = createSigner(nodeHashing);

const refuses = (code: ErrorCode) => (error: unknown) => error instanceof SpacesError && error.code === code;

describe('createSigner', () => {
  it('signs the seed’s link', async () => {
    const url = await signer.signUrl(seedLink);
    const { hashed, head } = presignGet({ target, ...seedLink })(seedLink.key);
    assertGolden(
      new URL('link.golden.txt', import.meta.url),
      [hashed, '', `${head}…`, '', url, ''].join('\n'),
    );
  });

  it('signs the seed’s form', async () => {
    const { url, fields } = await signer.signPost(seedForm);
    const lines = fields.map(([name, value]) => `${name}=${value}`);
    const policy = atob(fields.find(([name]) => name === 'Policy')?.[1] ?? '');
    assertGolden(new URL('form.golden.txt', import.meta.url), [url, ...lines, '', policy, ''].join('\n'));
  });

  it('signs requests in their headers', async () => {
    const request = {
      target: { ...target, credentials: withToken },
      method: 'GET' as const,
      space: 'example-bucket',
      query: [
        ['prefix', 'a b/ü'],
        ['list-type', '2'],
        ['delimiter', '/'],
      ] as const,
      headers: [['Range', '  bytes=0-9 ']] as const,
      date,
    };
    const { hashed } = signHeaders(request);
    const signed = await signer.signRequest(request);
    const text = `${hashed}\n\n${JSON.stringify(signed, null, 2)}\n`;
    assertGolden(new URL('headers.golden.txt', import.meta.url), text);
  });

  it('puts a size limit first among the conditions', async () => {
    const { fields } = await signer.signPost({ ...seedForm, minBytes: 1, maxBytes: 10 });
    const { conditions } = JSON.parse(atob(fields.find(([name]) => name === 'Policy')?.[1] ?? ''));
    assert.deepEqual(conditions[0], ['content-length-range', 1, 10]);
  });

  it('signs a PUT with its headers', async () => {
    const headers = [
      ['Content-Type', 'application/zip'],
      ['x-amz-acl', 'public-read'],
      ['content-length', '1234'],
    ] as const;
    const put = { ...seedForm, headers };
    const { hashed } = presignPut({ target, ...put }, headers)(put.key);
    const text = `${hashed}\n\n${JSON.stringify(await signer.signPut(put), null, 2)}\n`;
    assertGolden(new URL('put.golden.txt', import.meta.url), text);
  });

  it('signs a drop box with a type left open', async () => {
    const { url, fields } = await signer.signPost({
      ...seedForm,
      key: `inbox/${FILENAME}`,
      isDropBox: true,
      maxBytes: 10,
      fields: [
        ['Content-Type', 'image/png'],
        ['acl', 'private'],
      ],
      conditions: [['starts-with', '$Content-Type', 'image/']],
    });
    const lines = fields.map(([name, value]) => `${name}=${value}`);
    const policy = atob(fields.find(([name]) => name === 'Policy')?.[1] ?? '');
    assertGolden(new URL('dropBox.golden.txt', import.meta.url), [url, ...lines, '', policy, ''].join('\n'));
  });

  it('refuses a drop box that pins no prefix, or none that a form can name', async () => {
    for (const key of ['$in/', `a${FILENAME}/`, ' a/', '\0/', '\ud83d/']) {
      const request = { ...seedForm, key: key + FILENAME, isDropBox: true };
      await assert.rejects(signer.signPost(request), refuses('badKey'));
    }
    await assert.rejects(signer.signPost({ ...seedForm, key: 'in/', isDropBox: true }), refuses('badKey'));
    for (const prefix of ['', 'a ', 'in/', 'a/$b/']) {
      await signer.signPost({ ...seedForm, key: prefix + FILENAME, isDropBox: true });
    }
  });

  it('signs the same over WebCrypto', async () => {
    const web = createSigner(webHashing(webcrypto.subtle as SubtleCrypto));
    for (const request of [seedLink, { ...seedLink, key: 'ä €/😀', credentials: withToken }]) {
      assert.equal(await web.signUrl(request), await signer.signUrl(request));
      assert.deepEqual(await web.signPost(request), await signer.signPost(request));
    }
  });

  it('derives a new key for another day, region or secret, and finds the first again', async () => {
    const first = await signer.signUrl(seedLink);
    const others = [
      { ...seedLink, date: new Date('2026-01-03T03:04:05Z') },
      { ...seedLink, connection: { ...connection, region: 'ams3' } },
      { ...seedLink, credentials: { ...credentials, secretAccessKey: 'other' } },
    ];
    const urls = await Promise.all(
      [...others, seedLink].map((request) => createSigner(nodeHashing).signUrl(request)),
    );
    for (const [index, request] of [...others, seedLink].entries()) {
      assert.equal(await signer.signUrl(request), urls[index]);
    }
    assert.equal(urls.at(-1), first);
    assert.equal(new Set(urls).size, 4);
  });

  it('signs again after more days than it remembers', async () => {
    const days = Array.from({ length: 40 }, (_, day) => new Date(date.getTime() + day * 86_400_000));
    for (const day of [...days, date]) {
      const request = { ...seedLink, date: day };
      assert.equal(await signer.signUrl(request), await createSigner(nodeHashing).signUrl(request));
    }
  });

  for (const expiresIn of [0, -5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 604_801]) {
    it(`refuses a life of ${expiresIn} seconds`, async () => {
      await assert.rejects(signer.signUrl({ ...seedLink, expiresIn }), refuses('badExpiry'));
      await assert.rejects(signer.signPost({ ...seedLink, expiresIn }), refuses('badExpiry'));
      await assert.rejects(signer.signPut({ ...seedLink, expiresIn }), refuses('badExpiry'));
    });
  }

  it('takes the shortest and the longest life', async () => {
    for (const expiresIn of [1, 604_800]) {
      assert.match(
        await signer.signUrl({ ...seedLink, expiresIn }),
        new RegExp(`X-Amz-Expires=${expiresIn}&`),
      );
    }
  });

  it('refuses a form for a key that servers would widen, wherever the placeholder stands', async () => {
    const placeholder = '$' + '{filename}';
    for (const key of [placeholder, `up/${placeholder}`, `${placeholder}.bak`]) {
      await assert.rejects(signer.signPost({ ...seedForm, key }), refuses('badKey'));
      assert.match(await signer.signUrl({ ...seedLink, key }), /%24%7Bfilename%7D/);
    }
  });

  it('refuses a key that has no UTF-8 form', async () => {
    await assert.rejects(signer.signUrl({ ...seedLink, key: '\ud83d' }), refuses('badKey'));
    await assert.rejects(signer.signPost({ ...seedForm, key: '\ud83d' }), refuses('badKey'));
  });
});

describe('presignGet', () => {
  it('signs further parameters in their sorted places', () => {
    const query = [
      ['response-content-disposition', 'attachment; filename="a b"'],
      ['versionId', 'null'],
    ] as const;
    const unsigned = presignGet({ target, space: 'example-bucket', expiresIn: 60, date, query })('k');
    const names = [...new URL(unsigned.finish('0')).searchParams.keys()];
    assert.deepEqual(names, names.toSorted());
    assert.equal(names.at(-1), 'versionId');
    assert.match(
      unsigned.hashed ?? '',
      /&response-content-disposition=attachment%3B%20filename%3D%22a%20b%22&versionId=null\n/,
    );
  });
});

describe('a batch', () => {
  const { key: _, ...batch } = seedLink;

  it('is signed as the signer signs each, on either hashing', async () => {
    const keys = ['my-object.zip', 'a b', 'ä', 'dir/', '//x'];
    for (const hashing of [nodeHashing, webHashing(globalThis.crypto.subtle)]) {
      const urls = await createSigner(hashing).signUrls(batch, keys);
      const forms = await createSigner(hashing).signPosts(batch, keys);
      for (const [index, key] of keys.entries()) {
        assert.equal(urls[index], await signer.signUrl({ ...seedLink, key }));
        assert.deepEqual(forms[index], await signer.signPost({ ...seedLink, key }));
      }
    }
  });

  it('is refused as a whole for one bad key', async () => {
    await assert.rejects(signer.signUrls(batch, ['a', '\ude00']), refuses('badKey'));
    await assert.rejects(signer.signUrls({ ...batch, expiresIn: 0 }, ['a']), refuses('badExpiry'));
  });
});
