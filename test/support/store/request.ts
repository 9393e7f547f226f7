import type { IncomingMessage } from 'node:http';
import { S3Error } from './errors.ts';

/** A request as the operations see it. */
export interface StoreRequest {
  readonly method: string;
  /** As sent, without the query. */
  readonly rawPath: string;
  /** Decoded pairs in the order sent. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  /** From the host name or the first part of the path. */
  readonly space: string | undefined;
  /** Decoded; `undefined` for the Space itself. */
  readonly key: string | undefined;
  readonly body: Buffer;
}

/** @param hosts names below which a Space may stand (`localhost` for `example-bucket.localhost`) */
export function parseRequest(message: IncomingMessage, body: Buffer, hosts: readonly string[]): StoreRequest {
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  const rawPath = mark < 0 ? url : url.slice(0, mark);
  return {
    method: message.method ?? 'GET',
    rawPath,
    query: parseQuery(mark < 0 ? '' : url.slice(mark + 1)),
    headers: collectHeaders(message.rawHeaders),
    ...addressed(message.headers.host ?? '', rawPath, hosts),
    body,
  };
}

/** The first value of a query parameter. */
export function parameter(request: StoreRequest, name: string): string | undefined {
  return request.query.find(([other]) => other === name)?.[1];
}

function parseQuery(text: string): [string, string][] {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const mark = pair.indexOf('=');
      return mark < 0
        ? [decode(pair), '']
        : [decode(pair.slice(0, mark)), decode(pair.slice(mark + 1).replaceAll('+', ' '))];
    });
}

/** Values are UTF-8, which Node reads as Latin-1; around them stands what HTTP calls white space, and no other is. Repeated headers are joined with a comma, as the signature wants them. */
function collectHeaders(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    const value = Buffer.from(raw[i + 1] ?? '', 'latin1')
      .toString('utf8')
      .replace(/^[ \t]+|[ \t]+$/g, '');
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}

function addressed(host: string, rawPath: string, hosts: readonly string[]) {
  const path = decode(rawPath.slice(1));
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const suffix = hosts.find((other) => name.endsWith(`.${other}`));
  if (suffix !== undefined) return { space: name.slice(0, -suffix.length - 1), key: path || undefined };
  const slash = path.indexOf('/');
  if (slash < 0) return { space: path || undefined, key: undefined };
  return { space: path.slice(0, slash), key: path.slice(slash + 1) || undefined };
}

/** Percent-decoding to valid UTF-8. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidObjectName');
  }
}
