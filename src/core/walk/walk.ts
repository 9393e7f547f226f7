import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import { endless, listPage } from '../listingPage.ts';
import type { ListPage, ListRequest, Store } from '../ports.ts';
import type { PrefixTarget } from '../target.ts';
import { boundsBetween, folderAround, namesBehind } from './bounds.ts';
import { guessBounds, keysAhead } from './guess.ts';
import { compareKeys, endOf } from './keyOrder.ts';
import { sampleOf } from './scale.ts';
import { type Page, Stretch } from './stretch.ts';

export interface WalkOptions {
  /** `key`, the default: in the store's order. `any`: as they come, which of a large folder is faster. */
  readonly order?: 'key' | 'any';
}

/** Requests at a time. */
const AT_ONCE = 8;
/** Pages that may wait to be taken or be on their way; in order there have to be more, as the first holds the others up. */
const MOST_HELD = { any: 16, key: 48 };
/** In order, those far off leave room to those that are wanted sooner. */
const NEAR = 4;
const MOST_STRETCHES = 64;
/** Fewer pages than this are not worth dividing. */
const FEW_PAGES = 2;

/**
 * A listing that is read in several places at a time. It is divided into stretches, each up to where the next one begins,
 * by what a page with a delimiter shows or by guesses: where that is decides how fast it is and not what is found.
 */
export class Walk {
  readonly #store: Pick<Store, 'listPage'>;
  readonly #target: PrefixTarget;
  readonly #order: 'key' | 'any';
  readonly #ending = new AbortController();
  /** In order, without those that are read and taken. */
  readonly #stretches: Stretch[];
  #failure: { readonly error: unknown } | undefined;
  #running = 0;
  #pagesRead = 0;
  #longestPage = 0;
  #timesAsked = 0;
  #isDivided = false;
  /** What the store can do, as far as is known. */
  readonly #can = { order: true, startAfter: true, nearPrefix: true, delimiter: true };
  #change = Promise.withResolvers<void>();

  constructor(store: Pick<Store, 'listPage'>, target: PrefixTarget, { order = 'key' }: WalkOptions) {
    this.#store = store;
    this.#target = target;
    this.#order = order;
    this.#stretches = [new Stretch(target.prefix, '', undefined)];
  }

  /** The next page with something in it; `undefined` at the end. Nothing is read ahead before the second is asked for. */
  async next(): Promise<Page | undefined> {
    this.#timesAsked++;
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      const page = this.#taken();
      if (page === undefined || this.#timesAsked > 1) this.#begin();
      if (page !== undefined || this.#stretches.length === 0) return page;
      await this.#change.promise;
    }
  }

  /** Ends all requests; what is asked for from then on fails with this. */
  end(error: unknown): void {
    this.#failure ??= { error };
    this.#ending.abort();
    this.#changed();
  }

  #changed(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  #taken(): Page | undefined {
    const stretch =
      this.#order === 'key' ? this.#stretches[0] : this.#stretches.find(({ ready }) => ready.length > 0);
    const page = stretch?.ready.shift();
    this.#removeDone();
    return page;
  }

  #removeDone(): void {
    const isOver = ({ isDone, ready }: Stretch) => isDone && ready.length === 0;
    for (let at = this.#stretches.findIndex(isOver); at >= 0; at = this.#stretches.findIndex(isOver))
      this.#stretches.splice(at, 1);
  }

  /** Begins as many requests as there may be. */
  #begin(): void {
    for (const [index, stretch] of this.#stretches.entries())
      if (this.#hasRoom && this.#mayRead(stretch, index)) void this.#read(stretch);
    while (this.#hasRoom && this.#held < MOST_HELD[this.#order] && this.#divideOne());
  }

  /** More at a time, the more there was: most folders are small. */
  get #hasRoom(): boolean {
    return !this.#failure && this.#running < Math.min(AT_ONCE, 1 + 2 * this.#pagesRead);
  }

  get #held(): number {
    return this.#stretches.reduce((sum, { ready }) => sum + ready.length, this.#running);
  }

  #mayRead({ isReading, isDone, ready }: Stretch, index: number): boolean {
    if (isReading || isDone) return false;
    const most = MOST_HELD[this.#order];
    if (this.#order === 'any') return this.#held < most;
    return index === 0 ? ready.length < NEAR : this.#held < (index < NEAR ? most : most / 2);
  }

  async #read(stretch: Stretch): Promise<void> {
    stretch.isReading = true;
    const { startAfter, nearPrefix } = this.#can;
    const request = startAfter ? stretch.request(nearPrefix) : stretch.plainRequest();
    await this.#run(request, (page) => this.#take(stretch, request, page), 'nearPrefix');
    stretch.isReading = false;
    this.#goOn();
  }

  /** @param without what to do without if the key pair may list the prefix that was asked for, and no other */
  async #run(
    request: Partial<ListRequest>,
    use: (page: ListPage) => void,
    without: 'nearPrefix' | 'delimiter',
  ): Promise<void> {
    this.#running++;
    try {
      use(await listPage(this.#store, this.#target, request, this.#ending.signal));
    } catch (error) {
      const isDenied = error instanceof SpacesError && error.code === 'accessDenied';
      if (isDenied && (request.delimiter !== undefined || request.prefix !== this.#target.prefix))
        this.#can[without] = false;
      else this.end(error);
    } finally {
      this.#running--;
    }
  }

  #goOn(): void {
    this.#removeDone();
    if (this.#timesAsked > 1) this.#begin();
    this.#changed();
  }

  #take(stretch: Stretch, request: ListRequest, { objects, nextToken }: ListPage): void {
    const [first] = objects;
    if (first && request.startAfter !== undefined && compareKeys(first.key, request.startAfter) <= 0) {
      this.#doWithoutStartAfter(stretch);
      return;
    }
    this.#checkOrder(stretch, objects);
    if (!stretch.goOn(request, nextToken, objects)) throw endless();
    this.#pagesRead++;
    this.#longestPage = Math.max(this.#longestPage, objects.length);
    const own = this.#can.order ? stretch.own(objects) : objects;
    stretch.isDone = this.#can.order
      ? stretch.endsWith(objects, request, nextToken !== undefined)
      : nextToken === undefined;
    if (own.length === 0) return;
    const before = this.#stretches[this.#stretches.indexOf(stretch) - 1];
    if (!stretch.hasBegun && before?.until === stretch.after) before.isBounded = true;
    stretch.sample = sampleOf(own);
    stretch.last = stretch.sample.last;
    stretch.ready.push(own);
  }

  /**
   * Of a store without order nothing can be divided. Throws where that is found out too late; where pages happen to show none
   * of it, keys may be missed.
   */
  #checkOrder(stretch: Stretch, objects: Page): void {
    if (!this.#can.order || objects.length === 0) return;
    const keys = objects.map(({ key }) => key);
    // What is read again has an order of its own.
    const before = this.#can.startAfter ? stretch.last : stretch.plainLast;
    if (keys.every((key, index) => compareKeys(key, keys[index - 1] ?? before) > 0)) return;
    const { first, last } = stretch.sample ?? {};
    if (keys[0] === first && keys.at(-1) === last) throw endless();
    if (this.#isDivided) {
      const reason = t(
        "The server does not list names in their order, so what is there can't be told for certain.",
      );
      throw new SpacesError('server', reason);
    }
    this.#can.order = false;
  }

  /** The stretch before goes on through this one; where it is read already, this one passes over what it has. */
  #doWithoutStartAfter(stretch: Stretch): void {
    this.#can.startAfter = false;
    for (const each of this.#stretches) each.forgetTokens();
    const at = this.#stretches.indexOf(stretch);
    const before = this.#stretches[at - 1];
    if (stretch.hasBegun || !before || before.isDone || before.until !== stretch.after) return;
    before.until = stretch.until;
    this.#stretches.splice(at, 1);
  }

  /** Divides the stretch with the most ahead, or finds out where it could be. False: there is none. */
  #divideOne(): boolean {
    if (!this.#can.order || !this.#can.startAfter || this.#stretches.length >= MOST_STRETCHES) return false;
    let most = FEW_PAGES * this.#longestPage;
    let chosen: Stretch | undefined;
    for (const stretch of this.#stretches) {
      const { ahead, isDone, isProbing, wholeFrom, last } = stretch;
      if (ahead === undefined || isDone || isProbing || wholeFrom === last) continue;
      const keys = keysAhead(ahead);
      if (keys < most || (chosen && keys === most)) continue;
      most = keys;
      chosen = stretch;
      // In order, what is wanted first is to be there first.
      if (this.#order === 'key') break;
    }
    if (chosen) this.#divide(chosen);
    return chosen !== undefined;
  }

  #divide(stretch: Stretch): void {
    const { ahead } = stretch;
    if (ahead === undefined) return;
    const count = AT_ONCE - this.#running;
    const folder = this.#can.delimiter ? folderAround(ahead) : undefined;
    if (folder !== undefined) void this.#probe(stretch, ahead.level, folder);
    else if (!this.#cut(stretch, guessBounds(ahead, count))) stretch.wholeFrom = stretch.last;
  }

  /** Looks for what is beside the folder that the stretch is in. */
  async #probe(stretch: Stretch, level: string, folder: string): Promise<void> {
    stretch.isProbing = true;
    const behind = endOf(folder);
    const use = (page: ListPage) => {
      const names = namesBehind(behind, page);
      if (names.length === 0) {
        stretch.level = folder;
        return;
      }
      const bounds = boundsBetween(folder, names, Math.max(1, AT_ONCE - this.#running));
      const end = page.nextToken === undefined ? names.at(-1) : undefined;
      if (!this.#cut(stretch, bounds, end)) stretch.wholeFrom = stretch.last;
    };
    await this.#run({ prefix: level, delimiter: '/', startAfter: behind }, use, 'delimiter');
    stretch.isProbing = false;
    this.#goOn();
  }

  /**
   * Ends the stretch at the first of these and begins another one behind each. False: none is ahead of it.
   * @param level what all that the last one has is thought to begin with
   */
  #cut(stretch: Stretch, bounds: readonly string[], level?: string): boolean {
    const { last, until, isBounded, isDone } = stretch;
    const inside = between(last, until, bounds);
    if (isDone || inside.length === 0 || !this.#can.startAfter || !this.#can.order) return false;
    this.#isDivided = true;
    const added = inside.map(
      (bound, index) => new Stretch(this.#target.prefix, bound, inside[index + 1] ?? until),
    );
    const end = added.at(-1);
    if (end) {
      end.isBounded = isBounded;
      end.level = level ?? end.level;
    }
    stretch.until = inside[0];
    stretch.isBounded = false;
    this.#stretches.splice(this.#stretches.indexOf(stretch) + 1, 0, ...added);
    for (const each of added) if (this.#hasRoom) void this.#read(each);
    return true;
  }
}

/** Those that are ahead, each behind the one before. */
function between(last: string, until: string | undefined, bounds: readonly string[]): readonly string[] {
  const inside: string[] = [];
  for (const bound of bounds) {
    const isInside = until === undefined || compareKeys(bound, until) < 0;
    if (isInside && compareKeys(bound, inside.at(-1) ?? last) > 0) inside.push(bound);
  }
  return inside;
}
