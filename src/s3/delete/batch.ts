import { translate } from '../../core/errorTable.ts';
import { hexToBase64 } from '../../core/hex.ts';
import type { Doomed, Removed } from '../../core/manage/deleter.ts';
import { md5 } from '../../core/md5.ts';
import { ServerFailure } from '../../core/serverFailure.ts';
import { escapeXml } from '../../core/xmlText.ts';
import type { Place } from '../bytes/place.ts';
import { checksummed } from '../checksum.ts';
import { rootOf } from '../listing.ts';
import { childrenOf, textOf, type XmlElement } from '../xml.ts';

export interface Deletion {
  /** At most 1,000, each with a key that XML can carry. */
  readonly batch: readonly Doomed[];
  /** The answer names those alone that failed. */
  readonly isQuiet: boolean;
}

/** Whether a document of XML 1.0 can hold the key ("Characters", `Char`). */
export function xmlCarries(key: string): boolean {
  return !/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(key);
}

/** DeleteObjects. With `Content-MD5`, which servers ask for that know no newer checksum (AWS, "DeleteObjects"). */
export async function deleteBatch({ send, ...at }: Place, { batch, isQuiet }: Deletion): Promise<Removed> {
  const { body, payloadHash } = await checksummed(documentOf(batch, isQuiet));
  const { target, space, signal } = at;
  const answer = await send({
    ...{ method: 'POST', target, space, signal, body, payloadHash },
    query: [['delete', '']],
    headers: [['content-md5', hexToBase64(md5(new TextEncoder().encode(body)))]],
  });
  return read(rootOf(answer, 'DeleteResult', target), { space, batch });
}

function documentOf(batch: readonly Doomed[], isQuiet: boolean): string {
  const objects = batch.map(({ key, versionId }) => {
    const version = versionId === undefined ? '' : `<VersionId>${escapeXml(versionId)}</VersionId>`;
    return `<Object><Key>${escapeXml(key)}</Key>${version}</Object>`;
  });
  const quiet = `<Quiet>${isQuiet}</Quiet>`;
  return `<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${quiet}${objects.join('')}</Delete>`;
}

/** What is not named as failed is gone, unless a failure names nothing that was asked for. */
function read(
  root: XmlElement,
  { space, batch }: { readonly space: string; readonly batch: readonly Doomed[] },
): Removed {
  const failureFor = failuresIn(root, batch);
  const failed = batch.flatMap((each) => {
    const error = failureFor(each);
    if (error === undefined || textOf(error, 'Code') === 'NoSuchKey') return [];
    return [{ ...each, error: translate(failureOf(error), { space, key: each.key }) }];
  });
  const isFailed = new Set(failed.map(identityOf));
  const markers = childrenOf(root, 'Deleted').flatMap((deleted) => {
    const versionId = textOf(deleted, 'DeleteMarkerVersionId');
    const isMade = textOf(deleted, 'VersionId') === undefined && versionId !== undefined;
    return isMade ? [{ key: keyIn(deleted), versionId }] : [];
  });
  return { deleted: batch.filter((each) => !isFailed.has(identityOf(each))), markers, failed };
}

function failuresIn(root: XmlElement, batch: readonly Doomed[]): (each: Doomed) => XmlElement | undefined {
  const asked = new Set(batch.map(identityOf));
  const failures = new Map<string, XmlElement>();
  let stray: XmlElement | undefined;
  for (const error of childrenOf(root, 'Error')) {
    // A server may name the version `null` that nobody named.
    const own = [identityIn(error), identityOf({ key: keyIn(error) })].find((each) => asked.has(each));
    if (own === undefined) stray = error;
    else failures.set(own, error);
  }
  const gone = new Set(childrenOf(root, 'Deleted').map((deleted) => identityOf({ key: keyIn(deleted) })));
  return (each) =>
    failures.get(identityOf(each)) ?? (gone.has(identityOf({ key: each.key })) ? undefined : stray);
}

function failureOf(error: XmlElement): ServerFailure {
  const code = textOf(error, 'Code');
  const status = code === 'AccessDenied' ? 403 : 400;
  return new ServerFailure({ status, code, text: textOf(error, 'Message')?.slice(0, 500) });
}

/** A reader of XML makes one line end of each, so the answer's key may have others than ours. */
function identityOf({ key, versionId = '' }: Doomed): string {
  return `${versionId}\0${key.replaceAll(/\r\n?/g, '\n')}`;
}

function identityIn(element: XmlElement): string {
  return identityOf({ key: keyIn(element), versionId: textOf(element, 'VersionId') });
}

function keyIn(element: XmlElement): string {
  return textOf(element, 'Key') ?? '';
}
