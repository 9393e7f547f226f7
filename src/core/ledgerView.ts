import type { Connection } from './connection.ts';
import { Emitter } from './emitter.ts';
import type { Share } from './ledger.ts';
import { type ShareClock, timeLeft } from './ledgerTimes.ts';

export const SHARES_ORDERS = ['ends', 'made', 'name'] as const;
/** The next to end first, the last made first, or by name; what has ended stands last in each. */
export type SharesOrder = (typeof SHARES_ORDERS)[number];

/** Which shares this window shows, and in which order. */
export class LedgerView {
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  #filter = '';
  #order: SharesOrder;

  constructor(order: SharesOrder) {
    this.#order = order;
  }

  /** Looked for in names of objects, Spaces and connections, whatever the case; `''`: all are shown. */
  get filter(): string {
    return this.#filter;
  }
  set filter(text: string) {
    this.#filter = text.trim();
    this.#changed.fire();
  }

  get order(): SharesOrder {
    return this.#order;
  }
  set order(order: SharesOrder) {
    this.#order = order;
    this.#changed.fire();
  }
}

/** The shares of one Space, in their order. */
export interface ShareGroup {
  readonly connection: string;
  readonly connectionName: string;
  readonly space: string;
  readonly shares: readonly Share[];
}

export interface LedgerSurroundings {
  readonly view: Pick<LedgerView, 'filter' | 'order'>;
  readonly connections: { get(id: string): Connection | undefined };
  readonly shareClock: Pick<ShareClock, 'nowFor'>;
}

/** What is shown, by connection and Space, those by name. */
export function groupShares(shares: readonly Share[], around: LedgerSurroundings): readonly ShareGroup[] {
  const groups = new Map<string, { group: Omit<ShareGroup, 'shares'>; shares: Share[] }>();
  for (const share of shares) {
    const { connection, space } = share;
    const connectionName = around.connections.get(connection)?.name ?? share.connectionName;
    if (!matches(share, connectionName, around.view.filter)) continue;
    const id = JSON.stringify([connection, space]);
    const known = groups.get(id) ?? { group: { connection, connectionName, space }, shares: [] };
    known.shares.push(share);
    groups.set(id, known);
  }
  return [...groups.values()]
    .map(({ group, shares: its }) => ({ ...group, shares: its.sort(comparing(around)) }))
    .sort(
      (one, other) =>
        compareNames(one.connectionName, other.connectionName) || compareNames(one.space, other.space),
    );
}

/** Names by which a share is known: a key, keys, a prefix. */
export function namesOf({ what }: Pick<Share, 'what'>): readonly string[] {
  if ('key' in what) return [what.key];
  return 'keys' in what ? what.keys : [what.prefix];
}

export interface SharesCount {
  readonly active: number;
  readonly ended: number;
  /** The one that ends next, and the milliseconds until it does; undefined: nothing works any more. */
  readonly next: { readonly share: Share; readonly left: number } | undefined;
}

export function countShares(shares: readonly Share[], clock: Pick<ShareClock, 'nowFor'>): SharesCount {
  const active = shares
    .map((share) => ({ share, left: timeLeft(share, clock.nowFor(share)) }))
    .filter(({ left }) => left > 0)
    .sort((one, other) => one.left - other.left);
  return { active: active.length, ended: shares.length - active.length, next: active[0] };
}

function matches(share: Share, connectionName: string, filter: string): boolean {
  if (filter === '') return true;
  const wanted = filter.toLowerCase();
  return [connectionName, share.space, ...namesOf(share)].some((name) => name.toLowerCase().includes(wanted));
}

function comparing({ view, shareClock }: LedgerSurroundings): (one: Share, other: Share) => number {
  const leftOf = (share: Share) => timeLeft(share, shareClock.nowFor(share));
  return (one, other) => {
    const [left, otherLeft] = [leftOf(one), leftOf(other)];
    const hasEnded = left <= 0;
    if (hasEnded !== otherLeft <= 0) return hasEnded ? 1 : -1;
    if (view.order === 'made') return compareNames(other.made, one.made);
    const byName = compareNames(namesOf(one)[0] ?? '', namesOf(other)[0] ?? '');
    // Of those that have ended the last one first: it is the likeliest to be signed again.
    const byEnd = hasEnded ? otherLeft - left : left - otherLeft;
    return view.order === 'name' ? byName || byEnd : byEnd || byName;
  };
}

function compareNames(one: string, other: string): number {
  if (one === other) return 0;
  return one.localeCompare(other, undefined, { numeric: true }) || (one < other ? -1 : 1);
}
