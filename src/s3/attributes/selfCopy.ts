import { Cancelled } from '../../core/errors.ts';
import type { Metadata, ObjectBytes, ObjectFacts, ObjectHeaders, Written } from '../../core/objects.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { readFacts } from '../bytes/facts.ts';
import { headerEntries } from '../bytes/headers.ts';
import { asIfSaid, type Place } from '../bytes/place.ts';
import { saysNothing } from '../bytes/write.ts';
import { cannedFor } from '../copy/access.ts';
import { NEVER } from '../copy/behind.ts';
import { copyInParts } from '../copy/inParts.ts';
import { readCopied } from '../copy/onServer.ts';
import { copySource } from '../copySource.ts';
import { assertBesideCanBeKept, type Beside, putBesideBack, readBeside } from './beside.ts';

/** How large one copy may be, and a part of one in several. Bytes. */
export interface CopyLimits {
  readonly largestCopy: number;
  readonly partSize: number;
}

/** S3's and Ceph's. */
export const COPY_LIMITS: CopyLimits = { largestCopy: 5 * 1024 ** 3, partSize: 512 * 1024 ** 2 };

export interface SelfCopy {
  readonly bytes: ObjectBytes;
  readonly limits: CopyLimits;
  readonly object: ObjectTarget;
  /** What becomes the latest: this version, else the latest itself. */
  readonly versionId?: string | undefined;
  /** Headers and metadata in the place of all; absent: the version's own. */
  readonly change?: { readonly headers: ObjectHeaders; readonly metadata: Metadata } | undefined;
  /** Throws `changed` where it is another by now. */
  readonly etag?: string | undefined;
}

/**
 * Copies an object, or a version of it, onto its own key on the server: there is no other way to change its headers. Tags
 * and access rights, which a copy leaves out, are put back; what can't be is refused before anything is changed.
 */
export async function copyOntoItself(place: Place, copy: SelfCopy): Promise<Written> {
  const facts = await readFacts(place, copy.versionId);
  if (copy.etag !== undefined && facts.etag !== copy.etag) throw asIfSaid('PreconditionFailed', place.key);
  const beside = await readBeside(place, copy.versionId);
  if (copy.versionId === undefined) await assertBesideCanBeKept(place, beside);
  if (place.signal.aborted) throw new Cancelled();
  // From here on there is no way back but forward: a cancelled one would lose them.
  const onward = { ...place, signal: NEVER };
  const written =
    facts.size > copy.limits.largestCopy
      ? await copyAllParts(place, { ...copy, facts, beside })
      : await copyAtOnce(onward, { ...copy, facts, beside });
  await putBesideBack(onward, beside, facts);
  return written;
}

type Copying = SelfCopy & { readonly facts: ObjectFacts; readonly beside: Beside };

async function copyAtOnce(place: Place, copying: Copying): Promise<Written> {
  const { send, ...at } = place;
  const { versionId, change, facts, beside } = copying;
  const acl = cannedFor(beside.access);
  const headers = [
    ['x-amz-copy-source', copySource({ ...at, versionId })] as const,
    ['x-amz-copy-source-if-match', `"${facts.etag}"`] as const,
    // Ceph forgets the tags all the same, and takes none with a copy (docs/quirks.md).
    ['x-amz-tagging-directive', 'COPY'] as const,
    ['x-amz-metadata-directive', change ? 'REPLACE' : 'COPY'] as const,
    ...(change ? headerEntries(change.headers, change.metadata) : []),
    ...(facts.storageClass === undefined ? [] : [['x-amz-storage-class', facts.storageClass] as const]),
    ...(facts.encryption ?? []),
    // From the first moment on: what is public is never private in between.
    ...(acl === undefined ? [] : [['x-amz-acl', acl] as const]),
  ];
  let isSentAgain = false;
  const onAgain = () => {
    isSentAgain = true;
  };
  try {
    return readCopied(place, await send({ method: 'PUT', ...at, headers, onAgain }));
  } catch (error) {
    // It may have been made all the same, without an answer. What is there already is not written once more.
    if (isSentAgain || saysNothing(error)) await putBesideBack(place, beside, facts).catch(() => undefined);
    throw error;
  }
}

async function copyAllParts(place: Place, copying: Copying): Promise<Written> {
  const { bytes, limits, object, change, facts, beside } = copying;
  const { headers, metadata } = change ?? facts;
  const acl = cannedFor(beside.access);
  const { size, etag, storageClass } = facts;
  const source = { ...object, versionId: copying.versionId ?? facts.versionId, etag };
  return copyInParts(
    bytes,
    {
      ...{ to: object, source: { ...source, size }, partSize: limits.partSize },
      options: { headers, metadata, acl, storageClass },
      part: (upload, partNumber, range, signal) =>
        bytes.copyPart(upload, partNumber, { ...source, range }, signal),
    },
    place.signal,
  );
}
