import assert from 'node:assert/strict';
import { send, type TestRequest, type Wire } from './client.ts';
import { expectStatus } from './expect.ts';
import { makeSpace, mustSend, type Subject } from './subject.ts';

type Case = readonly [title: string, request: TestRequest, status: number, code?: string];

/** From the moment of sending: the tests may run minutes after this file was read. */
const minutes = (count: number) => () => new Date(Date.now() + count * 60_000);

/** What is let in and what is refused, and with which code. */
export function signingCases(use: () => Subject): void {
  let space: string;

  before(async () => {
    space = await makeSpace(use());
    await mustSend(use(), { method: 'PUT', space, key: 'k', body: 'hello' });
  });

  const run = ([title, request, status, code]: Case) =>
    it(`${title}: ${status}${code ? ` ${code}` : ''}`, async () => {
      expectStatus(await send(use(), { space, key: 'k', ...request }), status, code);
    });

  describe('without a signature', () => {
    const none = { sign: 'none' } as const;
    const refused: Case[] = [
      ['GET', none, 403, 'AccessDenied'],
      ['GET of a missing key', { ...none, key: 'nope' }, 403, 'AccessDenied'],
      ['PUT', { ...none, method: 'PUT', body: 'x' }, 403, 'AccessDenied'],
      ['DELETE', { ...none, method: 'DELETE' }, 403, 'AccessDenied'],
      ['a Space that is not there', { ...none, space: 'nope-nope' }, 404, 'NoSuchBucket'],
    ];
    refused.forEach(run);

    it('HEAD: 403 without a body', async () => {
      const answer = await send(use(), { ...none, method: 'HEAD', space, key: 'k' });
      expectStatus(answer, 403);
      assert.equal(answer.body.length, 0);
    });

    it('listing: 403 AccessDenied', async () => {
      const answer = await send(use(), { ...none, space, query: [['list-type', '2']] });
      expectStatus(answer, 403, 'AccessDenied');
    });

    it('shows nobody no Spaces', async () => {
      const answer = await send(use(), none);
      expectStatus(answer, 200);
      assert.ok(answer.text.includes('<Buckets></Buckets>'));
    });
  });

  describe('by header', () => {
    const cases: Case[] = [
      ['right', {}, 200],
      ['any region that fits itself', { region: 'nyc3' }, 200],
      ['an unknown key', { keys: stranger }, 403, 'InvalidAccessKeyId'],
      ['14 minutes behind', { date: minutes(-14) }, 200],
      ['14 minutes ahead', { date: minutes(14) }, 200],
      ['15 minutes behind', { date: minutes(-15.1) }, 403, 'RequestTimeTooSkewed'],
      ['16 minutes ahead', { date: minutes(16) }, 403, 'RequestTimeTooSkewed'],
      ['skewed by an unknown key', { date: minutes(16), keys: stranger }, 403, 'RequestTimeTooSkewed'],
      ['another method', { change: withMethod('DELETE') }, 403, 'SignatureDoesNotMatch'],
      [
        'another key',
        { change: withTarget((target) => target.replace('/k', '/j')) },
        403,
        'SignatureDoesNotMatch',
      ],
      ['a header that is not signed', { change: withHeader('x-foo', 'a') }, 200],
      ['another date', { change: withHeader('x-amz-date', '20200101T000000Z') }, 403, 'RequestTimeTooSkewed'],
      ['something else', { sign: 'none', headers: { authorization: 'Bearer x' } }, 400, 'InvalidArgument'],
    ];
    cases.forEach(run);

    it('a wrong secret: 403 SignatureDoesNotMatch', async () => {
      const keys = { ...use().keys, secretAccessKey: 'wrong' };
      expectStatus(await send(use(), { space, key: 'k', keys }), 403, 'SignatureDoesNotMatch');
    });

    it('a body that is not the one signed: 400 XAmzContentSHA256Mismatch', async () => {
      const change = (wire: Wire) => ({ ...wire, body: Buffer.from('abd') });
      const answer = await send(use(), { method: 'PUT', space, key: 'changed', body: 'abc', change });
      expectStatus(answer, 400, 'XAmzContentSHA256Mismatch');
      expectStatus(await send(use(), { space, key: 'changed' }), 404, 'NoSuchKey');
    });

    it('a body that is not signed: 200', async () => {
      const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
      expectStatus(await send(use(), { method: 'PUT', space, key: 'unsigned', body: 'abc', headers }), 200);
    });
  });

  describe('by signed URL', () => {
    const link = { sign: 'link' } as const;
    const cases: Case[] = [
      ['right', link, 200],
      ['for a range', { ...link, headers: { range: 'bytes=0-0' } }, 206],
      ['with five seconds left', { ...link, date: minutes(-1), expiresIn: 65 }, 200],
      ['after its end', { ...link, date: minutes(-1), expiresIn: 59 }, 403, 'AccessDenied'],
      [
        'after its end by an unknown key',
        { ...link, date: minutes(-2), keys: stranger },
        403,
        'AccessDenied',
      ],
      ['from tomorrow', { ...link, date: minutes(26 * 60) }, 200],
      ['for seven days', { ...link, expiresIn: 604_800 }, 200],
      ['for a second more', { ...link, expiresIn: 604_801 }, 403, 'AccessDenied'],
      ['for no time', { ...link, expiresIn: 0 }, 403, 'AccessDenied'],
      ['for less than none', { ...link, expiresIn: -5 }, 403, 'AccessDenied'],
      ['for no number', { ...link, expiresIn: 'abc' }, 403, 'AccessDenied'],
      ['by an unknown key', { ...link, keys: stranger }, 403, 'InvalidAccessKeyId'],
      [
        'with one more parameter',
        { ...link, change: withTarget((t) => `${t}&x=1`) },
        403,
        'SignatureDoesNotMatch',
      ],
      [
        'for another key',
        { ...link, change: withTarget((t) => t.replace('/k?', '/j?')) },
        403,
        'SignatureDoesNotMatch',
      ],
      [
        'with a longer life',
        { ...link, change: withTarget((t) => t.replace('Expires=60', 'Expires=6000')) },
        403,
        'SignatureDoesNotMatch',
      ],
      ['for a missing key', { ...link, key: 'nope' }, 404, 'NoSuchKey'],
    ];
    cases.forEach(run);

    it('used for HEAD: 403', async () => {
      expectStatus(await send(use(), { ...link, space, key: 'k', change: withMethod('HEAD') }), 403);
    });

    it('used for another Space: 403', async () => {
      const other = await makeSpace(use());
      const change = withTarget((target) => target.replace(space, other));
      expectStatus(await send(use(), { ...link, space, key: 'k', change }), 403, 'SignatureDoesNotMatch');
    });

    it('whose key was taken away: 403 InvalidAccessKeyId', async () => {
      const keys = await use().revoked();
      expectStatus(await send(use(), { ...link, space, key: 'k', keys }), 403, 'InvalidAccessKeyId');
    });

    it('PUT', async () => {
      expectStatus(await send(use(), { ...link, method: 'PUT', space, key: 'by-link', body: 'x' }), 200);
      assert.equal((await send(use(), { space, key: 'by-link' })).text, 'x');
    });
  });

  describe('virtual-hosted', () => {
    const cases: Case[] = [
      ['by header', { virtual: true }, 200],
      ['by signed URL', { virtual: true, sign: 'link' }, 200],
      ['unsigned', { virtual: true, sign: 'none' }, 403, 'AccessDenied'],
    ];
    cases.forEach(run);

    it('is signed with its host: 403 on the path', async () => {
      const change = (wire: Wire) => ({
        ...wire,
        target: `/${space}${wire.target}`,
        headers: { ...wire.headers, host: new URL(use().endpoint).host },
      });
      const answer = await send(use(), { virtual: true, sign: 'link', space, key: 'k', change });
      expectStatus(answer, 403, 'SignatureDoesNotMatch');
    });
  });

  it('tells its time in Date', async () => {
    const answer = await send(use(), { space, key: 'nope' });
    assert.ok(Math.abs(Date.parse(String(answer.headers.date)) - Date.now()) < 5_000);
  });

  it('leaves the message of a refusal empty', async () => {
    assert.ok((await send(use(), { space, key: 'nope' })).text.includes('<Message></Message>'));
  });
}

const stranger = { accessKeyId: 'NOSUCHKEY', secretAccessKey: 'x' };

function withMethod(method: string) {
  return (wire: Wire): Wire => ({ ...wire, method });
}

function withTarget(change: (target: string) => string) {
  return (wire: Wire): Wire => ({ ...wire, target: change(wire.target) });
}

function withHeader(name: string, value: string) {
  return (wire: Wire): Wire => ({ ...wire, headers: { ...wire.headers, [name]: value } });
}
