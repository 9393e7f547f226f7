import type { SigningTarget } from '../core/connection.ts';
import { endless } from '../core/listingPage.ts';
import type { SpaceVersion, UnfinishedUpload } from '../core/spaces.ts';
import type { Answer } from './exchange.ts';
import { decoderOf, decodeUrl, listPage, rootOf } from './listing.ts';
import type { Send } from './request.ts';
import type { Entry } from './sign.ts';
import { childrenOf, textOf, type XmlElement } from './xml.ts';

/** What is listed a page at a time, each page after the last entry of the one before. */
export interface Paged {
  readonly target: SigningTarget;
  readonly space: string;
  readonly signal: AbortSignal;
  /** 1..1000, for tests. */
  readonly pageSize?: number | undefined;
}

/** One page of ListObjectVersions. `next`: where the following one begins; absent at the end. */
export async function versionsPage(
  send: Send,
  paged: Paged & { readonly prefix: string },
  after: Marker | undefined,
): Promise<{ readonly items: readonly SpaceVersion[]; readonly next: Marker | undefined }> {
  const marker: Entry[] = after
    ? [
        ['key-marker', after[0]],
        ['version-id-marker', after[1]],
      ]
    : [];
  const answer = await askPage(send, paged, [['versions', ''], ['prefix', paged.prefix], ...marker]);
  const root = rootOf(answer, 'ListVersionsResult', paged.target);
  const decode = decoderOf(root);
  const items = root.children
    .filter(({ name }) => name === 'Version' || name === 'DeleteMarker')
    .map((entry) => versionOf(entry, decode));
  const last = items.at(-1);
  return { items, next: nextOf(root, last && [last.key, last.versionId], after) };
}

/** As if each was the only version. */
export async function objectsPage(
  send: Send,
  { target, space, prefix, signal, pageSize }: Paged & { readonly prefix: string },
  after: Marker | undefined,
): Promise<{ items: readonly SpaceVersion[]; next: Marker | undefined }> {
  const request = { prefix, token: after?.[1], maxKeys: pageSize, signal };
  const { objects, nextToken } = await listPage(send, target, space, request);
  if (nextToken !== undefined && nextToken === after?.[1]) throw endless();
  const items = objects.map(({ key, size }) => ({ key, size, isLatest: true, isDeleted: false }));
  return { items, next: nextToken === undefined ? undefined : ['', nextToken] };
}

/** One page of ListMultipartUploads. */
export async function uploadsPage(
  send: Send,
  paged: Paged,
  after: Marker | undefined,
): Promise<{ items: readonly UnfinishedUpload[]; next: Marker | undefined }> {
  const marker = after
    ? ([
        ['key-marker', after[0]],
        ['upload-id-marker', after[1]],
      ] as const)
    : [];
  const answer = await askPage(send, paged, [['uploads', ''], ...marker], 'max-uploads');
  const root = rootOf(answer, 'ListMultipartUploadsResult', paged.target);
  const items = childrenOf(root, 'Upload').map((upload) => ({
    // Ceph encodes as asked, and does not say so here.
    key: decodeUrl(textOf(upload, 'Key') ?? ''),
    uploadId: textOf(upload, 'UploadId') ?? '',
    started: Date.parse(textOf(upload, 'Initiated') ?? '') || 0,
  }));
  const last = items.at(-1);
  return { items, next: nextOf(root, last && [last.key, last.uploadId], after) };
}

/** A key, and the id of one of its versions or uploads. */
export type Marker = readonly [key: string, id: string];

function askPage(
  send: Send,
  { target, space, signal, pageSize = 1_000 }: Paged,
  query: readonly Entry[],
  sizeName = 'max-keys',
): Promise<Answer> {
  const all: Entry[] = [...query, ['encoding-type', 'url'], [sizeName, String(pageSize)]];
  return send({ method: 'GET', target, space, query: all, signal });
}

/** By the last entry, not by the server's own marker: Ceph does not encode that one. */
function nextOf(root: XmlElement, last: Marker | undefined, before: Marker | undefined): Marker | undefined {
  if (textOf(root, 'IsTruncated')?.trim() !== 'true' || last === undefined) return undefined;
  if (before && last[0] === before[0] && last[1] === before[1]) throw endless();
  return last;
}

function versionOf(
  entry: XmlElement,
  decode: (text: string) => string,
): SpaceVersion & { readonly versionId: string } {
  return {
    key: decode(textOf(entry, 'Key') ?? ''),
    versionId: textOf(entry, 'VersionId') ?? 'null',
    size: Number(textOf(entry, 'Size') ?? 0),
    isLatest: textOf(entry, 'IsLatest')?.trim() === 'true',
    isDeleted: entry.name === 'DeleteMarker',
  };
}
