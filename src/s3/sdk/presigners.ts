import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { getEndpointFromInstructions, toEndpointV1 } from '@smithy/core/endpoints';
import { buildQueryString, escapeUriPath, HttpRequest } from '@smithy/core/protocols';
import { signingTarget } from '../../core/connection.ts';
import { conditionsOf, isCovered } from '../../core/policy.ts';
import type {
  PostForm,
  PutRequest,
  ShareRequest,
  SignPostRequest,
  SignPutRequest,
  SignUrlRequest,
} from '../../core/signing.ts';
import { presignerConfig } from './presignerConfig.ts';

/** The SDK's presigned GET. Touches no network, and neither `AWS_*` variables nor the user's AWS files. */
export function presignUrl(request: SignUrlRequest): Promise<string> {
  return presign('GET', request, { query: Object.fromEntries(request.query ?? []) });
}

/** The SDK's presigned PUT. By itself it moves `x-amz-…` into the query and leaves the content type unsigned. */
export async function presignPut(request: SignPutRequest): Promise<PutRequest> {
  const headers = (request.headers ?? []).map(([name, value]) => [name.toLowerCase(), value] as const);
  const url = await presign('PUT', request, { headers: Object.fromEntries(headers) });
  return { url, headers };
}

/**
 * The SDK's presigner on a bare request, with its own rules for addresses and percent-encoding; all headers are signed
 * as headers.
 */
async function presign(
  method: string,
  request: ShareRequest & { readonly key: string },
  { query = {}, headers = {} }: { query?: Record<string, string>; headers?: Record<string, string> },
): Promise<string> {
  const { region, sha256, credentials } = clientConfig(request);
  const { protocol, hostname, port, path } = await objectAddress(request);
  const presigner = new S3RequestPresigner({ region, credentials, sha256 });
  const place = { protocol, hostname, ...(port && { port }), path };
  const signed = await presigner.presign(new HttpRequest({ method, ...place, query, headers }), {
    expiresIn: request.expiresIn,
    signingDate: request.date,
    unhoistableHeaders: new Set(Object.keys(headers)),
    signableHeaders: new Set(['host', ...Object.keys(headers)]),
  });
  return `${protocol}//${signed.headers.host}${path}?${buildQueryString(signed.query ?? {})}`;
}

/** The SDK's `createPresignedPost`, under the same terms. It demands every field exactly: those left open join later. */
export async function presignPost(request: SignPostRequest): Promise<PostForm> {
  const { space, key, expiresIn, date, fields: given = [] } = request;
  const config = clientConfig(request);
  const conditions = conditionsOf(request);
  const client = { config: { ...config, systemClockOffset: offsetTo(date) } } as unknown as S3Client;
  const { url, fields } = await createPresignedPost(client, {
    Bucket: space,
    Key: key,
    Expires: expiresIn,
    Fields: Object.fromEntries(given.filter(([name]) => !isCovered(name, conditions))),
    // The SDK's types for a condition are mutable.
    Conditions: [...conditions] as SdkConditions,
  });
  const names = new Set(given.map(([name]) => name));
  const added = Object.entries(fields).filter(([name]) => !names.has(name));
  return { url, fields: [...given.map(([name, value]) => [name, fields[name] ?? value] as const), ...added] };
}

type SdkConditions = NonNullable<Parameters<typeof createPresignedPost>[1]['Conditions']>;

/**
 * `createPresignedPost` takes no date, only an offset to its own clock, and drops milliseconds: aiming at the middle
 * of the second makes it land there however the clock moves on meanwhile.
 */
function offsetTo(date: Date): number {
  const second = Math.floor(date.getTime() / 1000) * 1000;
  return second + 500 - Date.now();
}

async function objectAddress(request: ShareRequest & { readonly key: string }) {
  const input = { Bucket: request.space, Key: request.key };
  const endpoint = toEndpointV1(
    await getEndpointFromInstructions(input, GetObjectCommand, { ...clientConfig(request) }),
  );
  return { ...endpoint, path: `${endpoint.path.replace(/\/$/, '')}/${escapeUriPath(request.key)}` };
}

function clientConfig({ connection, credentials, space }: ShareRequest): S3Client['config'] {
  return presignerConfig(signingTarget(connection, credentials), space);
}
