import { createHash, createHmac } from 'node:crypto';

export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface Signing {
  readonly method?: string;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly region?: string;
  /** When it is signed; default: now. */
  readonly date?: Date;
}

interface SignedRequest extends Signing {
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

// A second, plain SigV4 (service s3), for setting tests up without the code under test and for asking servers what the
// SDK would not ask. URLs come with their paths encoded.

/** Sends one request signed by header. */
export function signedFetch(
  url: URL | string,
  keys: KeyPair,
  request: SignedRequest = {},
): Promise<Response> {
  const { method = 'GET', body = '' } = request;
  const target = new URL(url);
  const time = stamp(request.date);
  const payload = createHash('sha256').update(body).digest('hex');
  const headers: Record<string, string> = {
    ...request.headers,
    host: target.host,
    'x-amz-content-sha256': payload,
    'x-amz-date': time,
  };
  const { signature, scope } = sign({ target, headers, payload, time, keys, ...request });
  const names = Object.keys(headers).sort().join(';');
  const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return fetch(target, {
    method,
    headers: { ...headers, authorization },
    ...(body.length > 0 ? { body } : {}),
  });
}

/** Makes a signed URL, with any text for its lifetime in seconds. */
export function signedUrl(url: URL | string, keys: KeyPair, expires: string, request: Signing = {}): string {
  const target = new URL(url);
  const time = stamp(request.date);
  const headers = { ...request.headers, host: target.host };
  const query = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${keys.accessKeyId}/${scopeOf(time, request.region)}`,
    'X-Amz-Date': time,
    'X-Amz-Expires': expires,
    'X-Amz-SignedHeaders': Object.keys(headers).sort().join(';'),
  };
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
  const { signature } = sign({ target, headers, payload: 'UNSIGNED-PAYLOAD', time, keys, ...request });
  return `${target.origin}${target.pathname}?${canonicalQuery(target)}&X-Amz-Signature=${signature}`;
}

interface ToSign extends Omit<Signing, 'date'> {
  readonly target: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
  readonly time: string;
  readonly keys: KeyPair;
}

function sign({ method = 'GET', region, target, headers, payload, time, keys }: ToSign) {
  const names = Object.keys(headers).sort();
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}`);
  const canonical = [
    method,
    target.pathname,
    canonicalQuery(target),
    ...lines,
    '',
    names.join(';'),
    payload,
  ].join('\n');
  const scope = scopeOf(time, region);
  const digest = createHash('sha256').update(canonical).digest('hex');
  const steps = [...scope.split('/'), ['AWS4-HMAC-SHA256', time, scope, digest].join('\n')];
  return { scope, signature: hmacChain(keys, steps).toString('hex') };
}

/** SigV4's chain: each step is keyed with the result of the one before. */
export function hmacChain(keys: KeyPair, steps: readonly string[]): Buffer {
  return steps.reduce<Buffer>(
    (key, step) => createHmac('sha256', key).update(step).digest(),
    Buffer.from(`AWS4${keys.secretAccessKey}`),
  );
}

/** `20260102T030405Z` */
export function stamp(date = new Date()): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
}

export function scopeOf(time: string, region = 'us-east-1'): string {
  return `${time.slice(0, 8)}/${region}/s3/aws4_request`;
}

function canonicalQuery(url: URL): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}
