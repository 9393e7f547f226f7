import { createHash } from 'node:crypto';
import { checkWrite, type IfMatch, isNotModified } from './conditions.ts';
import { S3Error } from './errors.ts';
import { keptHeaders, makeObject, toAcl } from './makeObject.ts';
import type { StoredObject } from './objects.ts';
import { type Call, mayUser, type Operation, objectOf, spaceOf, type World } from './operation.ts';
import { parseRange } from './ranges.ts';
import { xmlReply } from './reply.ts';
import { decode, parameter } from './request.ts';
import type { Space } from './spaces.ts';
import { parseTagging } from './taggingOperations.ts';
import { VersionedObjects } from './versions.ts';
import { type Node, s3Document } from './xml.ts';

const overridable = ['type', 'language', 'disposition', 'encoding'].map((name) => `content-${name}`);
const overrides = ['expires', 'cache-control', ...overridable];

export const getObject: Operation = {
  need: 'read',
  run: (call) => {
    const object = objectOf(call);
    const headers = { ...describe(object), ...requestedOverrides(call) };
    if (isNotModified(call.request, object)) return { status: 304, headers: { etag: `"${object.etag}"` } };
    const range = parseRange(call.request.headers.get('range'), object.size);
    const body = object.body();
    if (!range) return { status: 200, headers, body };
    return {
      status: 206,
      headers: { ...headers, 'content-range': `bytes ${range.start}-${range.end}/${object.size}` },
      body: body.subarray(range.start, range.end + 1),
    };
  },
};

export const headObject: Operation = {
  need: 'read',
  run: (call) => {
    const { body, ...reply } = getObject.run(call);
    return { ...reply, length: body?.length ?? 0 };
  },
};

export const putObject: Operation = {
  need: 'write',
  run: (call) => {
    const { request, world } = call;
    const length = request.headers.get('content-length');
    if (length === undefined && !request.headers.has('transfer-encoding')) {
      throw new S3Error('MissingContentLength');
    }
    checkDigest(call);
    const space = spaceOf(call);
    checkWrite(request, space.objects.get(request.key ?? ''), ifMatchOf(world, space));
    const object = makeObject(request.key ?? '', request.body, {
      lastModified: world.clock.now(),
      headers: keptHeaders(request.headers),
      acl: toAcl(request.headers.get('x-amz-acl')),
      tags: parseTagging(request.headers.get('x-amz-tagging')),
    });
    if (!space.objects.set(object)) throw new S3Error('NotImplemented');
    const { versionId } = space.objects.get(object.key) ?? {};
    return { status: 200, headers: { etag: `"${object.etag}"`, ...versionHeader(versionId) } };
  },
};

/** Ceph fits none where versions are kept. */
function ifMatchOf({ ifMatch }: World, { objects }: Space): IfMatch {
  return ifMatch === 'bare' && objects instanceof VersionedObjects ? 'never' : ifMatch;
}

export const deleteObject: Operation = {
  need: 'write',
  run: (call) => {
    const { objects } = spaceOf(call);
    const key = call.request.key ?? '';
    const versionId = parameter(call.request, 'versionId');
    if (!(objects instanceof VersionedObjects)) {
      if (!objects.delete(key)) throw new S3Error('NotImplemented');
      return { status: 204 };
    }
    if (versionId === undefined) objects.delete(key);
    const version = versionId === undefined ? objects.versionsOf(key)[0] : objects.remove(key, versionId);
    const marker = version !== undefined && version.object === undefined;
    return {
      status: 204,
      headers: { ...versionHeader(version?.versionId), ...(marker ? { 'x-amz-delete-marker': 'true' } : {}) },
    };
  },
};

export const copyObject: Operation = {
  need: 'write',
  run: (call) => {
    const { world, request } = call;
    const source = copySource(call);
    const isReplacing = request.headers.get('x-amz-metadata-directive') === 'REPLACE';
    const isItself = source.space === request.space && source.object.key === request.key;
    if (!isReplacing && isItself && source.versionId === undefined) {
      throw new S3Error('InvalidRequest');
    }
    checkCopy(call, source.object);
    const object = makeObject(request.key ?? '', source.object.body(), {
      lastModified: world.clock.now(),
      headers: isReplacing ? keptHeaders(request.headers) : source.object.headers,
      acl: toAcl(request.headers.get('x-amz-acl')),
      // Whatever the tagging directive says, as on Ceph.
      tags: isReplacing ? undefined : source.object.tags,
    });
    if (!spaceOf(call).objects.set(object)) throw new S3Error('NotImplemented');
    const nodes: Node[] = [
      ['LastModified', new Date(object.lastModified).toISOString()],
      ['ETag', `"${object.etag}"`],
    ];
    return xmlReply(s3Document('CopyObjectResult', nodes));
  },
};

function describe(object: StoredObject): Record<string, string> {
  return {
    ...object.headers,
    'accept-ranges': 'bytes',
    etag: `"${object.etag}"`,
    'last-modified': new Date(object.lastModified).toUTCString(),
    ...(object.tags === undefined ? {} : { 'x-amz-tagging-count': String(object.tags.length) }),
    ...versionHeader(object.versionId),
  };
}

export function versionHeader(versionId: string | undefined): Record<string, string> {
  return versionId === undefined ? {} : { 'x-amz-version-id': versionId };
}

/** `response-…` parameters. Nobody but a signer may set them; a line break drops them all, as in Ceph. */
function requestedOverrides({ request, user }: Call): Record<string, string> {
  const wanted = request.query
    .filter(([name]) => name.startsWith('response-'))
    .map(([name, value]) => [name.slice('response-'.length), value] as const)
    .filter(([name]) => overrides.includes(name));
  if (wanted.length > 0 && !user) throw new S3Error('InvalidRequest');
  return wanted.some(([, value]) => /[\r\n]/.test(value)) ? {} : Object.fromEntries(wanted);
}

export function copySource(call: Call): {
  space: string;
  versionId: string | undefined;
  object: StoredObject;
} {
  const { world, user, request } = call;
  const [named = '', versionId] = (request.headers.get('x-amz-copy-source') ?? '').split('?versionId=');
  const path = decode(named).replace(/^\//, '');
  const slash = path.indexOf('/');
  if (slash < 0) throw new S3Error('InvalidArgument');
  const query = versionId === undefined ? [] : [['versionId', decode(versionId)] as const];
  const at = { space: path.slice(0, slash), key: path.slice(slash + 1), query };
  const from = { ...call, request: { ...request, ...at } };
  if (!user || !mayUser(user, from, 'read')) throw new S3Error('AccessDenied');
  if (!world.spaces.has(at.space)) throw new S3Error('NoSuchBucket');
  return { space: at.space, versionId, object: objectOf(from) };
}

function checkDigest({ request }: Call): void {
  const digest = request.headers.get('content-md5');
  if (digest === undefined) return;
  if (!/^[A-Za-z0-9+/]{22}==$/.test(digest)) throw new S3Error('InvalidDigest');
  if (createHash('md5').update(request.body).digest('base64') !== digest) throw new S3Error('BadDigest');
}

/** A condition on the source; Ceph overlooks `If-None-Match` on the target. */
function checkCopy(call: Call, source: StoredObject): void {
  const wanted = call.request.headers.get('x-amz-copy-source-if-match');
  if (wanted !== undefined && wanted.replace(/^"(.*)"$/, '$1') !== source.etag)
    throw new S3Error('PreconditionFailed');
}
