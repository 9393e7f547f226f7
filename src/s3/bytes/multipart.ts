import { hostOf } from '../../core/endpoint.ts';
import { SpacesError } from '../../core/errors.ts';
import { notS3 } from '../../core/errorTable.ts';
import type { ObjectBytes, UploadPart, UploadTarget } from '../../core/objects.ts';
import { encodeKey, encodeValue } from '../encode.ts';
import { rootOf, unquote } from '../listing.ts';
import type { Entry } from '../sign.ts';
import { childrenOf, textOf, type XmlElement } from '../xml.ts';
import { sha256Hex } from './digest.ts';
import { finish } from './finish.ts';
import { writeEntries } from './headers.ts';
import type { Place, Visits } from './place.ts';

type Multipart = Omit<ObjectBytes, 'facts' | 'read' | 'write'>;

export function multipartOf({ write }: Visits): Multipart {
  return {
    begin: (target, options, signal) =>
      write(target, signal, async ({ send, ...at }) => {
        const headers = writeEntries(options);
        const answer = await send({ method: 'POST', ...at, query: [['uploads', '']], headers });
        const uploadId = textOf(rootOf(answer, 'InitiateMultipartUploadResult', at.target), 'UploadId');
        if (uploadId === undefined) throw notS3({ host: hostOf(at.target.endpoint) });
        return { connection: target.connection, space: target.space, key: target.key, uploadId };
      }),
    writePart: (upload, partNumber, body, signal) =>
      write(upload, signal, async ({ send, ...at }) => {
        const query = partQuery(upload, partNumber);
        const payloadHash = await sha256Hex(body);
        const { headers } = await send({ method: 'PUT', ...at, query, body, payloadHash });
        return { partNumber, etag: unquote(headers.get('etag') ?? ''), size: body.length };
      }),
    copyPart: (upload, partNumber, source, signal) =>
      write(upload, signal, async ({ send, ...at }) => {
        const { start, end } = source.range;
        const headers: readonly Entry[] = [
          ['x-amz-copy-source', copySource(source)],
          ['x-amz-copy-source-range', `bytes=${start}-${end - 1}`],
          ['x-amz-copy-source-if-match', source.etag],
        ];
        const query = partQuery(upload, partNumber);
        const answer = await send({ method: 'PUT', ...at, query, headers });
        const etag = textOf(rootOf(answer, 'CopyPartResult', at.target), 'ETag');
        return { partNumber, etag: unquote(etag ?? ''), size: end - start };
      }),
    parts: (upload, signal) => write(upload, signal, (place) => listParts(place, upload)),
    finish: (upload, parts, { isNew = false }, signal) =>
      write(upload, signal, (place) => finish(place, { uploadId: upload.uploadId, parts, isNew })),
    abandon: (upload, signal) =>
      write(upload, signal, async ({ send, ...at }) => {
        await send({ method: 'DELETE', ...at, query: [['uploadId', upload.uploadId]] });
      }).catch((error: unknown) => {
        if (!(error instanceof SpacesError && error.code === 'noSuchUpload')) throw error;
      }),
  };
}

function partQuery({ uploadId }: UploadTarget, partNumber: number): readonly Entry[] {
  return [
    ['partNumber', String(partNumber)],
    ['uploadId', uploadId],
  ];
}

/** AWS, CopyObject, `x-amz-copy-source`: encoded as in a URL, the version as its query. */
function copySource({
  space,
  key,
  versionId,
}: {
  space: string;
  key: string;
  versionId?: string | undefined;
}) {
  const version = versionId === undefined ? '' : `?versionId=${encodeValue(versionId)}`;
  return `/${encodeValue(space)}/${encodeKey(key)}${version}`;
}

/** Pages of at most a thousand, each after the last part of the one before. */
async function listParts({ send, ...at }: Place, { uploadId }: UploadTarget): Promise<readonly UploadPart[]> {
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
