import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SigningTarget } from '../../src/core/connection.ts';
import { sizeCondition } from '../../src/core/policy.ts';
import type { PostForm, SignPostRequest } from '../../src/core/signing.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import type { Entry } from '../../src/s3/sign.ts';
import { createSigner, finishWith, keyScope } from '../../src/s3/signer.ts';
import { deriveKey } from '../../src/s3/signingKey.ts';
import { presign, presignParameters } from '../../src/s3/signUrl.ts';
import { runBoto3 } from '../support/boto3/run.ts';
import { anyRequest, seedForm, seedLink } from '../support/signingRequests.ts';

const signer = createSigner(nodeHashing);

/** boto3 refuses regions that are no host labels, and puts a dotted name into the host name over plain HTTP. */
const fitsBoto3 = ({ connection, space }: SignPostRequest) =>
  /^[a-z0-9-]+$/.test(connection.region) && !(space.includes('.') && connection.endpoint.startsWith('http:'));

const random = fc.sample(anyRequest.filter(fitsBoto3), { numRuns: 150, seed: 20260102 });

function botoCase(kind: 'link' | 'form', request: SignPostRequest) {
  const { connection, credentials, space, key, expiresIn, minBytes, maxBytes } = request;
  const { endpoint, region, addressing } = connection;
  const size = sizeCondition(minBytes, maxBytes);
  return {
    kind,
    endpoint,
    region,
    addressing,
    ...credentials,
    space,
    key,
    expiresIn,
    conditions: size ? [size] : [],
  };
}

describe('parity with boto3 (Signature Version 4)', function () {
  this.timeout(120_000);

  it('our signer makes its links of its parameter set: the seed’s and 150 random ones', async () => {
    const requests = [seedLink, ...random];
    const theirs = (await runBoto3(
      'sign.py',
      requests.map((request) => botoCase('link', request)),
    )) as { url: string }[];
    for (const [index, request] of requests.entries()) {
      const boto3 = new URL(theirs[index]?.url ?? '');
      const ours = new URL(await botoLink(request, boto3));
      assert.equal(ours.origin + ours.pathname, boto3.origin + boto3.pathname);
      assert.deepEqual(sortedParameters(ours), sortedParameters(boto3));
    }
  });

  it('and signs its forms alike, which demand the same as ours', async () => {
    const requests = [seedForm, ...random];
    const theirs = (await runBoto3(
      'sign.py',
      requests.map((request) => botoCase('form', request)),
    )) as PostForm[];
    for (const [index, request] of requests.entries()) {
      const boto3 = theirs[index] as PostForm;
      const fields = new Map(boto3.fields);
      const date = amzMoment(fields.get('x-amz-date') ?? '');
      const key = await deriveKey(nodeHashing, keyScope(targetOf(request), date));
      assert.equal(await key.hexDigest(fields.get('policy') ?? ''), fields.get('x-amz-signature'));
      const ours = await signer.signPost({ ...request, date });
      // boto3 writes a scheme’s own port out.
      assert.equal(ours.url, new URL(boto3.url).href);
      assert.deepEqual(conditionsOf(ours), conditionsOf(boto3));
      // boto3 reads its clock twice: for the end, then for the date.
      assert.ok([0, 1000].includes(endOf(ours) - endOf(boto3)));
    }
  });
});

/** What our signer makes of boto3's parameter set: ours without `X-Amz-Content-Sha256`. */
async function botoLink(request: SignPostRequest, boto3: URL): Promise<string> {
  const date = amzMoment(boto3.searchParams.get('X-Amz-Date') ?? '');
  const { space, expiresIn } = request;
  const presignRequest = { target: targetOf(request), space, expiresIn, date };
  const unsigned = presign('GET', presignRequest, presignParameters(presignRequest))(request.key);
  const key = await deriveKey(nodeHashing, keyScope(presignRequest.target, date));
  return finishWith(unsigned, key, nodeHashing);
}

function targetOf({ connection, credentials }: SignPostRequest): SigningTarget {
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
function conditionsOf(form: PostForm): string[] {
  return policyOf(form).conditions.map(lowerCased).sort();
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
