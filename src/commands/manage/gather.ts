import { SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import { walk } from '../../core/listingWalk.ts';
import type { CopySource } from '../../core/manage/copier.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import type { ObjectHead } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import type { WalkOptions } from '../../core/walk/walk.ts';
import { amountWords } from '../placeWords.ts';
import { type ManageDeps, PARALLEL } from './deps.ts';

/** What of a place is there, as a listing or HEAD tells. */
export type Found = CopySource;

export interface Counting {
  readonly signal: AbortSignal;
  report(message: string): void;
}

/** All objects of a folder, by default in the order of their keys, with how many there are so far. Throws what a listing throws. */
export async function objectsBelow(
  { spaces, moments }: Pick<ManageDeps, 'spaces' | 'moments'>,
  folder: PrefixTarget,
  { signal, report }: Counting,
  options: WalkOptions = {},
): Promise<readonly Found[]> {
  const { connection, space } = folder;
  const formats = createFormats(moments.locale);
  const found: Found[] = [];
  let bytes = 0;
  for await (const page of walk(spaces, folder, signal, options)) {
    for (const { key, size, etag, lastModified, storageClass } of page) {
      found.push({ connection, space, key, size, etag, lastModified, storageClass });
      bytes += size;
    }
    report(amountWords(formats, { count: found.length, bytes }));
  }
  return found;
}

/** The objects that were named, as HEAD tells of them. Throws for the first that can't be had. */
export async function objectsNamed(
  { spaces }: Pick<ManageDeps, 'spaces'>,
  objects: readonly ObjectTarget[],
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const found = new Map<number, Found>();
  await inParallel(PARALLEL, objects.entries(), async ([index, { connection, space, key }]) => {
    const { size, etag, lastModified, storageClass } = await spaces.headObject(
      connection,
      space,
      key,
      signal,
    );
    found.set(index, { connection, space, key, size, etag, lastModified, storageClass });
  });
  return objects.flatMap((_, index) => found.get(index) ?? []);
}

/** What HEAD tells of an object; `undefined` where there is none. */
export async function headAt(
  { spaces }: Pick<ManageDeps, 'spaces'>,
  { connection, space, key }: ObjectTarget,
  signal: AbortSignal,
): Promise<ObjectHead | undefined> {
  try {
    return await spaces.headObject(connection, space, key, signal);
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'noSuchObject') return undefined;
    throw error;
  }
}

/** `1,234 (5.6 GB)` */
export function countWords(
  { moments }: Pick<ManageDeps, 'moments'>,
  objects: readonly { readonly size?: number | undefined }[],
): string {
  const bytes = objects.reduce((sum, { size = 0 }) => sum + size, 0);
  return amountWords(createFormats(moments.locale), { count: objects.length, bytes });
}
