import { send, type TestRequest } from './client.ts';
import { expectHeaders, expectStatus } from './expect.ts';
import { makeSpace, mustSend, type Subject } from './subject.ts';

const origin = 'https://a.example.com';
const rules = `<CORSConfiguration>
<CORSRule><ID>one &amp; only</ID><AllowedOrigin>https://*.example.com</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>HEAD</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><ExposeHeader>Date</ExposeHeader><MaxAgeSeconds>300</MaxAgeSeconds></CORSRule>
<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-foo</AllowedHeader></CORSRule>
</CORSConfiguration>`;
const allowed = {
  'access-control-allow-origin': origin,
  'access-control-allow-methods': 'GET',
  'access-control-expose-headers': 'ETag,Date',
  'access-control-max-age': '300',
  vary: 'Origin',
};
const none = { 'access-control-allow-origin': undefined, 'access-control-allow-methods': undefined };

/** What a page in a browser may read. */
export function corsCases(use: () => Subject): void {
  let space: string;

  const configure = (body: string) => send(use(), { method: 'PUT', space, query: [['cors', '']], body });
  const preflight = (headers: Readonly<Record<string, string>>, request: TestRequest = {}) =>
    send(use(), { method: 'OPTIONS', sign: 'none', space, key: 'k', headers, ...request });
  const ask = (method: string, from = origin) => ({ origin: from, 'access-control-request-method': method });
  const get = (request: TestRequest = {}) =>
    send(use(), { space, key: 'k', headers: { origin }, ...request });

  before(async () => {
    space = await makeSpace(use());
    await mustSend(use(), { method: 'PUT', space, key: 'k', body: 'x' });
  });

  it('without rules: no headers, preflights refused, nothing to read', async () => {
    expectHeaders(await get(), none);
    expectStatus(await preflight(ask('GET')), 403, 'AccessDenied');
    expectStatus(await send(use(), { space, query: [['cors', '']] }), 404, 'NoSuchCORSConfiguration');
  });

  describe('with rules', () => {
    before(async () => {
      expectStatus(await configure(rules), 200);
    });

    it('gives them back', async () => {
      const answer = await send(use(), { space, query: [['cors', '']] });
      expectStatus(answer, 200);
      for (const part of [
        '<ID>one &amp; only</ID>',
        '<AllowedOrigin>https://*.example.com</AllowedOrigin>',
        '<MaxAgeSeconds>300</MaxAgeSeconds>',
      ]) {
        if (!answer.text.includes(part)) throw new Error(`${part} is missing: ${answer.text}`);
      }
    });

    it('lets a page read answers, refusals among them', async () => {
      expectHeaders(await get(), allowed);
      expectHeaders(await get({ sign: 'link' }), allowed);
      expectHeaders(await get({ key: 'nope' }), allowed);
      expectHeaders(await get({ sign: 'none' }), allowed);
      expectHeaders(await send(use(), { space, query: [['list-type', '2']], headers: { origin } }), allowed);
    });

    it('does not let it read why a signature was refused', async () => {
      expectHeaders(await get({ keys: { ...use().keys, secretAccessKey: 'x' } }), none);
      expectHeaders(await get({ sign: 'link', date: new Date(Date.now() - 120_000) }), none);
    });

    it('lets it read the refusal of a request with the same header names and nothing in them', async () => {
      const empty = { authorization: '', 'x-amz-content-sha256': '', 'x-amz-date': '' };
      for (const method of ['GET', 'HEAD']) {
        const answer = await send(use(), { method, space, sign: 'none', headers: { origin, ...empty } });
        expectStatus(answer, 403, method === 'HEAD' ? undefined : 'AccessDenied');
        expectHeaders(answer, { ...allowed, 'access-control-allow-methods': method });
      }
    });

    it('never lets it read the list of Spaces', async () => {
      expectHeaders(await send(use(), { headers: { origin } }), none);
    });

    it('keeps other pages out', async () => {
      expectHeaders(await get({ headers: { origin: 'https://evil.org' } }), none);
      expectHeaders(await get({ headers: { origin: 'https://example.com' } }), none);
    });

    it('answers preflights, with the headers asked for', async () => {
      const answer = await preflight({
        ...ask('GET'),
        'access-control-request-headers': 'Authorization, x-amz-date',
      });
      expectStatus(answer, 200);
      expectHeaders(answer, { ...allowed, 'access-control-allow-headers': 'Authorization,x-amz-date' });
      expectStatus(await preflight(ask('PUT', 'https://other.org')), 200);
    });

    it('refuses other methods and headers: only the first rule for the origin counts', async () => {
      expectStatus(await preflight(ask('DELETE')), 403, 'AccessDenied');
      expectStatus(await preflight(ask('PUT')), 403, 'AccessDenied');
      const headers = { ...ask('PUT', 'https://other.org'), 'access-control-request-headers': 'x-bar' };
      expectStatus(await preflight(headers), 403, 'AccessDenied');
      expectStatus(await preflight({ origin }), 400, 'InvalidArgument');
      expectStatus(await preflight(ask('GET'), { space: 'nope-nope' }), 404, 'NoSuchBucket');
    });

    it('refuses rules that are none, and keeps the old ones', async () => {
      expectStatus(await configure('<CORSConfiguration>'), 400, 'MalformedXML');
      expectStatus(await configure('<CORSConfiguration></CORSConfiguration>'), 400, 'MalformedXML');
      expectStatus(await configure(rules.replace('>PUT<', '>FOO<')), 400, 'MalformedXML');
      expectHeaders(await get(), allowed);
    });
  });

  it('any origin: named to those who sign by header, else *', async () => {
    const rule = '<CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule>';
    expectStatus(await configure(`<CORSConfiguration>${rule}</CORSConfiguration>`), 200);
    expectHeaders(await get(), { 'access-control-allow-origin': origin, vary: 'Origin' });
    expectHeaders(await get({ sign: 'link' }), { 'access-control-allow-origin': '*', vary: undefined });
  });

  it('rules can be taken away', async () => {
    expectStatus(await configure(rules), 200);
    expectStatus(await send(use(), { method: 'DELETE', space, query: [['cors', '']] }), 204);
    expectHeaders(await get(), none);
  });
}
