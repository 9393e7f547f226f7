import type { ObjectFacts } from '../objects.ts';
import { etagOfParts, isMd5, likelyPartSizes, partsOfEtag } from './checksums.ts';
import type { Fetched } from './download.ts';
import type { LocalFiles } from './localFiles.ts';
import { planParts } from './partPlan.ts';

export interface LocalCopy {
  readonly files: Pick<LocalFiles, 'digests' | 'md5'>;
  /** What ours are cut by now. Bytes. */
  readonly partSize: number;
  readonly path: string;
  readonly signal: AbortSignal;
}

/** The object, and what was taken of the file on its way. */
type Compared = Omit<Fetched, 'facts'> & { readonly facts: Pick<ObjectFacts, 'etag' | 'size'> };

/** What an ETag tells of a file of the object's size; where the file is another one, its digest. */
export type Verdict = 'same' | 'unknown' | { readonly digest: string };

/**
 * Compares a file with an object by its ETag, which tells the MD5 of an object that was stored in one piece, or of its parts,
 * whose size is guessed at by their number.
 */
export async function compareDigests(
  { files, partSize: wished, path, signal }: LocalCopy,
  { facts: { etag, size }, whole, parts: known }: Compared,
): Promise<Verdict> {
  if (isMd5(etag)) {
    const digest = whole ?? (await files.digests(path, undefined, signal)).whole;
    return digest === etag ? 'same' : { digest };
  }
  const count = partsOfEtag(etag);
  if (count === undefined) return 'unknown';
  const ours = planParts(size, wished);
  let first: string | undefined;
  for (const partSize of likelyPartSizes(size, count, ours.partSize)) {
    const parts =
      known?.partSize === partSize ? known.digests : (await files.digests(path, partSize, signal)).parts;
    const digest = etagOfParts(parts, files.md5());
    if (digest === etag) return 'same';
    first ??= digest;
  }
  // Of parts that another cut nothing is known; those that may be ours should have matched.
  return ours.count === count && first !== undefined ? { digest: first } : 'unknown';
}
