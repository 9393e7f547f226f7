import { randomUUID } from 'node:crypto';
import { hmacChain, type KeyPair, scopeOf, stamp } from './signedFetch.ts';

export type Fields = readonly (readonly [name: string, value: string])[];

export interface FilePart {
  readonly content: string;
  readonly filename?: string;
  readonly contentType?: string;
}

/** What a signed form carries besides its own fields. Written apart from the code under test. */
export function signForm(conditions: readonly unknown[], options: FormSigning): Fields {
  const { keys, expiration = new Date(Date.now() + 600_000).toISOString(), region } = options;
  const time = stamp(options.date);
  const scope = scopeOf(time, region);
  const fields: [string, string][] = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${keys.accessKeyId}/${scope}`],
    ['X-Amz-Date', time],
  ];
  const all = [...conditions, ...fields.map(([name, value]) => ({ [name]: value }))];
  const policy = Buffer.from(options.policyText ?? JSON.stringify({ expiration, conditions: all })).toString(
    'base64',
  );
  const signature = hmacChain(keys, [...scope.split('/'), policy]).toString('hex');
  return [...fields, ['Policy', policy], ['X-Amz-Signature', signature]];
}

export interface FormSigning {
  readonly keys: KeyPair;
  readonly expiration?: string;
  readonly region?: string;
  readonly date?: Date;
  /** Signed as it stands, instead of one made from the conditions. */
  readonly policyText?: string;
}

/** One part of a form, its bytes exactly as given: no platform's FormData, which rewrites line ends. */
export function formPart(
  name: string,
  content: string,
  { filename, contentType }: Partial<FilePart> = {},
): string {
  const file = filename === undefined ? '' : `; filename="${filename}"`;
  const type = contentType === undefined ? '' : `\r\nContent-Type: ${contentType}`;
  return `Content-Disposition: form-data; name="${name}"${file}${type}\r\n\r\n${content}`;
}

/** Posts parts (see `formPart`) in their order. */
export function postParts(url: string, parts: readonly string[]): Promise<Response> {
  const boundary = `----${randomUUID()}`;
  const body = [...parts.map((part) => `--${boundary}\r\n${part}\r\n`), `--${boundary}--\r\n`].join('');
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  return fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
}

/** Posts fields and then the file, as an upload command does. */
export function postForm(url: string, fields: Fields, file: FilePart): Promise<Response> {
  const filePart = formPart('file', file.content, { filename: 'file', ...file });
  return postParts(url, [...fields.map(([name, value]) => formPart(name, value)), filePart]);
}
