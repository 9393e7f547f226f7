import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import type { Removed } from '../../core/manage/deleter.ts';
import { plain } from '../../core/plain.ts';
import { inSentences } from '../../core/sentences.ts';
import type { SpaceVersion } from '../../core/spaces.ts';
import type { SpaceTarget } from '../../core/target.ts';
import { type Content, uploadsIn } from './content.ts';
import type { SpaceDeps } from './deps.ts';

type EmptyDeps = Pick<SpaceDeps, 'control' | 'deleter' | 'bytes' | 'formats' | 'listing' | 'notices'>;

interface Emptying {
  readonly content: Content;
  /** Says nothing of how far it came. */
  readonly isQuiet: boolean;
  readonly signal: AbortSignal;
  report(message: string): void;
}

/**
 * Deletes everything in a Space: each version of each object, delete markers, unfinished uploads. Throws `someFailed`
 * where something stays, what concerns all of it, and `Cancelled`: what was deleted by then is gone.
 */
export async function emptySpace(
  deps: EmptyDeps,
  space: SpaceTarget,
  { content, isQuiet, signal, report }: Emptying,
): Promise<void> {
  const { count } = deps.formats;
  const total = count(content.objects.count + content.older.count + content.uploads.count);
  let gone = 0;
  let isUntouched = true;
  const failed: Removed['failed'][number][] = [];
  const onRemoved = ({ deleted, failed: kept }: Removed) => {
    gone += deleted.length;
    failed.push(...kept);
    isUntouched = false;
    report(t('{0} of {1}', count(gone), total));
  };
  try {
    for await (const uploads of uploadsIn(deps, space, signal))
      for (const upload of uploads) {
        await deps.bytes.abandon({ ...space, ...upload }, signal).catch((error: unknown) => {
          // A key that no request can name: the store may let the Space go all the same, as Ceph does.
          if (!(error instanceof SpacesError && error.code === 'badKey')) throw error;
        });
        report(t('{0} of {1}', count(++gone), total));
      }
    // Again as long as that helps: where the last entry of a page is gone, Ceph may begin the next one too far on.
    for (let left = Number.POSITIVE_INFINITY, before = -1; before !== gone; ) {
      before = gone;
      failed.length = 0;
      let found = 0;
      for await (const versions of inHeaps(deps.control.versions({ ...space, prefix: '' }, signal))) {
        found += versions.length;
        await deps.deleter.remove(space, versions, { onRemoved }, signal);
      }
      if (found >= left) break;
      left = found;
    }
  } catch (error) {
    // What ended it does not tell.
    if (gone > 0 && !isQuiet) deps.notices.info(t('Deleted: {0}', count(gone)));
    throw error;
  } finally {
    // Also where it was stopped: what is shown is not all there any more.
    if (!isUntouched) deps.listing.refreshFolder({ ...space, prefix: '' }).catch(() => undefined);
  }
  const [first] = failed;
  if (first)
    throw new SpacesError(
      'someFailed',
      inSentences(
        t('Not everything could be deleted, so the Space stays. Left over: {0}', count(failed.length)),
        t('The first: {0} ({1})', plain(first.key), first.error.message),
      ),
      { cause: first.error },
    );
}

/** As many as are deleted by requests side by side. */
const HEAP = 6_000;

async function* inHeaps(
  pages: AsyncIterable<readonly SpaceVersion[]>,
): AsyncGenerator<readonly SpaceVersion[], void, void> {
  let heap: SpaceVersion[] = [];
  for await (const page of pages) {
    heap.push(...page);
    if (heap.length < HEAP) continue;
    yield heap;
    heap = [];
  }
  if (heap.length > 0) yield heap;
}
