import type { Now } from '../ports.ts';
import { type Base, EditedFile, type KeptBase, type Seen, type Stat } from './editedFile.ts';

/** Files that no document is open of. */
const MOST_FILES = 5_000;
/** Changed documents whose bases outlive the window. */
const MOST_KEPT = 1_000;
const LONGEST_ETAG = 200;

/**
 * What saves may overwrite, for all files of the window: told of what happens by the methods, in the order in which it
 * happens. Paths are as `path.ts` makes them, with something in front that tells connections apart. Knows ETags, no content.
 */
export class Saves {
  readonly #now: Now;
  readonly #endpointOf: (path: string) => string;
  /** The one that was asked about last at the end. */
  readonly #files = new Map<string, EditedFile>();

  /** @param endpointOf the connection of a path, now */
  constructor(now: Now, endpointOf: (path: string) => string = () => '') {
    this.#now = now;
    this.#endpointOf = endpointOf;
  }

  /** A stat has found this; gives what to report. Each stat that the editor makes has to be told. */
  stated(path: string, there: Seen & { readonly lastModified: number }): Stat {
    return this.#file(path).stat({ ...there, endpoint: this.#endpointOf(path) }, this.#now());
  }

  /** A stat has found nothing, or it was deleted. */
  gone(path: string): void {
    this.#file(path).gone();
  }

  /** This content was handed out, to whom nobody knows. */
  read(path: string, { etag, size }: Seen): void {
    this.#file(path).read({ etag, size, endpoint: this.#endpointOf(path) }, this.#now());
  }

  /**
   * Something of this window has written, and this is there now. Whether it was the document nobody knows before that is said
   * to be `saved`. @returns whether the editor knows of it: false where a document is open that was not changed
   */
  wrote(path: string, { etag, size }: Seen): boolean {
    return this.#file(path).wrote({ etag, size, endpoint: this.#endpointOf(path) });
  }

  /** A document is there, changed already where the editor brought it back or its file has another name. */
  opened(path: string, isDirty: boolean): void {
    this.#file(path).opened(isDirty);
  }

  /** A document is changed. */
  edited(path: string): void {
    this.#file(path).edited();
  }

  /**
   * A document is filled anew: another text than before, though it is not changed by the person. An event with the reason
   * undo or redo is none: what was typed and is undone leaves it made of what it was made of.
   */
  refreshed(path: string): void {
    this.#file(path).refreshed(this.#now());
  }

  /** A document will be saved. The editor does not say so before each save, nor does it always reach us. */
  saving(path: string): void {
    this.#file(path).saving();
  }

  /** A document was saved. */
  saved(path: string): void {
    this.#file(path).saved();
  }

  /** A document is changed no more: it was saved, or what was typed is undone. */
  becameClean(path: string): void {
    this.#file(path).becameClean();
  }

  closed(path: string): void {
    this.#file(path).closed();
  }

  /** What the save that comes now may overwrite. */
  baseToSave(path: string): Base {
    return this.#file(path).baseToSave(this.#endpointOf(path), this.#now());
  }

  /**
   * A file has another name; its document, changed or not, comes again under that one. `was`: the ETag of what was copied, `is`: of
   * the copy, which is another where it was made in parts.
   */
  moved(from: string, to: string, copied: { readonly was: string; readonly is: string }): void {
    const file = this.#files.get(from);
    this.#files.delete(from);
    const base = file?.isHeld ? file.base : undefined;
    if (base === undefined) return;
    const isCopied = base.etag === copied.was;
    const now = isCopied ? { ...base, etag: copied.is, endpoint: this.#endpointOf(to) } : base;
    this.#set(to, EditedFile.of(now, true));
  }

  /** Of documents that may be changed, to be restored in the next window: the editor brings their texts back. As JSON. */
  kept(): Readonly<Record<string, KeptBase>> {
    const all: [string, KeptBase][] = [];
    for (const [path, { kept }] of this.#files) if (kept !== undefined) all.push([path, kept]);
    return Object.fromEntries(all.slice(-MOST_KEPT));
  }

  /** What `kept` gave in the window before. What is no such thing is left out. */
  restore(kept: unknown): void {
    if (typeof kept !== 'object' || kept === null) return;
    for (const [path, value] of Object.entries(kept).slice(-MOST_KEPT)) {
      if (isKept(value) && !this.#files.has(path)) this.#set(path, EditedFile.of(value, false));
    }
  }

  #file(path: string): EditedFile {
    const file = this.#files.get(path) ?? new EditedFile();
    this.#set(path, file);
    return file;
  }

  #set(path: string, file: EditedFile): void {
    this.#files.delete(path);
    this.#files.set(path, file);
    if (this.#files.size <= MOST_FILES) return;
    for (const [oldest, each] of this.#files) {
      if (each === file || each.isHeld) continue;
      this.#files.delete(oldest);
      return;
    }
  }
}

function isKept(value: unknown): value is KeptBase {
  if (typeof value !== 'object' || value === null) return false;
  const { etag, size, endpoint, mtime } = value as Partial<KeptBase>;
  const isEtag = typeof etag === 'string' && etag !== '' && etag.length <= LONGEST_ETAG;
  return isEtag && typeof endpoint === 'string' && Number.isSafeInteger(size) && Number.isSafeInteger(mtime);
}
