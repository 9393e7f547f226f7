import { isCancelled } from '../../core/errors.ts';
import { md5 } from '../../core/md5.ts';
import type { UploadPart, Written } from '../../core/objects.ts';
import { rootOf, unquote } from '../listing.ts';
import type { Entry } from '../sign.ts';
import { textOf } from '../xml.ts';
import { sha256Hex } from './digest.ts';
import { readFacts } from './facts.ts';
import { type Place, taken } from './place.ts';
import { assertFree, isChanged } from './write.ts';

interface Finish {
  readonly uploadId: string;
  readonly parts: readonly UploadPart[];
  readonly isNew: boolean;
}

/**
 * CompleteMultipartUpload. A server that has done it knows the upload no more, so without its answer a second try finds
 * nothing to finish: what stands under the key tells whether it worked.
 */
export async function finish(place: Place, { uploadId, parts, isNew }: Finish): Promise<Written> {
  const { send, ...at } = place;
  const ordered = parts.toSorted((a, b) => a.partNumber - b.partNumber);
  const expected = etagOf(ordered);
  // Ceph 18 overlooks the condition here (docs/quirks.md).
  if (isNew) await assertFree(place, (etag) => etag === expected);
  const body = new TextEncoder().encode(partsXml(ordered));
  const headers: readonly Entry[] = [
    ['content-type', 'application/xml'],
    ...(isNew ? [['if-none-match', '*'] as const] : []),
  ];
  const payloadHash = await sha256Hex(body);
  try {
    const query: readonly Entry[] = [['uploadId', uploadId]];
    const answer = await send({ method: 'POST', ...at, query, headers, body, payloadHash });
    const etag = textOf(rootOf(answer, 'CompleteMultipartUploadResult', at.target), 'ETag');
    const versionId = answer.headers.get('x-amz-version-id');
    return { etag: unquote(etag ?? ''), ...(versionId === null ? {} : { versionId }) };
  } catch (error) {
    if (isCancelled(error)) throw error;
    const done = expected && (await findDone(place, expected));
    if (done) return done;
    throw isNew && isChanged(error) ? taken(at.key) : error;
  }
}

async function findDone(place: Place, expected: string): Promise<Written | undefined> {
  try {
    const { etag, versionId } = await readFacts(place, undefined);
    if (etag !== expected) return undefined;
    return { etag, ...(versionId === undefined ? {} : { versionId }) };
  } catch (error) {
    if (isCancelled(error)) throw error;
    return undefined;
  }
}

/** `"` is all that an ETag may hold and XML wants written otherwise, or not even that. */
function partsXml(parts: readonly UploadPart[]): string {
  const entries = parts.map(
    ({ partNumber, etag }) =>
      `<Part><PartNumber>${partNumber}</PartNumber><ETag>&quot;${escapeXml(etag)}&quot;</ETag></Part>`,
  );
  const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
  return `<CompleteMultipartUpload xmlns="${namespace}">${entries.join('')}</CompleteMultipartUpload>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * The ETag that AWS and Ceph give to what has these parts: the MD5 of theirs, and how many. `undefined` where theirs
 * are no MD5s.
 */
function etagOf(parts: readonly UploadPart[]): string | undefined {
  const hex = parts.map(({ etag }) => etag).join('');
  if (!/^[0-9a-f]+$/.test(hex) || hex.length !== parts.length * 32) return undefined;
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  return `${md5(bytes)}-${parts.length}`;
}
