import { S3Error } from './errors.ts';
import { type Listing, listObjects } from './listing.ts';
import type { StoredObject } from './objects.ts';
import { type Operation, spaceOf } from './operation.ts';
import { xmlReply } from './reply.ts';
import { parameter, type StoreRequest } from './request.ts';
import { type Node, s3Document } from './xml.ts';

const longestPage = 1000;

/** ListObjectsV2; version 1 (`marker`) is not served. */
export const listPage: Operation = {
  need: 'list',
  run: (call) => {
    const { request } = call;
    const space = spaceOf(call);
    if (parameter(request, 'list-type') !== '2') throw new S3Error('NotImplemented');
    const encodes = parameter(request, 'encoding-type') === 'url';
    const token = parameter(request, 'continuation-token');
    const query = {
      prefix: parameter(request, 'prefix') ?? '',
      delimiter: parameter(request, 'delimiter') ?? '',
      after: token === undefined ? (parameter(request, 'start-after') ?? '') : openToken(token),
      maxKeys: pageLength(request),
    };
    const listing = listObjects(space.objects, query);
    return xmlReply(
      s3Document('ListBucketResult', [
        ...given('EncodingType', encodes ? 'url' : undefined),
        ['Name', space.name],
        // Ceph encodes neither of these two, whatever was asked.
        ['Prefix', query.prefix],
        ['MaxKeys', String(query.maxKeys)],
        ...given('Delimiter', query.delimiter || undefined),
        ['IsTruncated', String(listing.next !== undefined)],
        ...entries(listing, encodes),
        ...given('ContinuationToken', token),
        ...given('NextContinuationToken', listing.next === undefined ? undefined : makeToken(listing.next)),
        ['KeyCount', String(listing.objects.length + listing.prefixes.length)],
        ...given('StartAfter', parameter(request, 'start-after')),
      ]),
    );
  },
};

function given(element: string, text: string | undefined): Node[] {
  return text === undefined ? [] : [[element, text]];
}

/** Names in XML or, when asked for, as Ceph URL-encodes them: `/` stays in prefixes, not in keys. */
function entries({ objects, prefixes }: Listing, encodes: boolean): Node[] {
  const key = (text: string) => (encodes ? urlEncode(text) : text);
  const prefix = (text: string) => (encodes ? urlEncode(text).replaceAll('%2F', '/') : text);
  return [
    ...prefixes.map((name): Node => ['CommonPrefixes', [['Prefix', prefix(name)]]]),
    ...objects.map((object) => contents(object, key(object.key))),
  ];
}

function contents(object: StoredObject, key: string): Node {
  return [
    'Contents',
    [
      ['Key', key],
      ['LastModified', new Date(object.lastModified).toISOString()],
      ['ETag', `"${object.etag}"`],
      ['Size', String(object.size)],
      ['StorageClass', 'STANDARD'],
      ['Type', 'Normal'],
    ],
  ];
}

/** What is out of range is moved to its end; only what is no number is refused. */
export function pageLength(request: StoreRequest): number {
  const text = parameter(request, 'max-keys') ?? String(longestPage);
  if (!/^-?\d+$/.test(text)) throw new S3Error('InvalidArgument');
  return Math.max(0, Math.min(Number(text), longestPage));
}

/** Nobody may read anything into a token: Ceph's is a key, AWS's is not. */
function makeToken(after: string): string {
  return Buffer.from(after).toString('base64url');
}

function openToken(token: string): string {
  return Buffer.from(token, 'base64url').toString();
}

/** As Ceph does (rgw_common.cc, url_encode): `!$'()*~|` are left. */
export function urlEncode(text: string): string {
  return encodeURIComponent(text).replaceAll(/%24|%7C/g, decodeURIComponent);
}
