import { hostOf } from '../../core/endpoint.ts';
import { notS3 } from '../../core/errorTable.ts';
import type { ObjectFacts, Written } from '../../core/objects.ts';
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
