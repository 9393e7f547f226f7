import { hostOf } from '../../core/endpoint.ts';
import { SpacesError } from '../../core/errors.ts';
import { notS3 } from '../../core/errorTable.ts';
import type { ObjectBytes, UploadTarget } from '../../core/objects.ts';
import { copySource } from '../copySource.ts';
import { rootOf, unquote } from '../listing.ts';
import type { Entry } from '../sign.ts';
import { textOf } from '../xml.ts';
import { payloadOf } from './digest.ts';
import { readFacts } from './facts.ts';
import { finish } from './finish.ts';
import { writeEntries } from './headers.ts';
import { listParts } from './parts.ts';
import { asIfSaid, type Place, type Visits } from './place.ts';

type Multipart = Omit<ObjectBytes, 'facts' | 'read' | 'write'>;

export function multipartOf({ write, head, hashBytes }: Visits): Multipart {
  return {
    begin: (target, options, signal) =>
      write(target, signal, async ({ send, ...at }) => {
        const headers = writeEntries(options);
        const answer = await send({ method: 'POST', ...at, query: [['uploads', '']], headers });
        const uploadId = textOf(rootOf(answer, 'InitiateMultipartUploadResult', at.target), 'UploadId');
        if (uploadId === undefined) throw notS3({ host: hostOf(at.target.endpoint) });
        return { connection: target.connection, space: target.space, key: target.key, uploadId };
      }),
    writePart: (upload, partNumber, content, signal) =>
      write(upload, signal, async ({ send, ...at }) => {
        const query = partQuery(upload, partNumber);
        const payload = await payloadOf(content, hashBytes);
        const { headers } = await send({ method: 'PUT', ...at, query, ...payload });
        return { partNumber, etag: unquote(headers.get('etag') ?? ''), size: payload.body.length };
      }),
    copyPart: async (upload, partNumber, source, signal) => {
      if (isMisread(source.key)) throw asIfSaid('NotImplemented', source.key);
      const check = () => head(source, signal, (place) => assertUnchanged(place, source));
      const copy = (place: Place) => copyPart(place, partQuery(upload, partNumber), source);
      const etag = await write(upload, signal, copy).catch(async (error: unknown) => {
        // Ceph also says so of a source that is not there.
        if (error instanceof SpacesError && error.code === 'accessDenied') await check();
        throw error;
      });
      // Ceph 18 overlooks the condition (docs/quirks.md).
      await check();
      return { partNumber, etag, size: source.range.end - source.range.start };
    },
    parts: (upload, signal) => write(upload, signal, (place) => listParts(place, upload.uploadId)),
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

type Source = Parameters<ObjectBytes['copyPart']>[2];

/** @returns the part's ETag */
async function copyPart({ send, ...at }: Place, query: readonly Entry[], source: Source): Promise<string> {
  const { start, end } = source.range;
  const headers: readonly Entry[] = [
    ['x-amz-copy-source', copySource(source)],
    ['x-amz-copy-source-range', `bytes=${start}-${end - 1}`],
    ['x-amz-copy-source-if-match', source.etag],
  ];
  const answer = await send({ method: 'PUT', ...at, query, headers });
  return unquote(textOf(rootOf(answer, 'CopyPartResult', at.target), 'ETag') ?? '');
}

async function assertUnchanged(place: Place, { versionId, etag }: Source): Promise<void> {
  if ((await readFacts(place, versionId)).etag !== etag) throw asIfSaid('PreconditionFailed', place.key);
}

/** Ceph 18 decodes a part's source twice, so it would copy another object (docs/quirks.md). */
function isMisread(key: string): boolean {
  return /[%?]/.test(key);
}
