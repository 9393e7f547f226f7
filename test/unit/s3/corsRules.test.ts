import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Connection } from '../../../src/core/connection.ts';
import { browserRule, isSameRules } from '../../../src/core/cors.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import { createSpaceRules } from '../../../src/s3/corsRules.ts';
import type { Fetch } from '../../../src/s3/exchange.ts';
import { createSpaceLocations } from '../../../src/s3/locations.ts';
import { connectionNamed } from '../../support/fakes/connectionStoreContract.ts';
import { errorXml, keys, never, requestDeps } from './serve.ts';

const connection: Connection = {
  ...connectionNamed('Work'),
  provider: 'digitalocean',
  endpoint: 'https://nyc3.digitaloceanspaces.com',
  region: 'nyc3',
  addressing: 'virtual',
};
const photos = { connection, space: 'photos' };
const rules =
  '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>';

type Reply = (url: URL, init: RequestInit) => Response;
const xml =
  (body: string, status = 200) =>
  () =>
    new Response(body, { status });

/** The rules over a scripted fetch. */
function rulesOver(reply: Reply) {
  const sent: { readonly url: URL; readonly init: RequestInit }[] = [];
  const fetch: Fetch = async (url, init) => {
    sent.push({ url: new URL(url), init });
    return reply(new URL(url), init);
  };
  const locations = createSpaceLocations();
  const connections = { credentials: async () => ({ state: 'ok', credentials: keys }) as const };
  const deps = requestDeps({ fetch });
  return { sent, locations, deps, rules: createSpaceRules({ ...deps, connections, locations }) };
}

async function refusal(work: Promise<unknown>): Promise<SpacesError> {
  const error = await work.catch((reason: unknown) => reason);
  assert.ok(error instanceof SpacesError, `${error}`);
  assert.equal(error.connectionId, connection.id);
  return error;
}

describe('CORS rules', () => {
  it('are asked for over the fetch that is handed in, in its terms', async () => {
    const { sent, deps, rules: over } = rulesOver(xml(rules));
    assert.deepEqual(await over.read(photos, never), [
      { id: undefined, origins: ['*'], methods: ['GET'], headers: [], expose: [], maxAgeSeconds: undefined },
    ]);
    const [{ url, init } = { url: undefined, init: {} }] = sent;
    assert.equal(url?.host, 'photos.nyc3.digitaloceanspaces.com');
    assert.equal(url.pathname, '/');
    assert.deepEqual([...url.searchParams], [['cors', '']]);
    assert.deepEqual([init.method, init.redirect, init.credentials], ['GET', 'manual', 'omit']);
    const headers = new Headers(init.headers);
    assert.match(headers.get('authorization') ?? '', /Credential=AKIDEXAMPLE\/\d{8}\/nyc3\/s3\//);
    for (const name of ['host', 'content-length', 'user-agent']) assert.equal(headers.get(name), null, name);
    assert.match(deps.lines.join(), /^GET https:\/\/photos\.nyc3\.digitaloceanspaces\.com\/ → HTTP 200/);
  });

  it('are written as one document, with its hash', async () => {
    const { sent, rules: over } = rulesOver(xml(''));
    await over.write(photos, [browserRule()], never);
    const init = sent[0]?.init ?? {};
    assert.equal(init.method, 'PUT');
    assert.match(String(init.body), /<AllowedOrigin>https:\/\/\*\.vscode-cdn\.net<\/AllowedOrigin>/);
    assert.match(String(init.body), /<ID>spaceport-browser<\/ID>/);
    const [hex = '', base64 = ''] = ['x-amz-content-sha256', 'x-amz-checksum-sha256'].map(
      (name) => new Headers(init.headers).get(name) ?? '',
    );
    assert.equal(hex, createHash('sha256').update(String(init.body)).digest('hex'));
    assert.equal(Buffer.from(base64, 'base64').toString('hex'), hex);
  });

  it('are none where there are none', async () => {
    assert.deepEqual(
      await rulesOver(xml(errorXml('NoSuchCORSConfiguration'), 404)).rules.read(photos, never),
      [],
    );
  });

  it('of a Space in another region are found there, and written there', async () => {
    const {
      sent,
      locations,
      rules: over,
    } = rulesOver(({ host }) =>
      host === 'photos.fra1.digitaloceanspaces.com' ? xml(listing)() : xml(errorXml('NoSuchBucket'), 404)(),
    );
    await over.write(photos, [browserRule()], never);
    assert.equal(sent.at(-1)?.url.host, 'photos.fra1.digitaloceanspaces.com');
    assert.equal(sent.at(-1)?.init.method, 'PUT');
    assert.equal(locations.of(connection, 'photos').region, 'fra1');
  });

  it('say why they can not be had, in the words of the one table', async () => {
    const of = (reply: Reply) => rulesOver(reply).rules;
    const denied = of(xml(errorXml('AccessDenied'), 403));
    assert.match(
      (await refusal(denied.read(photos, never))).message,
      /may not read the CORS rules.*: photos$/,
    );
    assert.match((await refusal(denied.write(photos, [], never))).message, /may not change the CORS rules/);
    assert.equal((await refusal(of(xml(errorXml('SlowDown'), 503)).read(photos, never))).code, 'slowDown');
    assert.equal((await refusal(of(xml('<html>sign in</html>', 403)).read(photos, never))).code, 'notS3');
    assert.equal((await refusal(of(xml('<html>sign in</html>')).read(photos, never))).code, 'notS3');
    const gone = of(() => {
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
    });
    assert.equal((await refusal(gone.read(photos, never))).code, 'refused');
  });

  it('are not asked for twice where a server refuses, but for a clock that is wrong', async () => {
    const refused = rulesOver(xml(errorXml('AccessDenied'), 403));
    await refusal(refused.rules.read(photos, never));
    assert.equal(refused.sent.length, 1);
    const serverNow = Date.now() + 3_600_000;
    const date = new Date(serverNow).toUTCString();
    const skewed = rulesOver((_url, init) => {
      const stamp = new Headers(init.headers).get('x-amz-date') ?? '';
      const isRight = stamp.startsWith(new Date(serverNow).toISOString().slice(0, 13).replaceAll('-', ''));
      if (isRight) return xml(rules)();
      return new Response(errorXml('RequestTimeTooSkewed'), { status: 403, headers: { date } });
    });
    assert.equal((await skewed.rules.read(photos, never)).length, 1);
    assert.equal(skewed.sent.length, 2);
  });

  it('are asked of no Space whose name would lead elsewhere', async () => {
    const { sent, rules: over } = rulesOver(xml(rules));
    for (const space of ['arn:aws:s3:us-east-1:123456789012:accesspoint/photos', '..', 'a/../b', 'a?acl'])
      assert.equal((await refusal(over.write({ connection, space }, [], never))).code, 'badArguments', space);
    assert.deepEqual(sent, []);
  });

  it('are left alone once it is cancelled', async () => {
    const abort = new AbortController();
    const { rules: over } = rulesOver(() => {
      abort.abort();
      throw new DOMException('aborted', 'AbortError');
    });
    await assert.rejects(over.read(photos, abort.signal), { name: 'Cancelled' });
  });

  it('come back as they were written', async () => {
    let kept = '';
    const { rules: over } = rulesOver((_url, init) => {
      if (init.method === 'PUT') kept = String(init.body);
      return xml(init.method === 'PUT' ? '' : kept)();
    });
    const written = [
      browserRule(),
      { ...browserRule('https://a.example'), id: '<&>', maxAgeSeconds: undefined },
    ];
    await over.write(photos, written, never);
    assert.ok(isSameRules(await over.read(photos, never), written));
  });
});

const listing = '<ListBucketResult><Name>photos</Name><IsTruncated>false</IsTruncated></ListBucketResult>';
