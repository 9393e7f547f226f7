import type { SigningTarget } from '../core/connection.ts';
import type { SpaceVersion } from '../core/spaces.ts';
import type { Answer } from './exchange.ts';
import { decodeUrl, endless, rootOf } from './listing.ts';
import type { Send } from './request.ts';
import type { Entry } from './sign.ts';
import { textOf, type XmlElement } from './xml.ts';

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
): Promise<{ readonly versions: readonly SpaceVersion[]; readonly next: Marker | undefined }> {
  const marker: Entry[] = after
    ? [
        ['key-marker', after[0]],
        ['version-id-marker', after[1]],
      ]
    : [];
  const answer = await askPage(send, paged, [['versions', ''], ['prefix', paged.prefix], ...marker]);
  const root = rootOf(answer, 'ListVersionsResult', paged.target);
  const decode = decoderOf(root);
  const versions = root.children
    .filter(({ name }) => name === 'Version' || name === 'DeleteMarker')
    .map((entry) => versionOf(entry, decode));
  const last = versions.at(-1);
  return { versions, next: nextOf(root, last && [last.key, last.versionId], after) };
}

/** A key, and the id of one of its versions or uploads. */
export type Marker = readonly [key: string, id: string];

export function askPage(
  send: Send,
  { target, space, signal, pageSize = 1_000 }: Paged,
  query: readonly Entry[],
  sizeName = 'max-keys',
): Promise<Answer> {
  const all: Entry[] = [...query, ['encoding-type', 'url'], [sizeName, String(pageSize)]];
  return send({ method: 'GET', target, space, query: all, signal });
}

export function decoderOf(root: XmlElement): (text: string) => string {
  return textOf(root, 'EncodingType') === 'url' ? decodeUrl : (text) => text;
}

/** By the last entry, not by the server's own marker: Ceph does not encode that one. */
export function nextOf(
  root: XmlElement,
  last: Marker | undefined,
  before: Marker | undefined,
): Marker | undefined {
  if (textOf(root, 'IsTruncated')?.trim() !== 'true' || last === undefined) return undefined;
  if (before && last[0] === before[0] && last[1] === before[1]) throw endless();
  return last;
}

function versionOf(entry: XmlElement, decode: (text: string) => string): SpaceVersion {
  return {
    key: decode(textOf(entry, 'Key') ?? ''),
    versionId: textOf(entry, 'VersionId') ?? 'null',
    size: Number(textOf(entry, 'Size') ?? 0),
    isLatest: textOf(entry, 'IsLatest')?.trim() === 'true',
    isDeleted: entry.name === 'DeleteMarker',
  };
}
