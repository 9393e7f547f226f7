import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import type { Formats } from '../../core/format.ts';
import { walk } from '../../core/listingWalk.ts';
import { outermost } from '../../core/manage/job.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectEntry } from '../../core/ports.ts';
import { inSentences, listed } from '../../core/sentences.ts';
import type { PrefixTarget } from '../../core/target.ts';
import { type Amount, amountWords, namesOf } from '../placeWords.ts';
import { ContentTally, Tally } from './content.ts';
import type { SpaceDeps } from './deps.ts';

/** What `totals` resolves to. */
export interface Totals extends Amount {
  /** Of the Spaces that keep versions: what is not the latest, and delete markers. */
  readonly versions?: Amount;
}

type TotalsDeps = Pick<SpaceDeps, 'reads' | 'control' | 'formats'>;

/** Counts all objects below prefixes, and older versions where there are any. Throws what a listing throws, `Cancelled`. */
export async function totals(
  deps: TotalsDeps,
  targets: readonly PrefixTarget[],
  signal: AbortSignal,
  report: (message: string) => void = () => undefined,
): Promise<Totals> {
  return resultOf(await count(deps, targets, { signal, report }));
}

/** The same for a person: with live numbers, and the result as a message that can be copied. */
export async function totalsAndTell(
  deps: TotalsDeps & Pick<SpaceDeps, 'progress' | 'notices' | 'clipboard'>,
  targets: readonly PrefixTarget[],
): Promise<Totals> {
  const names = namesOf(targets);
  const found = await deps.progress.run(t('Calculating the size of {0}', names), (signal, report) =>
    count(deps, targets, { signal, report }),
  );
  const message = words(deps.formats, names, found);
  deps.notices.info(message, { title: t('Copy'), run: () => deps.clipboard.write(message) });
  return resultOf(found);
}

interface Walking {
  readonly signal: AbortSignal;
  report(message: string): void;
}

class Sum {
  readonly objects = new Tally();
  readonly classes = new Map<string, Tally>();
  older: Amount | undefined;
  largest: ObjectEntry | undefined;

  add(entry: ObjectEntry): void {
    this.objects.add(entry.size);
    const name = entry.storageClass ?? 'STANDARD';
    const ofClass = this.classes.get(name) ?? new Tally();
    this.classes.set(name, ofClass);
    ofClass.add(entry.size);
    if (entry.size > (this.largest?.size ?? -1)) this.largest = entry;
  }
}

async function count(deps: TotalsDeps, targets: readonly PrefixTarget[], walking: Walking): Promise<Sum> {
  const sum = new Sum();
  const older = new ContentTally();
  for (const target of outermost(targets)) {
    for await (const page of walk(deps.reads, target, walking.signal, { order: 'any' })) {
      for (const entry of page) sum.add(entry);
      walking.report(amountWords(deps.formats, sum.objects));
    }
    if (!(await mayHaveOlder(deps, target, walking.signal))) continue;
    for await (const page of deps.control.versions(target, walking.signal)) {
      // A key that may not list them gets objects alone: how many there are of the others is not known.
      if (page.some(({ versionId }) => versionId === undefined)) break;
      older.add(page);
      sum.older = older.older;
      walking.report(olderWords(deps.formats, older.older));
    }
  }
  return sum;
}

/** A key that may not ask gets its objects counted. */
async function mayHaveOlder(
  { control }: TotalsDeps,
  target: PrefixTarget,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    return (await control.versioning(target, signal)) !== 'never';
  } catch (error) {
    if (
      error instanceof SpacesError &&
      ['accessDenied', 'notImplemented', 'server', 'cors'].includes(error.code)
    )
      return false;
    throw error;
  }
}

function resultOf({ objects: { count, bytes }, older }: Sum): Totals {
  return { count, bytes, ...(older ? { versions: { count: older.count, bytes: older.bytes } } : {}) };
}

function words(formats: Formats, names: string, { objects, classes, older, largest }: Sum): string {
  let message = t(
    'Size of {0}: {1}. Objects: {2}',
    names,
    formats.size(objects.bytes),
    formats.count(objects.count),
  );
  if (largest && objects.count > 1)
    message = inSentences(
      message,
      t('The largest: {0}', t('{0} ({1})', plain(largest.key), formats.size(largest.size))),
    );
  if (classes.size > 1) {
    const each = [...classes].map(([name, { bytes }]) =>
      t('{0} ({1})', plain(name, 40), formats.size(bytes)),
    );
    message = inSentences(message, t('By storage class: {0}', listed(each)));
  }
  return older ? inSentences(message, olderWords(formats, older)) : message;
}

function olderWords(formats: Formats, older: Amount): string {
  return t('Older versions and delete markers: {0}', amountWords(formats, older));
}
