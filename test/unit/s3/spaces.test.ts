// What is sent to make a Space, by provider, and what answers mean that Ceph does not give.
import assert from 'node:assert/strict';
import type { Connection } from '../../../src/core/connection.ts';
import type { SpaceVersion } from '../../../src/core/spaces.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { createClockOffsets } from '../../../src/s3/clock.ts';
import { createSpaceLocations } from '../../../src/s3/locations.ts';
import { createSigner } from '../../../src/s3/signer.ts';
import { createSpaceControl } from '../../../src/s3/spaces.ts';
import { LOCAL } from '../../support/fakes/listing.ts';

const { signal } = new AbortController();

type Sent = {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
};
type Reply = (sent: Sent) => Response;

const refusal = (status: number, code: string) => () =>
  new Response(`<Error><Code>${code}</Code></Error>`, { status });
const ok =
  (body = '') =>
  () =>
    new Response(body, { status: 200 });

/** The replies in order; the last one again and again. */
function controlOver(...replies: readonly Reply[]) {
  const sent: Sent[] = [];
  const control = createSpaceControl({
    fetch: async (url, { method = 'GET', headers, body }) => {
      const request = { method, url, headers: new Headers(headers), body: String(body ?? '') };
      sent.push(request);
      return (replies[sent.length - 1] ?? replies.at(-1) ?? ok())(request);
    },
    signer: createSigner(nodeHashing),
    now: Date.now,
    random: () => 0,
    sleep: async () => undefined,
    canListSpaces: true,
    clock: createClockOffsets(),
    locations: createSpaceLocations(),
    connections: {
      credentials: async () => ({
        state: 'ok',
        credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
      }),
    },
  });
  return { control, sent };
}

const free = refusal(404, 'NoSuchBucket');

describe('making a Space', () => {
  const at = (endpoint: string, region: string): Connection => ({
    ...LOCAL,
    ...{ endpoint, region, addressing: 'virtual' },
  });
  const places: readonly (readonly [string, Connection, string | undefined])[] = [
    ['DigitalOcean goes by its endpoint', at('https://nyc3.digitaloceanspaces.com', 'nyc3'), undefined],
    ['any other server has a default', LOCAL, undefined],
    ["AWS's first region is named by none", at('https://s3.us-east-1.amazonaws.com', 'us-east-1'), undefined],
    ['and by none in its old address', at('https://s3.amazonaws.com', 'us-east-1'), undefined],
    ["AWS's others are named", at('https://s3.eu-west-1.amazonaws.com', 'eu-west-1'), 'eu-west-1'],
  ];
  for (const [what, connection, region] of places) {
    it(what, async () => {
      const { control, sent } = controlOver(free, ok());
      await control.create(connection, 'new-space', 'public-read', signal);
      const put = sent.at(-1);
      assert.deepEqual([sent.length, put?.method], [2, 'PUT']);
      assert.equal(/<LocationConstraint>(.*)<\/LocationConstraint>/.exec(put?.body ?? '')?.[1], region);
      assert.equal(put?.headers.get('x-amz-acl'), 'public-read');
      assert.equal(put?.headers.has('x-amz-checksum-sha256'), region !== undefined);
    });
  }

  it('is not looked for in other regions first: its name may be free here', async () => {
    const { control, sent } = controlOver(free, ok());
    await control.create(at('https://nyc3.digitaloceanspaces.com', 'nyc3'), 'new-space', undefined, signal);
    assert.ok(sent.every(({ url }) => url.startsWith('https://new-space.nyc3.')));
  });

  it('that our own request before made, whose answer got lost, is made', async () => {
    const lost = () => {
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
    };
    const { control, sent } = controlOver(free, lost, refusal(409, 'BucketAlreadyOwnedByYou'));
    await control.create(LOCAL, 'new-space', undefined, signal);
    assert.equal(sent.length, 3);
  });

  const failures: readonly (readonly [string, readonly Reply[], string, RegExp])[] = [
    ['of your own', [ok('<ListBucketResult></ListBucketResult>')], 'exists', /^You have a Space/],
    ["of somebody else's", [refusal(403, 'AccessDenied')], 'exists', /^Somebody else/],
    ["of somebody else's in another region", [refusal(301, 'PermanentRedirect')], 'exists', /^Somebody else/],
    ['that was taken meanwhile', [free, refusal(409, 'BucketAlreadyExists')], 'exists', /^Somebody else/],
    ['beyond the limit', [free, refusal(400, 'TooManyBuckets')], 'accessDenied', /as many Spaces as/],
    ['without the right', [free, refusal(403, 'AccessDenied')], 'accessDenied', /may not create Spaces/],
    ['with a name that the server refuses', [free, refusal(400, 'InvalidBucketName')], 'noSuchSpace', /name/],
  ];
  for (const [what, replies, code, message] of failures)
    it(`says why not: one ${what}`, async () => {
      const { control } = controlOver(...replies);
      await assert.rejects(control.create(LOCAL, 'new-space', undefined, signal), { code, message });
    });

  it('never asks with a name that is another address', async () => {
    const { control, sent } = controlOver(ok());
    for (const name of ['..', 'a/b', '']) {
      await assert.rejects(control.create(LOCAL, name, undefined, signal), { code: 'badArguments' });
      await assert.rejects(control.remove({ connection: LOCAL, space: name }, signal), {
        code: 'badArguments',
      });
    }
    assert.deepEqual(sent, []);
  });
});

describe('looking through a Space', () => {
  const box = { connection: LOCAL, space: 'box', prefix: '' };
  const all = async (replies: readonly Reply[]) => {
    const { control, sent } = controlOver(...replies);
    const versions: SpaceVersion[] = [];
    for await (const page of control.versions(box, signal)) versions.push(...page);
    return { versions, sent };
  };
  const listing = ok('<ListBucketResult><Contents><Key>a</Key><Size>5</Size></Contents></ListBucketResult>');

  for (const other of [refusal(501, 'NotImplemented'), refusal(403, 'AccessDenied')])
    it('where versions can not be listed, the objects are', async () => {
      const { versions } = await all([other, listing]);
      assert.deepEqual(versions, [{ key: 'a', size: 5, isLatest: true, isDeleted: false }]);
    });

  it('what fails later is not begun again', async () => {
    const page = ok(
      '<ListVersionsResult><IsTruncated>true</IsTruncated><Version><Key>a</Key><VersionId>1</VersionId></Version></ListVersionsResult>',
    );
    await assert.rejects(all([page, refusal(403, 'AccessDenied')]), { code: 'accessDenied' });
  });

  it('a server that gives the same page again and again is stopped', async () => {
    const page = ok(
      '<ListVersionsResult><IsTruncated>true</IsTruncated><Version><Key>a</Key><VersionId>1</VersionId></Version></ListVersionsResult>',
    );
    await assert.rejects(all([page]), { code: 'server', message: /repeats the same page/ });
  });
});
