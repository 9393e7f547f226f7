import { S3Error } from './errors.ts';
import { listPage } from './listOperation.ts';
import { copyObject, deleteObject, getObject, headObject, putObject } from './objectOperations.ts';
import type { Operation } from './operation.ts';
import { postObject } from './postObject.ts';
import { parameter, type StoreRequest } from './request.ts';
import { getObjectAcl, putObjectAcl } from './rightsOperations.ts';
import {
  createSpace,
  deleteCors,
  deleteObjects,
  deleteSpace,
  getCors,
  getLocation,
  headSpace,
  listSpaces,
  preflight,
  putCors,
} from './spaceOperations.ts';
import { deleteTagging, getTagging, putTagging } from './taggingOperations.ts';
import {
  abortUpload,
  beginUpload,
  completeUpload,
  listParts,
  listUploads,
  putPart,
} from './uploadOperations.ts';
import { getVersioning, listVersions, putVersioning } from './versionOperations.ts';

/** Query names that choose another operation than the plain one. */
const subresources = [
  ...['acl', 'cors', 'delete', 'lifecycle', 'location', 'policy', 'tagging', 'uploadId', 'uploads'],
  ...['versioning', 'versions', 'website'],
];

const operations: Readonly<Record<string, Operation>> = {
  'GET /': listSpaces,
  'HEAD /': listSpaces,
  'PUT space': createSpace,
  'HEAD space': headSpace,
  'DELETE space': deleteSpace,
  'GET space': listPage,
  'POST space': postObject,
  'GET space?location': getLocation,
  'GET space?cors': getCors,
  'PUT space?cors': putCors,
  'DELETE space?cors': deleteCors,
  'POST space?delete': deleteObjects,
  'GET object': getObject,
  'HEAD object': headObject,
  'PUT object': putObject,
  'DELETE object': deleteObject,
  'GET object?acl': getObjectAcl,
  'PUT object?acl': putObjectAcl,
  'GET object?tagging': getTagging,
  'PUT object?tagging': putTagging,
  'DELETE object?tagging': deleteTagging,
  'GET space?versioning': getVersioning,
  'PUT space?versioning': putVersioning,
  'GET space?versions': listVersions,
  'GET space?uploads': listUploads,
  'POST object?uploads': beginUpload,
  'PUT object?uploadId': putPart,
  'GET object?uploadId': listParts,
  'POST object?uploadId': completeUpload,
  'DELETE object?uploadId': abortUpload,
};

/** The operation that a request asks for. Throws `NotImplemented` or `MethodNotAllowed`. */
export function route(request: StoreRequest): Operation {
  if (request.method === 'OPTIONS' && request.space !== undefined) return preflight;
  const level = request.key === undefined ? spaceLevel(request) : 'object';
  const subresource = subresources.find((name) => parameter(request, name) !== undefined);
  const name = `${request.method} ${level}${subresource ? `?${subresource}` : ''}`;
  if (name === 'PUT object' && request.headers.has('x-amz-copy-source')) return copyObject;
  const operation = operations[name];
  if (operation) return operation;
  throw new S3Error(subresource || name === 'POST object' ? 'NotImplemented' : 'MethodNotAllowed');
}

function spaceLevel(request: StoreRequest): string {
  return request.space === undefined ? '/' : 'space';
}
