import { listPage } from '../listingPage.ts';
import { inParallel } from '../manage/inParallel.ts';
import type { ListPage, ObjectEntry, Store } from '../ports.ts';
import type { SpaceTarget } from '../target.ts';
import { commonBeginning, compareKeys } from '../walk/keyOrder.ts';

/** Fewer than this are asked for one by one, so many at a time. */
const FEW = 64;
const AT_ONCE = 8;

/**
 * Which of these objects are there, as they are now: by listing, which works for every key, also for those that can't be asked for
 * by name (`..`). Throws what the store throws.
 */
export async function stillThere(
  store: Pick<Store, 'listPage'>,
  space: SpaceTarget,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ObjectEntry>> {
  const found = new Map<string, ObjectEntry>();
  const lookOne = async (key: string) => {
    const entry = await firstBelow(store, space, key, signal);
    if (entry?.key === key) found.set(key, entry);
  };
  const alone = keys.length < FEW ? keys : await lookByPages(store, space, { keys, found }, signal);
  await inParallel(AT_ONCE, alone, lookOne);
  return found;
}

/** The first object that begins with this. */
export async function firstBelow(
  store: Pick<Store, 'listPage'>,
  { connection, space }: SpaceTarget,
  prefix: string,
  signal: AbortSignal,
): Promise<ObjectEntry | undefined> {
  return (await listPage(store, { connection, space, prefix }, { maxKeys: 1 }, signal)).objects[0];
}

interface Looking {
  readonly keys: readonly string[];
  readonly found: Map<string, ObjectEntry>;
}

/** A page from each key on tells of those that follow. Gives those that a page does not tell of: not every store knows where to begin. */
async function lookByPages(
  store: Pick<Store, 'listPage'>,
  { connection, space }: SpaceTarget,
  { keys, found }: Looking,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const sorted = [...keys].sort(compareKeys);
  const place = { connection, space, prefix: commonBeginning(sorted[0] ?? '', sorted.at(-1) ?? '') };
  const alone: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    const key = sorted[at] ?? '';
    const startAfter = rightBefore(key);
    const page = await listPage(store, place, startAfter === '' ? {} : { startAfter }, signal);
    const isTold = toldBy(page);
    if (!isTold(key)) alone.push(sorted[at++] ?? '');
    const listed = new Map(page.objects.map((entry) => [entry.key, entry] as const));
    for (let each = sorted[at]; each !== undefined && isTold(each); each = sorted[++at]) {
      const entry = listed.get(each);
      if (entry) found.set(each, entry);
    }
  }
  return alone;
}

/** Whether a page tells of a key that is not before its beginning. One without order tells of none. */
function toldBy({ objects, nextToken }: ListPage): (key: string) => boolean {
  const isInOrder = objects.every(
    ({ key }, at) => at === 0 || compareKeys(objects[at - 1]?.key ?? '', key) < 0,
  );
  if (!isInOrder) return () => false;
  const end = nextToken === undefined ? undefined : (objects.at(-1)?.key ?? '');
  return (key) => end === undefined || compareKeys(key, end) <= 0;
}

/** A text that comes before the key, with hardly another key between. */
function rightBefore(key: string): string {
  return Array.from(key).slice(0, -1).join('');
}
