import { toBase64 } from '../../../src/core/policyText.ts';
import { amzDate, credentialScope } from '../../../src/s3/sign.ts';
import type { KeyPair } from '../../support/signedFetch.ts';
import { type Answer, type Server, send, signText } from './client.ts';

export interface TestForm {
  readonly space: string;
  readonly key?: string;
  /** Besides what the policy says of the bucket, the key and the signature's fields; default: none. */
  readonly conditions?: readonly unknown[];
  /** Further fields, before the signature's. */
  readonly fields?: readonly (readonly [name: string, value: string])[];
  /** Default: one minute from now. */
  readonly expiration?: string;
  readonly date?: Date;
  readonly keys?: KeyPair;
  /** Absent: `payload`; `null`: no file part. */
  readonly file?: { readonly name?: string; readonly content?: string; readonly type?: string } | null;
  /** The policy to send instead, as JSON. */
  readonly policy?: string;
  /** Changes the parts, in the order they are sent. */
  readonly change?: (parts: FormPart[]) => FormPart[];
}

export interface FormPart {
  readonly name: string;
  readonly value: string;
  readonly filename?: string;
  readonly type?: string;
}

/** Signs a policy for the form and posts it. */
export function post(server: Server, form: TestForm): Promise<Answer> {
  const parts = form.change?.(partsOf(server, form)) ?? partsOf(server, form);
  const boundary = '----contract7MA4YWxkTrZu0gW';
  const body = Buffer.from(`${parts.map((part) => writePart(boundary, part)).join('')}--${boundary}--\r\n`);
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  return send(server, { method: 'POST', space: form.space, sign: 'none', headers, body });
}

function partsOf(server: Server, form: TestForm): FormPart[] {
  const { space, key = 'k1', keys = server.keys, date = new Date(), fields = [], file = {} } = form;
  const timestamp = amzDate(date);
  const signed = [
    ['bucket', space],
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${keys.accessKeyId}/${credentialScope(timestamp, 'us-east-1')}`],
    ['X-Amz-Date', timestamp],
  ] as const;
  const policy = toBase64(form.policy ?? JSON.stringify(policyOf(form, [...signed, ['key', key]])));
  const signature = signText(policy, { keys, timestamp, region: 'us-east-1' });
  const all = [
    ...fields,
    ...signed,
    ['key', key],
    ['Policy', policy],
    ['X-Amz-Signature', signature],
  ] as const;
  const parts: FormPart[] = all.map(([name, value]) => ({ name, value }));
  if (file === null) return parts;
  const { name = 'up.bin', content = 'payload', type = 'text/x-part' } = file;
  return [...parts, { name: 'file', value: content, filename: name, type }];
}

/** `{name: value}` for each field that the form's own conditions don't speak of. */
function policyOf(form: TestForm, fields: readonly (readonly [string, string])[]): unknown {
  const expiration = form.expiration ?? new Date(Date.now() + 60_000).toISOString();
  const conditions = form.conditions ?? [];
  const spokenOf = JSON.stringify(conditions);
  const own = fields
    .filter(([name]) => !spokenOf.includes(`"$${name}"`) && !spokenOf.includes(`{"${name}":`))
    .map(([name, value]) => ({ [name]: value }));
  return { expiration, conditions: [...conditions, ...own] };
}

function writePart(boundary: string, { name, value, filename, type }: FormPart): string {
  const file = filename === undefined ? '' : `; filename="${filename}"`;
  const kind = type === undefined ? '' : `\r\nContent-Type: ${type}`;
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}${kind}\r\n\r\n${value}\r\n`;
}
