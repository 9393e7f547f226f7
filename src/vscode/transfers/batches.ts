import { lastSegment } from '../../core/keyRules.ts';
import { commonFolder } from '../../core/listingPath.ts';
import { secondsLeft } from '../../core/transfers/speed.ts';
import { totalsOf } from '../../core/transfers/totals.ts';
import type { Transfer, TransferState, Transfers, TransferTotals } from '../../core/transfers/transfer.ts';

/** What was begun by one gesture, and how far it is. */
export interface Batch extends TransferTotals {
  readonly id: string;
  readonly kind: Transfer['kind'];
  /** In the order in which they were begun; at least one. */
  readonly transfers: readonly Transfer[];
  readonly folder: CommonFolder;
}

/** What several have in common. */
export interface CommonFolder {
  /** Of the keys, with its trailing slash; `''`: the whole Space. */
  readonly prefix: string;
  /** The folder's name, where they are one folder with all below it; absent: they were picked one by one. */
  readonly name: string | undefined;
}

/** What needs a look first, then what moves, what waits, and what is over. */
const RANKS: Readonly<Record<TransferState, number>> = {
  failed: 0,
  running: 1,
  paused: 2,
  queued: 3,
  cancelled: 4,
  skipped: 5,
  done: 6,
};

/** The transfers by their batches, the newest first; read anew after each change, and once for all who ask. */
export function watchBatches(transfers: Pick<Transfers, 'list' | 'totals' | 'onDidChange'>) {
  let known: readonly Batch[] | undefined;
  /** Keys and paths stay what they are: it is another one only where a batch grew or shrank. */
  const folders = new Map<string, { readonly count: number; readonly folder: CommonFolder }>();
  const folderOf = (id: string, all: readonly Transfer[]): CommonFolder => {
    const found = folders.get(id);
    if (found?.count === all.length) return found.folder;
    const folder = folderOfAll(all);
    folders.set(id, { count: all.length, folder });
    return folder;
  };
  const subscription = transfers.onDidChange(() => {
    known = undefined;
  });
  return {
    list: (): readonly Batch[] => {
      known ??= withSpeedOfAll(batchesOf(transfers.list(), folderOf), transfers);
      return known;
    },
    dispose: () => subscription.dispose(),
  };
}

export type Batches = Pick<ReturnType<typeof watchBatches>, 'list'>;

function batchesOf(
  all: readonly Transfer[],
  folderOf: (id: string, transfers: readonly Transfer[]) => CommonFolder,
): readonly Batch[] {
  const batches = new Map<string, Transfer[]>();
  for (const each of all) {
    const found = batches.get(each.batch);
    if (found === undefined) batches.set(each.batch, [each]);
    else found.push(each);
  }
  return [...batches]
    .map(([id, transfers]) => ({
      id,
      kind: transfers[0]?.kind ?? 'upload',
      transfers,
      folder: folderOf(id, transfers),
      ...progressOf(transfers),
    }))
    .reverse();
}

/** Small files are done before each has a speed of its own: where one batch alone moves, all that moves is its. */
function withSpeedOfAll(batches: readonly Batch[], transfers: Pick<Transfers, 'totals'>): readonly Batch[] {
  const [only, ...others] = batches.filter((batch) => countUnderWay(batch) > 0);
  if (only === undefined || others.length > 0 || only.transfers.length === 1) return batches;
  const { bytesPerSecond } = transfers.totals();
  const left = secondsLeft(only.size - only.doneBytes, bytesPerSecond);
  return batches.map((batch) => (batch === only ? { ...only, bytesPerSecond, secondsLeft: left } : batch));
}

/** Several transfers as one. */
export function progressOf(transfers: readonly Transfer[]): TransferTotals {
  let speed: number | undefined;
  for (const { state, bytesPerSecond } of transfers)
    if (state === 'running' && bytesPerSecond !== undefined) speed = (speed ?? 0) + bytesPerSecond;
  return totalsOf(transfers, speed);
}

/** Several batches as one. */
export function sumOf(batches: readonly Batch[]): TransferTotals {
  const [only, ...others] = batches;
  return only !== undefined && others.length === 0
    ? only
    : progressOf(batches.flatMap(({ transfers }) => transfers));
}

/** So many are not over yet. */
export function countUnderWay({ states }: Pick<TransferTotals, 'states'>): number {
  return states.queued + states.running + states.paused;
}

/** Those of a batch as they are best read: what failed is on top, what is done at the end. */
export function inReadingOrder(transfers: readonly Transfer[]): readonly Transfer[] {
  return [...transfers].sort((one, other) => RANKS[one.state] - RANKS[other.state]);
}

/** What can be done with a row, for `when` clauses. */
export function flagsOf({ states }: Pick<TransferTotals, 'states'>): readonly string[] {
  return [
    ...(states.queued + states.running > 0 ? ['pausable'] : []),
    ...(states.paused > 0 ? ['resumable'] : []),
    ...(states.failed + states.cancelled > 0 ? ['retryable'] : []),
    ...(countUnderWay({ states }) + states.failed > 0 ? ['cancellable'] : []),
  ];
}

/** What all of them have in common. */
export function folderOfAll(transfers: readonly Transfer[]): CommonFolder {
  const prefix = commonFolder(transfers.map(({ object }) => object.key));
  const local = commonFolder(transfers.map(({ localPath }) => localPath.replaceAll('\\', '/')));
  const name = nameOfFolder(prefix);
  return { prefix, name: name !== '' && name === nameOfFolder(local) ? name : undefined };
}

function nameOfFolder(folder: string): string {
  return lastSegment(folder.slice(0, -1));
}
