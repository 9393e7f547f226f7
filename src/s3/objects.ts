import { t } from '@vscode/l10n';
import type { SigningTarget } from '../core/connection.ts';
import { hostOf } from '../core/endpoint.ts';
import { SpacesError } from '../core/errors.ts';
import { notS3 } from '../core/errorTable.ts';
import { hasDotSegment } from '../core/keyRules.ts';
import { plain } from '../core/plain.ts';
import type { ObjectHead } from '../core/ports.ts';
import { unquote } from './listing.ts';
import type { Send } from './request.ts';

/**
 * What the server says of an object (HEAD). `lastModified` has whole seconds. Throws `badKey`, without a request, for a
 * key with a `.` or `..` segment: `fetch` would ask for another object; what is known of such a key is in its listing.
 */
export async function headObject(
  send: Send,
  target: SigningTarget,
  { space, key, signal }: { readonly space: string; readonly key: string; readonly signal: AbortSignal },
): Promise<ObjectHead> {
  assertRequestable(key);
  const { headers } = await send({ method: 'HEAD', target, space, key, signal });
  const size = headers.get('content-length');
  if (size === null || !/^\d+$/.test(size)) throw notS3({ host: hostOf(target.endpoint) });
  assertOfObject(headers, target);
  return { size: Number(size), ...headOf(headers) };
}

/** Throws `notS3` for the page of a proxy or a sign-in: every store tells at least one of the two of every object. */
export function assertOfObject(headers: Headers, { endpoint }: SigningTarget): void {
  if (!headers.has('etag') && !headers.has('last-modified')) throw notS3({ host: hostOf(endpoint) });
}

/** Throws `badKey` for a key with a `.` or `..` segment. */
export function assertRequestable(key: string): void {
  if (!hasDotSegment(key)) return;
  throw new SpacesError('badKey', t('A name with a "." or ".." part can\'t be requested: {0}', plain(key)));
}

/** What the headers of GET and HEAD tell besides the size, which GET of a range has elsewhere. */
export function headOf(headers: Headers): Omit<ObjectHead, 'size'> {
  return {
    lastModified: Date.parse(headers.get('last-modified') ?? '') || 0,
    etag: unquote(headers.get('etag') ?? ''),
    ...optional('contentType', headers.get('content-type')),
    ...optional('storageClass', headers.get('x-amz-storage-class')),
  };
}

function optional<N extends string>(name: N, value: string | null): { readonly [name in N]?: string } {
  return value === null ? {} : ({ [name]: value } as { readonly [name in N]: string });
}
