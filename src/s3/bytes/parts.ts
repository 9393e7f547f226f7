import { hostOf } from '../../core/endpoint.ts';
import { SpacesError } from '../../core/errors.ts';
import { notS3 } from '../../core/errorTable.ts';
import type { UploadPart } from '../../core/objects.ts';
import { rootOf, unquote } from '../listing.ts';
import type { Entry } from '../sign.ts';
import { childrenOf, textOf, type XmlElement } from '../xml.ts';
import { asIfSaid, type Place } from './place.ts';

/** Pages of at most a thousand, each after the last part of the one before. Throws `noSuchUpload`. */
export async function listParts(place: Place, uploadId: string): Promise<readonly UploadPart[]> {
  try {
    return await allParts(place, uploadId);
  } catch (error) {
    // Ceph's word for it.
    if (error instanceof SpacesError && error.code === 'noSuchObject')
      throw asIfSaid('NoSuchUpload', place.key);
    throw error;
  }
}

async function allParts({ send, ...at }: Place, uploadId: string): Promise<readonly UploadPart[]> {
  const parts: UploadPart[] = [];
  for (let after: string | undefined; ; ) {
    const query: readonly Entry[] = [
      ['uploadId', uploadId],
      ...(after === undefined ? [] : [['part-number-marker', after] as const]),
    ];
    const root = rootOf(await send({ method: 'GET', ...at, query }), 'ListPartsResult', at.target);
    parts.push(...childrenOf(root, 'Part').map(readPart));
    const next = textOf(root, 'NextPartNumberMarker');
    if (textOf(root, 'IsTruncated')?.trim() !== 'true' || next === undefined) return parts;
    if (Number(next) <= Number(after ?? 0)) throw notS3({ host: hostOf(at.target.endpoint) });
    after = next;
  }
}

function readPart(element: XmlElement): UploadPart {
  return {
    partNumber: Number(textOf(element, 'PartNumber')),
    etag: unquote(textOf(element, 'ETag') ?? ''),
    size: Number(textOf(element, 'Size') ?? 0),
  };
}
