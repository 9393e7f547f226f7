import { hostOf } from '../../core/endpoint.ts';
import { SpacesError } from '../../core/errors.ts';
import { notS3 } from '../../core/errorTable.ts';
import type { ObjectFacts, Written } from '../../core/objects.ts';
import type { Answer } from '../exchange.ts';
import { unquote } from '../listing.ts';
import { assertOfObject, assertRequestable, headOf } from '../objects.ts';
import type { Entry } from '../sign.ts';
import { storedHeaders, storedMetadata } from './headers.ts';
import type { Place } from './place.ts';

/** HEAD. Throws `badKey` for a key with a `.` or `..` segment. */
export async function readFacts({ send, ...at }: Place, versionId: string | undefined): Promise<ObjectFacts> {
  assertRequestable(at.key);
  const { headers } = await send({ method: 'HEAD', ...at, query: versionQuery(versionId) });
  const size = numberIn(headers, 'content-length');
  if (size === undefined) throw notS3({ host: hostOf(at.target.endpoint) });
  assertOfObject(headers, at.target);
  return factsIn(headers, size);
}

export function factsIn(headers: Headers, size: number): ObjectFacts {
  const versionId = headers.get('x-amz-version-id');
  const encryption = [...headers].filter(([name]) => name.startsWith('x-amz-server-side-encryption'));
  return {
    size,
    ...headOf(headers),
    headers: storedHeaders(headers),
    metadata: storedMetadata(headers),
    ...(versionId === null ? {} : { versionId }),
    ...(encryption.length === 0 ? {} : { encryption }),
  };
}

/** A whole number in a header; `undefined` where there is none. */
export function numberIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

export function versionQuery(versionId: string | undefined): readonly Entry[] {
  return versionId === undefined ? [] : [['versionId', versionId]];
}

/** What of an object is told of a write. */
export function writtenBy({ etag, versionId }: Written): Written {
  return { etag, ...(versionId === undefined ? {} : { versionId }) };
}

/** What an answer to a write tells of it. The ETag, with quotes or without, is in some answers' body. */
export function writtenIn({ headers }: Answer, etag = headers.get('etag') ?? ''): Written {
  return writtenBy({ etag: unquote(etag), versionId: headers.get('x-amz-version-id') ?? undefined });
}

/** What has the key; `undefined` where nothing has. */
export async function whatIsThere(place: Place): Promise<(Written & { readonly size: number }) | undefined> {
  try {
    const facts = await readFacts(place, undefined);
    return { ...writtenBy(facts), size: facts.size };
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'noSuchObject') return undefined;
    throw error;
  }
}
