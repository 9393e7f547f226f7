import { etagOfParts, isMd5, likelyPartSizes, partsOfEtag } from './checksums.ts';
import type { Download, Fetched } from './download.ts';
import { planParts } from './partPlan.ts';

/**
 * The digest of what arrived, where the object's ETag tells that it should be another; `undefined` where it is right, or
 * nothing can be told. An ETag tells the MD5 of an object that was stored in one piece, or of its parts, whose size is
 * guessed at by their number.
 */
export async function digestDiffers(
  { engine, run, temporary }: Download,
  { facts: { etag, size }, whole, parts: known }: Fetched,
): Promise<string | undefined> {
  const { files } = engine;
  if (isMd5(etag)) {
    const digest = whole ?? (await files.digests(temporary, undefined, run.signal)).whole;
    return digest === etag ? undefined : digest;
  }
  const count = partsOfEtag(etag);
  if (count === undefined) return undefined;
  const ours = planParts(size, engine.limits().partSize);
  let first: string | undefined;
  for (const partSize of likelyPartSizes(size, count, ours.partSize)) {
    const parts =
      known?.partSize === partSize
        ? known.digests
        : (await files.digests(temporary, partSize, run.signal)).parts;
    const digest = etagOfParts(parts, files.md5());
    if (digest === etag) return undefined;
    first ??= digest;
  }
  // Of parts that another cut nothing is known; those that may be ours should have matched.
  return ours.count === count ? first : undefined;
}
