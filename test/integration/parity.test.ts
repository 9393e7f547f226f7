import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SigningTarget } from '../../src/core/connection.ts';
import { conditionsOf, isCovered } from '../../src/core/policy.ts';
import type {
  PostForm,
  ShareRequest,
  SignPostRequest,
  SignPutRequest,
  SignUrlRequest,
} from '../../src/core/signing.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import type { Entry } from '../../src/s3/sign.ts';
import { createSigner, finishWith, keyScope } from '../../src/s3/signer.ts';
import { deriveKey } from '../../src/s3/signingKey.ts';
import { presign, presignParameters } from '../../src/s3/signUrl.ts';
import { runBoto3 } from '../support/boto3/run.ts';
import { anySharing, seedForm, seedLink, seedPut } from '../support/signingRequests.ts';

const signer = createSigner(nodeHashing);

/** boto3 refuses regions that are no host labels, and puts a dotted name into the host name over plain HTTP. */
const fitsBoto3 = ({ connection, space }: AnyShareRequest) =>
  /^[a-z0-9-]+$/.test(connection.region) && !(space.includes('.') && connection.endpoint.startsWith('http:'));

const random = fc.sample(
  anySharing.filter(({ link }) => fitsBoto3(link)),
  { numRuns: 150, seed: 20260102 },
);

function botoCase(kind: 'link' | 'form' | 'put', request: AnyShareRequest) {
  const { connection, credentials, space, key, expiresIn } = request;
  const { endpoint, region, addressing } = connection;
  return { kind, endpoint, region, addressing, ...credentials, space, key, expiresIn };
}

/** boto3 adds no condition for a field: its caller does. */
function botoForm(request: SignPostRequest) {
  const { fields = [] } = request;
  const conditions = conditionsOf(request);
  const exact = fields.filter(([name]) => !isCovered(name, conditions));
  return {
    ...botoCase('form', request),
    fields,
    conditions: [...conditions, ...exact.map(([name, value]) => ({ [name]: value }))],
  };
}

/** What boto3 calls them. */
const LINK_PARAMETERS: Readonly<Record<string, string>> = {
  versionId: 'VersionId',
  'response-content-disposition': 'ResponseContentDisposition',
  'response-content-type': 'ResponseContentType',
};
/** And for a PUT; metadata is apart. */
const PUT_PARAMETERS: Readonly<Record<string, string>> = {
  'Content-Type': 'ContentType',
  'x-amz-acl': 'ACL',
  'content-md5': 'ContentMD5',
};

function paramsOf(entries: readonly Entry[] = [], names: Readonly<Record<string, string>>) {
  return Object.fromEntries(entries.map(([name, value]) => [names[name] ?? name, value]));
}

describe('parity with boto3 (Signature Version 4)', function () {
  this.timeout(120_000);

  it('our signer makes its links of its parameter set: the seed’s and 150 random ones', async () => {
    // boto3 leaves out what it does not know, and what is empty.
    const links = [seedLink, ...random.map(({ link }) => link)].map(
      (link: SignUrlRequest): SignUrlRequest => ({
        ...link,
        query: link.query?.filter(([name, value]) => name in LINK_PARAMETERS && value !== ''),
      }),
    );
    const theirs = (await runBoto3(
      'sign.py',
      links.map((link) => ({ ...botoCase('link', link), params: paramsOf(link.query, LINK_PARAMETERS) })),
    )) as { url: string }[];
    for (const [index, request] of links.entries()) {
      const boto3 = new URL(theirs[index]?.url ?? '');
      assertSameUrl(await botoUrl('GET', request, { boto3, query: request.query }), boto3);
    }
  });

  it('and its PUTs, with their signed headers', async () => {
    const puts = [seedPut, ...random.map(({ put }) => put)].map(
      (put: SignPutRequest): SignPutRequest => ({
        ...put,
        headers: put.headers?.filter(([name]) => name in PUT_PARAMETERS),
      }),
    );
    const theirs = (await runBoto3(
      'sign.py',
      puts.map((put) => ({ ...botoCase('put', put), params: paramsOf(put.headers, PUT_PARAMETERS) })),
    )) as { url: string }[];
    for (const [index, request] of puts.entries()) {
      const boto3 = new URL(theirs[index]?.url ?? '');
      assertSameUrl(await botoUrl('PUT', request, { boto3, headers: request.headers }), boto3);
    }
  });

  it('and signs its forms alike, which demand the same as ours', async () => {
    const requests = [seedForm, ...random.map(({ post }) => post)];
    const theirs = (await runBoto3('sign.py', requests.map(botoForm))) as PostForm[];
    for (const [index, request] of requests.entries()) {
      const boto3 = theirs[index] as PostForm;
      const fields = new Map(boto3.fields);
      const date = amzMoment(fields.get('x-amz-date') ?? '');
      const key = await deriveKey(nodeHashing, keyScope(targetOf(request), date));
      assert.equal(await key.hexDigest(fields.get('policy') ?? ''), fields.get('x-amz-signature'));
      const ours = await signer.signPost({ ...request, date });
      // boto3 writes a scheme’s own port out.
      assert.equal(ours.url, new URL(boto3.url).href);
      assert.deepEqual(demandsOf(ours), demandsOf(boto3));
      // boto3 reads its clock twice: for the end, then for the date.
      const later = endOf(ours) - endOf(boto3);
      assert.ok(later >= 0 && later <= 10_000 && later % 1000 === 0, `${later} ms`);
    }
  });
});

type AnyShareRequest = ShareRequest & { readonly key: string };

/** What our signer makes of boto3's parameter set: ours without `X-Amz-Content-Sha256`. */
async function botoUrl(
  method: string,
  request: AnyShareRequest,
  {
    boto3,
    query = [],
    headers = [],
  }: {
    boto3: URL;
    query?: readonly Entry[] | undefined;
    headers?: readonly Entry[] | undefined;
  },
): Promise<URL> {
  const date = amzMoment(boto3.searchParams.get('X-Amz-Date') ?? '');
  const { space, expiresIn } = request;
  const presignRequest = { target: targetOf(request), space, expiresIn, date };
  const parameters = [...presignParameters(presignRequest, headers), ...query];
  const unsigned = presign(method, presignRequest, parameters, headers)(request.key);
  const key = await deriveKey(nodeHashing, keyScope(presignRequest.target, date));
  return new URL(await finishWith(unsigned, key, nodeHashing));
}

function assertSameUrl(ours: URL, theirs: URL): void {
  assert.equal(ours.origin + ours.pathname, theirs.origin + theirs.pathname);
  assert.deepEqual(sortedParameters(ours), sortedParameters(theirs));
}

function targetOf({ connection, credentials }: AnyShareRequest): SigningTarget {
  return { ...connection, credentials };
}

function sortedParameters(url: URL): Entry[] {
  return [...url.searchParams].sort();
}

/** `20260102T030405Z` */
function amzMoment(text: string): Date {
  return new Date(text.replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5'));
}

/** The conditions of a form's policy in one order, names in lower case. */
function demandsOf(form: PostForm): string[] {
  // Ours says a thing once, as the SDK does.
  return [...new Set<string>(policyOf(form).conditions.map(lowerCased))].sort();
}

function endOf(form: PostForm): number {
  return Date.parse(policyOf(form).expiration);
}

function policyOf({ fields }: PostForm) {
  const policy = fields.find(([name]) => name.toLowerCase() === 'policy')?.[1] ?? '';
  return JSON.parse(Buffer.from(policy, 'base64').toString());
}

function lowerCased(condition: Record<string, string> | unknown[]): string {
  if (Array.isArray(condition)) return JSON.stringify(condition);
  return JSON.stringify(Object.entries(condition).map(([name, value]) => [name.toLowerCase(), value]));
}
