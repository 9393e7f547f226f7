import { createHash } from 'node:crypto';
import { S3Error } from './errors.ts';
import { keptHeaders, makeObject, toAcl } from './makeObject.ts';
import { copySource, versionHeader } from './objectOperations.ts';
import { type Call, type Operation, spaceOf } from './operation.ts';
import { parseRange } from './ranges.ts';
import { type Reply, xmlReply } from './reply.ts';
import { parameter } from './request.ts';
import {
  checkParts,
  type NamedPart,
  newUpload,
  partsOf,
  type StoredPart,
  type Upload,
  uploadEtag,
} from './uploads.ts';
import { type Element, type Node, parseXml, s3Document } from './xml.ts';

const longestPage = 1_000;

/** CreateMultipartUpload. Ceph overlooks `x-amz-tagging` here. */
export const beginUpload: Operation = {
  need: 'write',
  run: (call) => {
    const { request, world } = call;
    const upload = newUpload({
      key: request.key ?? '',
      initiated: world.clock.now(),
      headers: keptHeaders(request.headers),
      acl: toAcl(request.headers.get('x-amz-acl')),
    });
    spaceOf(call).uploads.set(upload.id, upload);
    return xmlReply(s3Document('InitiateMultipartUploadResult', [...named(call), ['UploadId', upload.id]]));
  },
};

export const putPart: Operation = {
  need: 'write',
  run: (call) => {
    if (call.request.headers.has('x-amz-copy-source')) return copyPart(call);
    const { etag } = keepPart(call, call.request.body);
    return { status: 200, headers: { etag: `"${etag}"` } };
  },
};

/** UploadPartCopy. Ceph overlooks `x-amz-copy-source-if-match`. */
function copyPart(call: Call): Reply {
  const { object } = copySource(call);
  const header = call.request.headers.get('x-amz-copy-source-range');
  const last = Number(/-(\d+)$/.exec(header ?? '')?.[1] ?? 0);
  if (last >= object.size && last > 0) throw new S3Error('InvalidRange');
  const range = parseRange(header, object.size) ?? { start: 0, end: object.size - 1 };
  const { etag, lastModified } = keepPart(call, object.body().subarray(range.start, range.end + 1));
  const modified: Node = ['LastModified', new Date(lastModified).toISOString()];
  return xmlReply(s3Document('CopyPartResult', [modified, ['ETag', etag]]));
}

function keepPart(call: Call, content: Buffer): StoredPart {
  const partNumber = Number(parameter(call.request, 'partNumber'));
  // Ceph takes any number.
  if (!Number.isInteger(partNumber)) throw new S3Error('InvalidArgument');
  const { parts } = uploadOf(call);
  // A copy: the source may go, and the request's body is a view.
  const body = Buffer.from(content);
  const etag = createHash('md5').update(body).digest('hex');
  const part = { partNumber, etag, lastModified: call.world.clock.now(), body };
  parts.set(partNumber, part);
  return part;
}

export const listParts: Operation = {
  need: 'write',
  run: (call) => {
    const upload = findUpload(call);
    if (!upload) throw new S3Error('NoSuchKey');
    const most = Math.min(Number(parameter(call.request, 'max-parts') ?? longestPage), longestPage);
    const after = Number(parameter(call.request, 'part-number-marker') ?? 0);
    const rest = partsOf(upload).filter(({ partNumber }) => partNumber > after);
    const page = rest.slice(0, most);
    const nodes: Node[] = [
      ...named(call),
      ['UploadId', upload.id],
      ['PartNumberMarker', String(after)],
      ['NextPartNumberMarker', String(page.at(-1)?.partNumber ?? 0)],
      ['MaxParts', String(most)],
      ['IsTruncated', String(page.length < rest.length)],
      ...page.map(describePart),
    ];
    return xmlReply(s3Document('ListPartsResult', nodes));
  },
};

function describePart({ partNumber, etag, lastModified, body }: StoredPart): Node {
  return [
    'Part',
    [
      ['LastModified', new Date(lastModified).toISOString()],
      ['PartNumber', String(partNumber)],
      ['ETag', `"${etag}"`],
      ['Size', String(body.length)],
    ],
  ];
}

/** CompleteMultipartUpload. Ceph overlooks its conditions, and says yes again to what it has done. */
export const completeUpload: Operation = {
  need: 'write',
  run: (call) => {
    const { request, world } = call;
    const space = spaceOf(call);
    if (request.body.length === 0) throw new S3Error('MalformedXML');
    const wanted = parseXml(request.body).all('Part').map(readPart);
    if (wanted.length === 0) throw new S3Error('MalformedXML');
    const upload = findUpload(call);
    if (!upload) return completedBefore(call, wanted);
    const parts = checkParts(upload, wanted, world.smallestPart);
    const object = makeObject(upload.key, Buffer.concat(parts.map(({ body }) => body)), {
      lastModified: world.clock.now(),
      headers: upload.headers,
      acl: upload.acl,
    });
    const etag = uploadEtag(parts);
    if (!space.objects.set({ ...object, etag })) throw new S3Error('NotImplemented');
    space.uploads.delete(upload.id);
    return completed(call, etag);
  },
};

function completedBefore(call: Call, wanted: readonly NamedPart[]): Reply {
  const object = spaceOf(call).objects.get(call.request.key ?? '');
  if (object?.etag === uploadEtag(wanted)) return completed(call, '');
  throw new S3Error('InternalError');
}

function completed(call: Call, etag: string): Reply {
  const key = call.request.key ?? '';
  const location: Node = ['Location', `localhost/${call.request.space}/${key}`];
  const reply = xmlReply(
    s3Document('CompleteMultipartUploadResult', [location, ...named(call), ['ETag', etag]]),
  );
  const { versionId } = spaceOf(call).objects.get(key) ?? {};
  return { ...reply, headers: { ...reply.headers, ...versionHeader(versionId) } };
}

function readPart(part: Element): NamedPart {
  const etag = part.first('ETag')?.text ?? '';
  return { partNumber: Number(part.first('PartNumber')?.text), etag: etag.replace(/^"(.*)"$/, '$1') };
}

export const abortUpload: Operation = {
  need: 'write',
  run: (call) => {
    spaceOf(call).uploads.delete(uploadOf(call).id);
    return { status: 204 };
  },
};

/** ListMultipartUploads: by key, then by id. */
export const listUploads: Operation = {
  need: 'list',
  run: (call) => {
    const { request } = call;
    const prefix = parameter(request, 'prefix') ?? '';
    const most = Math.min(Number(parameter(request, 'max-uploads') ?? longestPage), longestPage);
    const after = [parameter(request, 'key-marker') ?? '', parameter(request, 'upload-id-marker') ?? ''].join(
      '\0',
    );
    const place = ({ key, id }: Upload) => [key, id].join('\0');
    const rest = [...spaceOf(call).uploads.values()]
      .filter((upload) => upload.key.startsWith(prefix) && place(upload) > after)
      .sort((a, b) => Buffer.compare(Buffer.from(place(a)), Buffer.from(place(b))));
    const page = rest.slice(0, most);
    const encode =
      parameter(request, 'encoding-type') === 'url' ? encodeURIComponent : (text: string) => text;
    const last = page.at(-1);
    const nodes: Node[] = [
      ['Bucket', request.space ?? ''],
      ...(last
        ? ([
            ['NextKeyMarker', encode(last.key)],
            ['NextUploadIdMarker', last.id],
          ] as const)
        : []),
      ['MaxUploads', String(most)],
      ['IsTruncated', String(page.length < rest.length)],
      ...page.map((upload) => describeUpload(upload, encode)),
    ];
    return xmlReply(s3Document('ListMultipartUploadsResult', nodes));
  },
};

function describeUpload({ key, id, initiated }: Upload, encode: (text: string) => string): Node {
  return [
    'Upload',
    [
      ['Key', encode(key)],
      ['UploadId', id],
      ['StorageClass', 'STANDARD'],
      ['Initiated', new Date(initiated).toISOString()],
    ],
  ];
}

function named({ request }: Call): readonly Node[] {
  return [
    ['Bucket', request.space ?? ''],
    ['Key', request.key ?? ''],
  ];
}

function findUpload(call: Call): Upload | undefined {
  const upload = spaceOf(call).uploads.get(parameter(call.request, 'uploadId') ?? '');
  return upload?.key === call.request.key ? upload : undefined;
}

function uploadOf(call: Call): Upload {
  const upload = findUpload(call);
  if (!upload) throw new S3Error('NoSuchUpload');
  return upload;
}
