import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { signedFetch, signedUrl } from '../support/signedFetch.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('time on the real gateway', () => {
  let space: TestSpace;
  let object: string;
  before(async () => {
    space = await freshSpace();
    object = `${space.endpoint}/${space.bucket}/k`;
    await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key: 'k', Body: 'hello' }));
  });
  const fromNow = (ms: number) => new Date(Date.now() + ms);
  const get = async (expires: string, date = new Date(), region = 'us-east-1') => {
    const answer = await fetch(signedUrl(object, space.keys, expires, { date, region }));
    return [answer.status, (await answer.text()).match(/<Code>(.*)<\/Code>/)?.[1]];
  };

  const refused = [403, 'AccessDenied'];
  const served = [200, undefined];

  for (const expires of ['60', '604800', '60.5']) {
    it(`serves a URL for ${expires} s`, async () => assert.deepEqual(await get(expires), served));
  }
  for (const expires of ['604801', '0', '-5', '0.5', 'x', '']) {
    it(`refuses a URL for "${expires}" s`, async () => assert.deepEqual(await get(expires), refused));
  }
  it('refuses a URL after its end, with an empty message', async () => {
    const answer = await fetch(signedUrl(object, space.keys, '60', { date: fromNow(-61_000) }));
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /<Code>AccessDenied<\/Code><Message><\/Message>/);
  });
  it('serves a URL that was signed in the future', async () => {
    for (const ahead of [10 * minute, hour, 26 * hour])
      assert.deepEqual(await get('60', fromNow(ahead)), served);
  });
  it('serves a URL signed for any region', async () => {
    assert.deepEqual(await get('60', new Date(), 'nyc3'), served);
  });
  it('serves a changed URL never', async () => {
    const url = signedUrl(object, space.keys, '60');
    for (const changed of [
      url.replace('Expires=60', 'Expires=61'),
      url.replace('/k?', '/l?'),
      `${url}&x-id=GetObject`,
    ]) {
      const answer = await fetch(changed);
      assert.match(await answer.text(), /<Code>SignatureDoesNotMatch<\/Code>/);
    }
  });
  it('serves part of an object by URL, but not HEAD', async () => {
    const url = signedUrl(object, space.keys, '60');
    const part = await fetch(url, { headers: { range: 'bytes=0-0' } });
    assert.deepEqual([part.status, await part.text()], [206, 'h']);
    assert.equal((await fetch(url, { method: 'HEAD' })).status, 403);
  });
  it('serves a SigV2 URL for a year', async () => {
    const expires = Math.floor(Date.now() / 1000) + 365 * 86_400;
    const text = `GET\n\n\n${expires}\n/${space.bucket}/k`;
    const signature = createHmac('sha1', space.keys.secretAccessKey).update(text).digest('base64');
    const query = new URLSearchParams({
      AWSAccessKeyId: space.keys.accessKeyId,
      Expires: String(expires),
      Signature: signature,
    });
    assert.equal((await fetch(`${object}?${query}`)).status, 200);
  });

  it('takes requests signed by header up to 15 minutes off', async () => {
    for (const off of [-14, 14]) {
      assert.equal((await signedFetch(object, space.keys, { date: fromNow(off * minute) })).status, 200);
    }
    for (const off of [-16, 16]) {
      const answer = await signedFetch(object, space.keys, { date: fromNow(off * minute) });
      assert.equal(answer.status, 403);
      assert.match(await answer.text(), /<Code>RequestTimeTooSkewed<\/Code>/);
      assert.ok(Math.abs(Date.parse(answer.headers.get('date') ?? '') - Date.now()) < 5000);
    }
  });
});
