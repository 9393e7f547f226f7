import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import type { Formats } from '../../core/format.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import type { UploadPart } from '../../core/objects.ts';
import { listed } from '../../core/sentences.ts';
import type { SpaceVersion, UnfinishedUpload } from '../../core/spaces.ts';
import type { SpaceTarget } from '../../core/target.ts';
import { type Amount, amountWords } from '../placeWords.ts';
import type { SpaceDeps } from './deps.ts';

/** All that is in a Space, also what no listing of objects shows. */
export interface Content {
  readonly objects: Amount;
  /** Versions that are not the latest, and delete markers. */
  readonly older: Amount;
  readonly uploads: Amount;
}

export class Tally implements Amount {
  count = 0;
  bytes = 0;
  add(bytes: number): void {
    this.count++;
    this.bytes += bytes;
  }
}

/** Adds up pages of versions as they come. */
export class ContentTally implements Content {
  readonly objects = new Tally();
  readonly older = new Tally();
  readonly uploads = new Tally();
  add(page: readonly SpaceVersion[]): void {
    for (const { size, isLatest, isDeleted } of page)
      (isLatest && !isDeleted ? this.objects : this.older).add(size);
  }
}

/** Counts all there is in a Space. Throws what a listing throws, and `Cancelled`. */
export async function countContent(
  deps: Pick<SpaceDeps, 'control' | 'bytes' | 'formats'>,
  space: SpaceTarget,
  { signal, report }: { readonly signal: AbortSignal; report(message: string): void },
): Promise<Content> {
  const content = new ContentTally();
  for await (const page of deps.control.versions({ ...space, prefix: '' }, signal)) {
    content.add(page);
    report(contentWords(deps.formats, content));
  }
  for await (const page of uploadsIn(deps, space, signal)) {
    const sizes = await sizesOf(deps, space, { uploads: page, signal });
    for (const size of sizes.values()) content.uploads.add(size);
    report(contentWords(deps.formats, content));
  }
  return content;
}

/** None where the store does not offer to list them, or not to this key: then a Space that is not empty says so itself. */
export async function* uploadsIn(
  { control }: Pick<SpaceDeps, 'control'>,
  space: SpaceTarget,
  signal: AbortSignal,
): AsyncGenerator<readonly UnfinishedUpload[], void, void> {
  try {
    yield* control.unfinishedUploads(space, signal);
  } catch (error) {
    if (!(error instanceof SpacesError && ['notImplemented', 'accessDenied'].includes(error.code)))
      throw error;
  }
}

/** Uploads whose parts are counted at once. */
const AT_ONCE = 8;

/** The bytes of the parts that the store has of each upload; those that are gone by now are left out. */
export async function sizesOf(
  { bytes }: Pick<SpaceDeps, 'bytes'>,
  space: SpaceTarget,
  { uploads, signal }: { readonly uploads: readonly UnfinishedUpload[]; readonly signal: AbortSignal },
): Promise<ReadonlyMap<UnfinishedUpload, number>> {
  const sizes = new Map<UnfinishedUpload, number>();
  await inParallel(AT_ONCE, uploads, async (upload) => {
    const size = await sizeOf(bytes, { ...space, ...upload }, signal);
    if (size !== undefined) sizes.set(upload, size);
  });
  return sizes;
}

async function sizeOf(
  bytes: SpaceDeps['bytes'],
  upload: SpaceTarget & UnfinishedUpload,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const parts: readonly UploadPart[] = await bytes.parts(upload, signal);
    return parts.reduce((sum, { size }) => sum + size, 0);
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'noSuchUpload') return undefined;
    // A key that no request can name: how much there is of it can't be known.
    if (error instanceof SpacesError && error.code === 'badKey') return 0;
    throw error;
  }
}

export function isNothing({ objects, older, uploads }: Content): boolean {
  return objects.count + older.count + uploads.count === 0;
}

/** `objects: 1,234 (5.6 GB), older versions: 3 (1 kB)` */
export function contentWords(formats: Formats, { objects, older, uploads }: Content): string {
  const words = (amount: Amount) => amountWords(formats, amount);
  return listed([
    t('objects: {0}', words(objects)),
    ...(older.count > 0 ? [t('older versions and delete markers: {0}', words(older))] : []),
    ...(uploads.count > 0 ? [t('unfinished uploads: {0}', words(uploads))] : []),
  ]);
}
