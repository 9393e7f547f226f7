import { hexToBase64 } from '../core/hex.ts';
import { sha256Hex } from './bytes/digest.ts';

/** Some writes to a Space want a checksum of their body: AWS takes any of `x-amz-checksum-…` or `Content-MD5`. */
export async function checksummed(body: string): Promise<{
  readonly body: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly payloadHash: string;
}> {
  const payloadHash = await sha256Hex(new TextEncoder().encode(body));
  return { body, headers: [['x-amz-checksum-sha256', hexToBase64(payloadHash)]], payloadHash };
}
