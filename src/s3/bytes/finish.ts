import { isCancelled } from '../../core/errors.ts';
import { fromHex } from '../../core/hex.ts';
import { md5 } from '../../core/md5.ts';
import type { UploadPart, Written } from '../../core/objects.ts';
import { escapeXml } from '../../core/xmlText.ts';
import type { Answer } from '../exchange.ts';
import { rootOf } from '../listing.ts';
import type { Entry } from '../sign.ts';
import { textOf } from '../xml.ts';
import { payloadOf } from './digest.ts';
import { readFacts, whatIsThere, writtenBy, writtenIn } from './facts.ts';
import { listParts } from './parts.ts';
import { asIfSaid, type Place, taken } from './place.ts';
import { isChanged } from './write.ts';

interface Finish {
  readonly uploadId: string;
  readonly parts: readonly UploadPart[];
  readonly isNew: boolean;
}

/**
 * CompleteMultipartUpload. A server that has done it knows the upload no more: so without an answer, and before it is
 * asked again, what stands under the key tells whether it worked.
 */
export async function finish(place: Place, { uploadId, parts, isNew }: Finish): Promise<Written> {
  const { send, ...at } = place;
  const ordered = parts.toSorted((a, b) => a.partNumber - b.partNumber);
  const expected = etagOf(ordered);
  // Ceph 18 overlooks the condition (docs/quirks.md).
  if (isNew) await assertFree(place, expected);
  const payload = await payloadOf(new TextEncoder().encode(partsXml(ordered)));
  const headers: readonly Entry[] = [
    ['content-type', 'application/xml'],
    ...(isNew ? [['if-none-match', '*'] as const] : []),
  ];
  const query: readonly Entry[] = [['uploadId', uploadId]];
  const onAgain = () => assertUnfinished(place, uploadId, expected);
  try {
    return await readDone(place, await send({ method: 'POST', ...at, query, headers, ...payload, onAgain }));
  } catch (error) {
    if (isCancelled(error)) throw error;
    const done = await findDone(place, expected);
    if (done) return done;
    throw isNew && isChanged(error) ? taken(at.key) : error;
  }
}

async function readDone(place: Place, answer: Answer): Promise<Written> {
  const etag = textOf(rootOf(answer, 'CompleteMultipartUploadResult', place.target), 'ETag');
  // Ceph tells none where it has done it before.
  if (etag === undefined) return writtenBy(await readFacts(place, undefined));
  return writtenIn(answer, etag);
}

/** Throws `noSuchUpload`: Ceph has 500 for an upload that is not there where there is no object of that key either. */
async function assertUnfinished(place: Place, uploadId: string, expected: string | undefined): Promise<void> {
  if (await findDone(place, expected)) throw asIfSaid('NoSuchUpload', place.key);
  await listParts(place, uploadId);
}

/** Throws `exists` where another object is there. */
async function assertFree(place: Place, expected: string | undefined): Promise<void> {
  const there = await whatIsThere(place);
  if (there !== undefined && there.etag !== expected) throw taken(place.key);
}

async function findDone(place: Place, expected: string | undefined): Promise<Written | undefined> {
  if (expected === undefined) return undefined;
  try {
    const facts = await readFacts(place, undefined);
    return facts.etag === expected ? writtenBy(facts) : undefined;
  } catch (error) {
    if (isCancelled(error)) throw error;
    return undefined;
  }
}

function partsXml(parts: readonly UploadPart[]): string {
  const entries = parts.map(
    ({ partNumber, etag }) =>
      `<Part><PartNumber>${partNumber}</PartNumber><ETag>&quot;${escapeXml(etag)}&quot;</ETag></Part>`,
  );
  const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
  return `<CompleteMultipartUpload xmlns="${namespace}">${entries.join('')}</CompleteMultipartUpload>`;
}

/**
 * The ETag that AWS and Ceph give to what has these parts: the MD5 of theirs, and how many. `undefined` where theirs
 * are no MD5s.
 */
function etagOf(parts: readonly UploadPart[]): string | undefined {
  const hex = parts.map(({ etag }) => etag).join('');
  if (!/^[0-9a-f]+$/.test(hex) || hex.length !== parts.length * 32) return undefined;
  return `${md5(fromHex(hex))}-${parts.length}`;
}
