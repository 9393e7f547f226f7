import type { ListRequest, ObjectEntry } from '../ports.ts';
import type { Ahead } from './guess.ts';
import { commonBeginning, compareKeys } from './keyOrder.ts';
import type { Sample } from './scale.ts';

export type Page = readonly ObjectEntry[];

/** A part of a listing that is read page after page: all keys behind one text up to another. */
export class Stretch {
  /** What its keys come after; `''`: from the beginning. */
  readonly after: string;
  /** The last key that was read; at first `after`. */
  last: string;
  /** Its last key, or what is behind it; absent: to the end of the listing. */
  until: string | undefined;
  /** Pages that nobody took yet. */
  readonly ready: Page[] = [];
  sample: Sample | undefined;
  isReading = false;
  isDone = false;
  /** Where it could be divided is being found out. */
  isProbing = false;
  /** Something was found right behind `until`. */
  isBounded = false;
  /** What all that is ahead is thought to begin with. */
  level: string;
  /** The key from which on it can't be divided. */
  wholeFrom: string | undefined;
  /** The last key before `#token`; `''`: the whole listing was not begun. */
  plainLast = '';
  /** Where the whole listing goes on. */
  #token: string | undefined;
  /** The longer prefix of the page that gave `#nearToken`. */
  #nearPrefix: string | undefined;
  #nearToken: string | undefined;
  /** All that were given: one that comes again never ends. */
  readonly #tokens = new Set<string>();
  readonly #prefix: string;

  constructor(prefix: string, after: string, until: string | undefined) {
    this.#prefix = prefix;
    this.after = after;
    this.last = after;
    this.until = until;
    this.level = prefix;
  }

  get hasBegun(): boolean {
    return this.sample !== undefined;
  }

  get ahead(): Ahead | undefined {
    const { last, until, isBounded, sample } = this;
    return sample && { last, until, isBounded, sample, level: this.#levelNow() };
  }

  /** Up to the last slash, what is ahead has in common for certain, or as far as was found out. */
  #levelNow(): string {
    const certain = this.until === undefined ? '' : commonBeginning(this.last, this.until);
    const folder = certain.slice(0, certain.lastIndexOf('/') + 1);
    const known = this.last.startsWith(this.level) ? this.level : this.#prefix;
    return folder.length > known.length ? folder : known;
  }

  /**
   * The next page. Where it `isNear`, by as long a prefix as all that is wanted has: then the server ends where the
   * stretch does.
   */
  request(isNear: boolean): ListRequest {
    const shared = this.until === undefined ? '' : commonBeginning(this.last, this.until);
    const prefix = isNear && shared.length > this.#prefix.length ? shared : this.#prefix;
    if (prefix === this.#nearPrefix && this.#nearToken !== undefined)
      return { prefix, token: this.#nearToken };
    if (prefix === this.#prefix && this.#nearPrefix === undefined && this.#token !== undefined)
      return { prefix, token: this.#token };
    return this.last === '' ? { prefix } : { prefix, startAfter: this.last };
  }

  /** The same of a store that knows no `start-after`: from where the whole listing was left, or its beginning. */
  plainRequest(): ListRequest {
    return { prefix: this.#prefix, ...(this.#token === undefined ? {} : { token: this.#token }) };
  }

  /** Remembers where to go on. False: the store has said so before. */
  goOn({ prefix }: ListRequest, token: string | undefined, objects: Page): boolean {
    if (prefix === this.#prefix) {
      this.#token = token;
      this.plainLast = objects.at(-1)?.key ?? this.plainLast;
    } else {
      this.#nearPrefix = prefix;
      this.#nearToken = token;
    }
    if (token === undefined) return true;
    const isNew = !this.#tokens.has(token);
    this.#tokens.add(token);
    return isNew;
  }

  /** Pages that were given may come again. */
  forgetTokens(): void {
    this.#tokens.clear();
  }

  /** Those of a page that are its own and were not read yet. */
  own(objects: Page): Page {
    const { last, until } = this;
    const [first] = objects;
    const end = objects.at(-1);
    const isAllNew = first !== undefined && compareKeys(first.key, last) > 0;
    const isAllOwn = until === undefined || (end !== undefined && compareKeys(end.key, until) <= 0);
    if (isAllNew && isAllOwn) return objects;
    return objects.filter(
      ({ key }) => compareKeys(key, last) > 0 && (until === undefined || compareKeys(key, until) <= 0),
    );
  }

  /** Whether nothing of it is left behind this page. */
  endsWith(objects: Page, { prefix }: ListRequest, hasMore: boolean): boolean {
    const end = objects.at(-1);
    if (this.until !== undefined && end !== undefined && compareKeys(end.key, this.until) >= 0) return true;
    return !hasMore && (prefix === this.#prefix || this.until?.startsWith(prefix) === true);
  }
}
