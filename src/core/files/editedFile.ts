/** One state of an object, as HEAD or a listing told of it. */
export interface Seen {
  /** Without quotes. */
  readonly etag: string;
  /** Bytes, as stored. */
  readonly size: number;
}

/** What a document can be made of. */
export interface Content extends Seen {
  /** Of its connection, as it was then: what another server has in that place is another object. */
  readonly endpoint: string;
}

/** What a stat reports of a file. */
export interface Stat {
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly mtime: number;
}

/**
 * What a save may overwrite: nothing, or the content with that ETag alone. `unknown`: a document was changed of which nobody
 * remembers what it was made of, `elsewhere`: of which it is known that it was made of what is at another endpoint. So a person
 * has to say what becomes of what is there; where nothing is, nothing is made.
 */
export type Base = 'new' | 'unknown' | 'elsewhere' | { readonly etag: string };

/** What outlives the window of a changed document. */
export interface KeptBase extends Content {
  /** The latest time that a stat has reported, milliseconds since the epoch. */
  readonly mtime: number;
}

/**
 * Reported, with the time added, as the size of what a save may not replace: it is that of nothing else. No object is as large,
 * and no time is reported twice. Bytes.
 */
const NO_SIZE = 2 ** 43;
/** Between the editor's own check and its write nobody else's stat is that much older, where no save was announced. Milliseconds. */
const LONGEST_WRITE_MS = 500;
/**
 * Of reads of several contents in so short a time nobody knows which one the editor took: it may have waited for its stat
 * since, which no server may take longer to answer. Milliseconds.
 */
const TOGETHER_MS = 30_000;

interface News {
  readonly since: number;
  /** So often. */
  count: number;
  /** Then a save was announced. */
  isAnnounced: boolean;
  /** And then it was told once more: the editor's own check knows of it. */
  isKnown: boolean;
  /** What the editor read again, to the same text, may have come with this time and size: the next one is later. */
  isOld: boolean;
}

/**
 * One file in the eyes of the editor. Its document is made of one content of the object: the base. The editor's own check
 * before a save goes by time and size: what is there instead of the base is reported with a size that the editor knows of nothing, so
 * that it asks the person in its own way, to compare or to overwrite. Somebody may write after it; the base is compared by the server.
 */
export class EditedFile {
  /** Its document is there, or will be: what is read is what it is made of only if we are told so. */
  #isHeld = false;
  #isDirty = false;
  /** Since it was filled. The editor says that it is clean after each save, also where it was typed in meanwhile. */
  #isTypedIn = false;
  #isAwaited = false;
  #isRestored = false;
  #base: Content | undefined;
  /** This window has written it: the document, which is made of it once it is said to be saved, or somebody else. */
  #written: Content | undefined;
  #reads: (Content & { readonly at: number })[] = [];
  #told: (Seen & Stat) | undefined;
  #isGone = false;
  /** That it was told that something else is there, since the document was made of its base. */
  #news: News | undefined;
  /** A save was refused since nobody remembers the base. */
  #isBaseMissed = false;

  /** @param kept of a changed document that is still to come; `isMoved`: under another name, and in this window */
  static of(kept: KeptBase, isMoved: boolean): EditedFile {
    const file = new EditedFile();
    file.#isHeld = true;
    file.#isAwaited = true;
    file.#isRestored = !isMoved;
    file.#base = kept;
    file.#told = { ...kept };
    return file;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Of a document that may be changed, or of one that is still to come. */
  get kept(): KeptBase | undefined {
    return this.#isHeld && (this.#isTypedIn || this.#isRestored) ? this.base : undefined;
  }

  get base(): KeptBase | undefined {
    if (this.#base === undefined) return undefined;
    const { etag, size, endpoint } = this.#base;
    return { etag, size, endpoint, mtime: this.#told?.mtime ?? 0 };
  }

  /**
   * What to report. Servers tell whole seconds at some places and parts of one at others: the same content keeps its time,
   * and another one has a later time, by a millisecond if need be; so has one that a save may not replace, once it may not and
   * when it is typed in again.
   */
  stat(there: Content & { readonly lastModified: number }, now: number): Stat {
    const { etag, size, lastModified } = there;
    this.#isGone = false;
    const isForeign = this.#isForeign(there);
    let told = this.#told;
    if (told?.etag !== etag || (isForeign && this.#news?.isOld !== false)) {
      const seconds = Math.floor(lastModified / 1_000) * 1_000;
      // Of a base that is missed nobody knows the time either.
      const latest = this.#base === undefined && isForeign ? Math.max(seconds, now) : seconds;
      if (told?.etag !== etag || this.#news === undefined) this.#news = isForeign ? newsAt(now) : undefined;
      told = { etag, size, mtime: Math.max(latest, (told?.mtime ?? -1) + 1) };
      this.#told = told;
    }
    if (this.#news) {
      this.#news.count++;
      this.#news.isKnown = this.#news.isAnnounced;
      this.#news.isOld = false;
    }
    const { mtime } = told;
    return { size: isForeign ? NO_SIZE + mtime : size, mtime };
  }

  /** A stat found nothing. */
  gone(): void {
    this.#isGone = true;
  }

  read(content: Content, at: number): void {
    this.#forgetReads(at);
    this.#reads.push({ ...content, at });
    if (!this.#isHeld) this.#base = content;
  }

  /** @returns whether the editor knows of it: false of a document that nobody has changed, as somebody else wrote */
  wrote(content: Content): boolean {
    const isOpen = this.#isHeld && !this.#isAwaited;
    if (isOpen) this.#written = content;
    else this.#base = content;
    this.#isGone = false;
    this.#reads = [];
    this.#news = undefined;
    return !isOpen || this.#isDirty;
  }

  /**
   * The document will be saved: the editor's own check comes after this, and refuses what was told of by now. Where others heard of
   * it for seconds it comes late, behind the check: so it counts once that, or somebody else, has asked again.
   */
  saving(): void {
    if (this.#news) this.#news.isAnnounced = true;
  }

  /** The document was saved. */
  saved(): void {
    this.#base = this.#written ?? this.#base;
    this.#written = undefined;
    this.#news = undefined;
  }

  opened(isDirty: boolean): void {
    this.#isDirty = isDirty;
    this.#isTypedIn = isDirty;
    if (!isDirty) this.#take(false);
    // What was read since is not what it is made of.
    else if (!this.#isAwaited) this.#base = undefined;
    this.#isHeld = true;
    this.#isAwaited = false;
    this.#isRestored = false;
    this.#news = undefined;
  }

  edited(): void {
    if (!this.#isDirty && this.#news) this.#news.isOld = true;
    this.#isDirty = true;
    this.#isTypedIn = true;
  }

  /** It is made of what was read just now: of another content than before, unless what was typed went with that. */
  refreshed(now: number): void {
    this.#forgetReads(now);
    this.#take(!this.#isTypedIn);
    this.#isDirty = false;
    this.#isTypedIn = false;
    this.#news = undefined;
  }

  /** It was saved, or what was typed is undone: it is made of what it was made of. */
  becameClean(): void {
    this.#isDirty = false;
    this.#news = undefined;
  }

  closed(): void {
    this.#isHeld = false;
    this.#isDirty = false;
    this.#reads = [];
  }

  /** @param endpoint of its connection now */
  baseToSave(endpoint: string, now: number): Base {
    // What was written before and not by the document it knows nothing of.
    this.#written = undefined;
    const isElsewhere = this.#base !== undefined && this.#base.endpoint !== endpoint;
    // Where there is something all the same nothing is overwritten.
    if (this.#isGone) return isElsewhere ? 'elsewhere' : 'new';
    // Of a document that did not come somebody else writes, who made it of what was read.
    if (this.#isAwaited) this.#takeLatest();
    const told = this.#told;
    if (told !== undefined && this.#isMeant({ ...told, endpoint }, now)) return { etag: told.etag };
    if (isElsewhere) return 'elsewhere';
    if (this.#base !== undefined) return { etag: this.#base.etag };
    if (this.#isDirty) this.#isBaseMissed = true;
    else return told === undefined ? 'new' : { etag: told.etag };
    return 'unknown';
  }

  /** Whether a save may not replace it, as far as it is known. */
  #isForeign(there: Content): boolean {
    if (!this.#isHeld || !(this.#isDirty || this.#isTypedIn)) return false;
    if (isSame(there, this.#written)) return false;
    return this.#base === undefined ? this.#isBaseMissed : !isSame(there, this.#base);
  }

  /**
   * Whether the editor must have been told to overwrite what stats tell of: its own check has refused. Not where another's
   * stat may be all that told of it, after that check.
   */
  #isMeant(told: Content, now: number): boolean {
    if (this.#news === undefined || !this.#isForeign(told)) return false;
    const { since, count, isKnown } = this.#news;
    return isKnown || (count >= 2 && now - since >= LONGEST_WRITE_MS);
  }

  /** Of several that it may be made of the earliest: at worst a save is refused that could have been made. */
  #take(isAnother: boolean): void {
    this.#base = this.#reads.find((read) => !(isAnother && isSame(read, this.#base))) ?? this.#base;
    this.#reads = [];
    this.#written = undefined;
  }

  /** What was read long ago was for somebody else. */
  #forgetReads(now: number): void {
    this.#reads = this.#reads.filter(({ at }) => now - at <= TOGETHER_MS);
  }

  #takeLatest(): void {
    this.#base = this.#reads.at(-1) ?? this.#base;
  }
}

function newsAt(since: number): News {
  return { since, count: 0, isAnnounced: false, isKnown: false, isOld: false };
}

function isSame(a: Content, b: Content | undefined): boolean {
  return a.etag === b?.etag && a.endpoint === b.endpoint;
}
