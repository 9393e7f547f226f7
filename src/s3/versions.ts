import type { SigningTarget } from '../core/connection.ts';
import type { ObjectVersion } from '../core/ports.ts';
import { decoderOf, rootOf } from './listing.ts';
import type { Send } from './request.ts';
import type { Entry } from './sign.ts';
import { textOf, type XmlElement } from './xml.ts';

const maxPage = 1_000;

/** Of a listing by prefix the versions of the key itself come first: no key that begins with it is before it. */
export async function listVersions(
  send: Send,
  target: SigningTarget,
  { space, key, signal, pageSize = maxPage }: VersionsRequest,
): Promise<readonly ObjectVersion[]> {
  const versions: ObjectVersion[] = [];
  for (let after: string | undefined; ; ) {
    const query: Entry[] = [
      ['versions', ''],
      ['encoding-type', 'url'],
      ['prefix', key],
      ['max-keys', String(pageSize)],
      ...(after === undefined
        ? []
        : ([
            ['key-marker', key],
            ['version-id-marker', after],
          ] as const)),
    ];
    const answer = await send({ method: 'GET', target, space, query, signal });
    const page = readPage(rootOf(answer, 'ListVersionsResult', target), key);
    versions.push(...page.versions);
    if (page.next === undefined || page.next === after) return versions;
    after = page.next;
  }
}

export interface VersionsRequest {
  readonly space: string;
  readonly key: string;
  readonly signal: AbortSignal;
  /** 1..1000, for tests. */
  readonly pageSize?: number;
}

/** What of a page is of this key; `next` where more of it may follow. */
function readPage(
  root: XmlElement,
  key: string,
): { readonly versions: readonly ObjectVersion[]; readonly next: string | undefined } {
  const decode = decoderOf(root);
  const entries = root.children.filter(({ name }) => name === 'Version' || name === 'DeleteMarker');
  const own = entries.filter((entry) => decode(textOf(entry, 'Key') ?? '') === key);
  const mayGoOn = own.length === entries.length && textOf(root, 'IsTruncated')?.trim() === 'true';
  return {
    versions: own.map(readVersion),
    next: mayGoOn ? textOf(own.at(-1), 'VersionId') : undefined,
  };
}

function readVersion(entry: XmlElement): ObjectVersion {
  return {
    versionId: textOf(entry, 'VersionId') ?? 'null',
    lastModified: Date.parse(textOf(entry, 'LastModified') ?? '') || 0,
    isLatest: textOf(entry, 'IsLatest')?.trim() === 'true',
    isDeleted: entry.name === 'DeleteMarker',
    size: Number(textOf(entry, 'Size') ?? 0),
  };
}
