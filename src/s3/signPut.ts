import { checkSeconds } from '../core/expiry.ts';
import type { PutRequest } from '../core/signing.ts';
import { type Entry, type Unsigned, unsignedPayload } from './sign.ts';
import { type PresignRequest, presign, presignParameters } from './signUrl.ts';

/**
 * A presigned PUT. Its headers are signed, not moved into the query, where Ceph drops `x-amz-acl`: so whoever uploads
 * must send exactly them. The parameters are those of the AWS SDK's `S3RequestPresigner.presign`.
 * Throws `badExpiry`; the result throws `badKey` for a key that has no UTF-8 form.
 */
export function presignPut(
  request: PresignRequest,
  given: readonly Entry[] = [],
): (key: string) => Unsigned<PutRequest> {
  checkSeconds(request.expiresIn);
  const headers = given.map(([name, value]): Entry => [name.toLowerCase(), value]);
  const parameters = [
    ['X-Amz-Content-Sha256', unsignedPayload] as const,
    ...presignParameters(request, headers),
  ];
  const unsignedFor = presign('PUT', request, parameters, headers);
  return (key) => {
    const unsigned = unsignedFor(key);
    return { ...unsigned, finish: (signature) => ({ url: unsigned.finish(signature), headers }) };
  };
}
