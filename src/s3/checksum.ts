/** Some writes to a Space want a checksum of their body: AWS takes any of `x-amz-checksum-…` or `Content-MD5`. */
export async function checksummed(body: string): Promise<{
  readonly body: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly payloadHash: string;
}> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const base64 = btoa(String.fromCharCode(...bytes));
  return { body, headers: [['x-amz-checksum-sha256', base64]], payloadHash: hex };
}
