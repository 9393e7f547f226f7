import { createHash, createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { encodeKey, encodeValue } from '../../../src/s3/encode.ts';
import {
  algorithm,
  amzDate,
  canonicalHeaders,
  canonicalQuery,
  canonicalRequest,
  credentialScope,
  type Entry,
  signedHeaderNames,
  stringToSignHead,
  unsignedPayload,
} from '../../../src/s3/sign.ts';
import type { KeyPair } from '../../support/signedFetch.ts';

/** What is sent on the wire. */
export interface Wire {
  readonly method: string;
  /** Path and query, encoded. Sent as it is: `.` and `..` stay. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface TestRequest {
  /** Default GET. */
  readonly method?: string;
  readonly space?: string;
  readonly key?: string;
  readonly query?: readonly Entry[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Default `header`. */
  readonly sign?: 'header' | 'link' | 'none';
  /** The signing moment; default: now. */
  /** When it is signed; a function is asked at the moment of sending. */
  readonly date?: Date | (() => Date);
  /** Of a link, default 60. Whatever is given is written. */
  readonly expiresIn?: number | string;
  readonly keys?: KeyPair;
  readonly region?: string;
  /** The Space in the host name (`SPACE.localhost`) instead of the path. */
  readonly virtual?: boolean;
  /** Changes what was signed. */
  readonly change?: (wire: Wire) => Wire;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  readonly text: string;
  /** The `Code` of an error document. */
  readonly code: string | undefined;
}

export interface Server {
  readonly endpoint: string;
  readonly keys: KeyPair;
}

/** Signs and sends one request. `node:http`, because `fetch` rewrites paths and hosts. */
export async function send(server: Server, request: TestRequest): Promise<Answer> {
  const wire = signed(server, request);
  return transmit(server.endpoint, request.change?.(wire) ?? wire);
}

/** Sends exactly this. */
function transmit(endpoint: string, wire: Wire): Promise<Answer> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const options = { host: hostname, port, method: wire.method, path: wire.target, headers: wire.headers };
    const outgoing = httpRequest(options, (message) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.on('error', reject);
      message.on('end', () => {
        const body = Buffer.concat(chunks);
        const text = body.toString('utf8');
        const code = /^<\?xml[^>]*>\s*<Error>.*?<Code>(\w+)<\/Code>/s.exec(text)?.[1];
        resolve({ status: message.statusCode ?? 0, headers: message.headers, body, text, code });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(wire.body);
  });
}

function signed(server: Server, request: TestRequest): Wire {
  const { method = 'GET', space, key, sign = 'header', virtual = false } = request;
  const body = Buffer.from(request.body ?? '');
  const { host } = new URL(server.endpoint);
  const path = `${virtual || space === undefined ? '' : `/${space}`}${key === undefined ? '' : `/${encodeKey(key)}`}`;
  const wire = {
    method,
    path: path || '/',
    query: [...(request.query ?? [])],
    headers: {
      host: virtual ? `${space}.localhost:${host.split(':')[1]}` : host,
      ...(body.length > 0 || method === 'PUT' || method === 'POST'
        ? { 'content-length': String(body.length) }
        : {}),
      ...request.headers,
    },
    body,
  };
  if (sign === 'none') return onWire(wire);
  return onWire(sign === 'link' ? signLink(wire, server, request) : signHeader(wire, server, request));
}

interface Draft {
  readonly method: string;
  readonly path: string;
  readonly query: readonly Entry[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

function onWire({ method, path, query, headers, body }: Draft): Wire {
  const text = query.map(([name, value]) => `${encodeValue(name)}=${encodeValue(value)}`).join('&');
  return { method, target: text ? `${path}?${text}` : path, headers, body };
}

function signHeader(draft: Draft, server: Server, request: TestRequest): Draft {
  const { keys = server.keys, region = 'us-east-1', date = new Date() } = request;
  const timestamp = amzDate(typeof date === 'function' ? date() : date);
  const payloadHash = request.headers?.['x-amz-content-sha256'] ?? sha256(draft.body);
  const own = { ...draft.headers, 'x-amz-content-sha256': payloadHash, 'x-amz-date': timestamp };
  const headers = canonicalHeaders(Object.entries(own));
  const signature = signText(stringToSign(draft, headers, { payloadHash, timestamp, region }), {
    keys,
    timestamp,
    region,
  });
  const scope = `${keys.accessKeyId}/${credentialScope(timestamp, region)}`;
  const authorization = `${algorithm} Credential=${scope}, SignedHeaders=${signedHeaderNames(headers)}, Signature=${signature}`;
  return { ...draft, headers: { ...own, authorization } };
}

function signLink(draft: Draft, server: Server, request: TestRequest): Draft {
  const { keys = server.keys, region = 'us-east-1', date = new Date(), expiresIn = 60 } = request;
  const timestamp = amzDate(typeof date === 'function' ? date() : date);
  const query: Entry[] = [
    ...draft.query,
    ['X-Amz-Algorithm', algorithm],
    ['X-Amz-Credential', `${keys.accessKeyId}/${credentialScope(timestamp, region)}`],
    ['X-Amz-Date', timestamp],
    ['X-Amz-Expires', String(expiresIn)],
    ['X-Amz-SignedHeaders', 'host'],
  ];
  const headers = canonicalHeaders([['host', draft.headers.host ?? '']]);
  const text = stringToSign({ ...draft, query }, headers, {
    payloadHash: unsignedPayload,
    timestamp,
    region,
  });
  return { ...draft, query: [...query, ['X-Amz-Signature', signText(text, { keys, timestamp, region })]] };
}

function stringToSign(
  { method, path, query }: Draft,
  headers: readonly Entry[],
  { payloadHash, timestamp, region }: { payloadHash: string; timestamp: string; region: string },
): string {
  const canonical = canonicalRequest({ method, path, query: canonicalQuery(query), headers, payloadHash });
  return stringToSignHead(timestamp, region) + sha256(canonical);
}

/** The signature of any text (a POST form signs its policy). */
export function signText(
  text: string,
  { keys, timestamp, region }: { keys: KeyPair; timestamp: string; region: string },
): string {
  return credentialScope(timestamp, region)
    .split('/')
    .concat(text)
    .reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${keys.secretAccessKey}`)
    .toString('hex');
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
