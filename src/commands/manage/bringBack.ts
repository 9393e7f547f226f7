import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { formatCount } from '../../core/format.ts';
import type { Doomed, Removed } from '../../core/manage/deleter.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import { inSentences } from '../../core/sentences.ts';
import type { SpaceTarget } from '../../core/target.ts';
import { type ManageDeps, PARALLEL } from './deps.ts';

/** The delete markers that were made in a Space. */
export interface Markers extends SpaceTarget {
  readonly doomed: readonly Doomed[];
  /** Keys whose deletion was asked for twice: a server makes one marker more, or tells of none. */
  readonly askedTwice: ReadonlySet<string>;
}

/** Removes the delete markers that were made, and only those: what has changed since stays as it is. */
export async function bringBack(deps: ManageDeps, markers: readonly Markers[]): Promise<void> {
  let back = 0;
  const failed: SpacesError[] = [];
  await deps.progress.run(t('Undo'), async (signal) => {
    for (const own of markers) {
      const { connection, space } = own;
      const left = new Set<string>();
      const gone = new Set<string>();
      const onRemoved = (removed: Removed) => {
        for (const { key } of removed.deleted) gone.add(key);
        for (const { key } of removed.failed) left.add(key);
        failed.push(...removed.failed.map(({ error }) => error));
        deps.listing.touched(
          { connection, space },
          removed.deleted.map(({ key }) => key),
        );
      };
      const onRefused = (key: string, error: SpacesError) => {
        left.add(key);
        failed.push(error);
      };
      const doomed = await allMade(deps, own, { signal, onRefused });
      await deps.deleter.remove({ connection, space }, doomed, { onRemoved }, signal);
      back += [...gone].filter((key) => !left.has(key)).length;
    }
  });
  const [first] = failed;
  const words = t('Brought back: {0}', formatCount(back, deps.moments.locale));
  if (first) throw new SpacesError('someFailed', inSentences(words, first.message), { cause: first });
  deps.notices.info(words);
}

interface Asking {
  readonly signal: AbortSignal;
  onRefused(key: string, error: SpacesError): void;
}

/**
 * Of those asked for twice all markers that stand before a version: what was deleted was there. Where that can't be
 * looked at, those that were told of.
 */
async function allMade(
  { spaces }: Pick<ManageDeps, 'spaces'>,
  { connection, space, doomed, askedTwice }: Markers,
  { signal, onRefused }: Asking,
): Promise<readonly Doomed[]> {
  const made = doomed.filter(({ key }) => !askedTwice.has(key));
  await inParallel(PARALLEL, askedTwice, async (key) => {
    try {
      const versions = await spaces.listVersions(connection, space, key, signal);
      const version = versions.findIndex(({ isDeleted }) => !isDeleted);
      for (const { versionId } of versions.slice(0, Math.max(version, 0)))
        if (versionId !== 'null') made.push({ key, versionId });
    } catch (error) {
      if (!(error instanceof SpacesError)) throw error;
      onRefused(key, error);
      made.push(...doomed.filter((each) => each.key === key));
    }
  });
  return made;
}
