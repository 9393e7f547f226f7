import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { getEndpointFromInstructions, toEndpointV1 } from '@smithy/core/endpoints';
import { buildQueryString, escapeUriPath, HttpRequest } from '@smithy/core/protocols';
import { signingTarget } from '../../core/connection.ts';
import { sizeCondition } from '../../core/policy.ts';
import type { PostForm, SignPostRequest, SignUrlRequest } from '../../core/signing.ts';
import { sdkClient } from './client.ts';

/**
 * The SDK's presigned GET: its presigner on a bare request, with its own rules for addresses and percent-encoding.
 * Touches no network, and neither `AWS_*` variables nor the user's AWS files.
 */
export async function presignUrl(request: SignUrlRequest): Promise<string> {
  const { region, sha256, credentials } = clientConfig(request);
  const { protocol, hostname, port, path } = await objectAddress(request);
  const presigner = new S3RequestPresigner({ region, credentials, sha256 });
  const bare = new HttpRequest({ method: 'GET', protocol, hostname, ...(port && { port }), path });
  const { expiresIn, date } = request;
  const signed = await presigner.presign(bare, { expiresIn, signingDate: date });
  return `${protocol}//${signed.headers.host}${path}?${buildQueryString(signed.query ?? {})}`;
}

/** The SDK's `createPresignedPost`, under the same terms. */
export async function presignPost(request: SignPostRequest): Promise<PostForm> {
  const { space, key, expiresIn, date } = request;
  const config = clientConfig(request);
  const size = sizeCondition(request.minBytes, request.maxBytes);
  const client = { config: { ...config, systemClockOffset: offsetTo(date) } } as unknown as S3Client;
  const { url, fields } = await createPresignedPost(client, {
    Bucket: space,
    Key: key,
    Expires: expiresIn,
    // The SDK's type for a condition is a mutable tuple.
    Conditions: size ? [size as ['content-length-range', number, number]] : [],
  });
  return { url, fields: Object.entries(fields) };
}

/**
 * `createPresignedPost` takes no date, only an offset to its own clock, and drops milliseconds: aiming at the middle
 * of the second makes it land there however the clock moves on meanwhile.
 */
function offsetTo(date: Date): number {
  const second = Math.floor(date.getTime() / 1000) * 1000;
  return second + 500 - Date.now();
}

async function objectAddress(request: SignUrlRequest) {
  const input = { Bucket: request.space, Key: request.key };
  const endpoint = toEndpointV1(
    await getEndpointFromInstructions(input, GetObjectCommand, { ...clientConfig(request) }),
  );
  return { ...endpoint, path: `${endpoint.path.replace(/\/$/, '')}/${escapeUriPath(request.key)}` };
}

function clientConfig({ connection, credentials, space }: SignUrlRequest): S3Client['config'] {
  return sdkClient(signingTarget(connection, credentials), space).config;
}
