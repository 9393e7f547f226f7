import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import { walk } from '../../core/listingWalk.ts';
import type { ObjectEntry } from '../../core/ports.ts';
import { inSentences } from '../../core/sentences.ts';
import type { ObjectTarget, PrefixTarget, SpaceTarget } from '../../core/target.ts';
import { inTurns } from '../../core/turns.ts';
import { amountWords, namesOf } from '../placeWords.ts';
import type { ShareDeps } from '../share.ts';

/** An object to be linked, with what a listing told of it. */
export interface LinkObject extends ObjectTarget {
  readonly entry?: Pick<ObjectEntry, 'size' | 'lastModified'> | undefined;
}

export type LinkTarget = LinkObject | PrefixTarget;

export interface Gathered {
  /** In the order of the targets, each once. */
  readonly objects: readonly LinkObject[];
  /** The sizes of those that a listing told of, added up. */
  readonly bytes: number;
  /** Empty objects whose key ends with a slash, left out of what was listed: they stand for folders and hold nothing. */
  readonly markers: number;
}

export function isPrefix(target: LinkTarget): target is PrefixTarget {
  return 'prefix' in target;
}

/**
 * The objects named, and all below the prefixes, which are listed to the end, with progress. Needs no network where no
 * prefix is among the targets. Throws `noSuchObject` where there is nothing, what a listing throws, and `Cancelled`.
 */
export async function gatherObjects(
  deps: Pick<ShareDeps, 'reads' | 'progress' | 'moments'>,
  targets: readonly LinkTarget[],
): Promise<Gathered> {
  const found = new Collection();
  const prefixes = targets.filter(isPrefix);
  if (prefixes.length === 0) {
    await inTurns(targets, (target) => {
      if (!isPrefix(target)) found.add(target);
    });
    if (found.objects.length > 0) return found;
    throw new SpacesError('badArguments', t('There is no object to share. Select one.'));
  }
  const title = t('Counting what is below {0}', namesOf(prefixes));
  await deps.progress.run(title, async (signal, report) => {
    for (const target of targets) {
      if (!isPrefix(target)) found.add(target);
      else if (isOutermost(target, prefixes)) {
        await addAllBelow(deps, { found, target, signal, tell: () => report(countWords(deps, found)) });
      }
    }
  });
  if (found.objects.length > 0) return found;
  throw new SpacesError('noSuchObject', t('There is no object below {0}.', namesOf(prefixes)));
}

interface Walking {
  readonly found: Collection;
  readonly target: PrefixTarget;
  readonly signal: AbortSignal;
  tell(): void;
}

async function addAllBelow(
  { reads }: Pick<ShareDeps, 'reads'>,
  { found, target, signal, tell }: Walking,
): Promise<void> {
  for await (const page of walk(reads, target, signal)) {
    for (const entry of page) found.addListed(target, entry);
    tell();
  }
}

/** Asks with the count whether each of these objects is to be linked. Throws `Cancelled`. */
export async function confirmAll(
  deps: Pick<ShareDeps, 'notices' | 'moments'>,
  targets: readonly LinkTarget[],
  gathered: Gathered,
): Promise<void> {
  const noFolder = t('Object storage has no link to a folder, so each object gets its own.');
  const count = createFormats(deps.moments.locale).count;
  const left = t('Left out, because they only stand for a folder: {0}.', count(gathered.markers));
  await deps.notices.confirm(
    t(
      'Copy a signed URL for each object below {0}? Objects: {1}.',
      namesOf(targets.filter(isPrefix)),
      countWords(deps, gathered),
    ),
    {
      detail: gathered.markers === 0 ? noFolder : inSentences(noFolder, left),
      action: t('Copy Signed URLs'),
    },
  );
}

/** `1,234 (5.6 GB)` */
function countWords(
  { moments }: Pick<ShareDeps, 'moments'>,
  { objects, bytes }: Pick<Gathered, 'objects' | 'bytes'>,
): string {
  return amountWords(createFormats(moments.locale), { count: objects.length, bytes });
}

/** Of prefixes that lie in one another only the outermost is listed, and of equal ones the first. */
function isOutermost(target: PrefixTarget, prefixes: readonly PrefixTarget[]): boolean {
  const covering = prefixes.filter(
    (other) => isSameSpace(other, target) && target.prefix.startsWith(other.prefix),
  );
  return covering.every(({ prefix }) => prefix === target.prefix) && covering[0] === target;
}

export function isSameSpace(a: SpaceTarget, b: SpaceTarget): boolean {
  return a.connection.id === b.connection.id && a.space === b.space;
}

/** Objects in order, each once. */
class Collection implements Gathered {
  readonly objects: LinkObject[] = [];
  bytes = 0;
  markers = 0;
  readonly #keys = new Map<string, Set<string>>();

  add(object: LinkObject): void {
    const space = `${object.connection.id}/${object.space}`;
    const keys = this.#keys.get(space) ?? new Set();
    if (keys.size === 0) this.#keys.set(space, keys);
    if (keys.has(object.key)) return;
    keys.add(object.key);
    this.objects.push(object);
    this.bytes += object.entry?.size ?? 0;
  }

  addListed({ connection, space }: SpaceTarget, entry: ObjectEntry): void {
    if (entry.size === 0 && entry.key.endsWith('/')) this.markers++;
    else this.add({ connection, space, key: entry.key, entry });
  }
}
