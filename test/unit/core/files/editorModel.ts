import type { Stat } from '../../../../src/core/files/editedFile.ts';
import { Saves } from '../../../../src/core/files/saves.ts';
import { HostModel } from './hostModel.ts';

/** What is under one key: by whom does not matter, each content has an ETag of its own. */
export class OneObject {
  etag = 'e0';
  size = 10;
  #count = 0;
  lastModified = 0;

  put(size: number, now: number): void {
    this.#count++;
    Object.assign(this, { etag: `e${this.#count}`, size, lastModified: now });
  }
}

export interface World {
  readonly object: OneObject;
  /** Milliseconds. */
  now: number;
  /** Which contents were replaced by whom, without a person having said so. */
  readonly lost: string[];
}

const PATH = 'abcdefghij/box/a';
const CLEAN = { isDirty: false, hasText: false };
const REFILLED = { isDirty: false, hasText: true };

/**
 * The editor with one document, as VS Code's `TextFileEditorModel`, `FileService.validateWriteFile` (1.139) and
 * `MainThreadDocuments` go about it, step by step; what it tells the extension arrives in order, but later.
 */
export class EditorModel {
  saves: Saves;
  #host: HostModel;
  /** The host hears of a text before it hears that it is changed by it, or the other way round. */
  readonly #isTextFirst: boolean;
  readonly #world: World;
  #steps: Generator<void> | undefined;
  #madeOf: string | undefined;
  #stat: Stat | undefined;
  #version = 0;
  isDirty = false;
  /** The editor itself has refused. */
  isInConflict = false;
  /** What was there then. */
  #refused: string | undefined;
  /** The store has refused. */
  isRefused = false;
  /** The store has refused what the editor's own check knew of and let pass: nothing but a refusal is said, and again each time. */
  isStuck = false;
  /** It was refused though a person had said to overwrite what was there, and the extension heard of that save. */
  isDoubted = false;
  /** Between the editor's check and its write. */
  isWriting = false;
  /** And what was said before the check may arrive only then. */
  isLate = false;
  saved = 0;
  /** That nobody remembers what the document was made of. */
  #isToldOf = false;
  /** What another extension has written is refused once before the editor asks. */
  #isNews = false;

  constructor(world: World, isTextFirst: boolean) {
    this.#world = world;
    this.#isTextFirst = isTextFirst;
    this.saves = new Saves(() => world.now);
    this.#host = new HostModel(PATH, this.saves);
  }

  get isIdle(): boolean {
    return this.#steps === undefined;
  }

  get madeOf(): string | undefined {
    return this.#madeOf;
  }

  /** One step of what is under way. */
  next(): void {
    if (this.#steps?.next().done) this.#steps = undefined;
  }

  finish(): void {
    while (!this.isIdle) this.next();
    this.deliver();
  }

  /** What the editor has said arrives. */
  deliver(): void {
    this.#host.hearAll();
  }

  /** The first thing of it, and nothing of the rest yet. */
  deliverOne(): void {
    this.#host.hear();
  }

  /** By whomever. */
  stat(): Stat {
    const { etag, size, lastModified } = this.#world.object;
    return this.saves.stated(PATH, { etag, size, lastModified });
  }

  read(): string {
    const { etag, size } = this.#world.object;
    this.saves.read(PATH, { etag, size });
    return etag;
  }

  open(isStatFirst: boolean): void {
    this.#begin(this.#load(isStatFirst, () => this.#host.opened(false)));
  }

  /** After a change of the file was announced. */
  *#reload(): Generator<void> {
    const stat = this.#asked(() => this.stat());
    yield;
    if (this.isDirty || (stat.mtime === this.#stat?.mtime && stat.size === this.#stat.size)) return;
    const etag = this.#asked(() => this.read());
    yield;
    // An equal text changes nothing, and nothing is said of it (`ModelService.updateModel`).
    const event = etag === this.#madeOf ? () => undefined : () => this.#host.changed(REFILLED);
    if (!this.isDirty) this.#becomes(etag, stat, event);
  }

  reload(): void {
    if (this.#madeOf !== undefined && !this.isDirty) this.#begin(this.#reload());
  }

  edit(): void {
    if (this.#madeOf === undefined) return;
    if (this.isDirty) this.#host.changed({ isDirty: true, hasText: true });
    else this.#becomesDirty(true);
    this.#version++;
  }

  undo(): void {
    if (!this.isDirty || !this.isIdle) return;
    this.#becomesDirty(false);
    this.#version++;
  }

  /** Also of a document that is not changed: it is read all the same. */
  revert(isStatFirst: boolean): void {
    if (this.#madeOf === undefined || !this.isIdle) return;
    this.isInConflict = false;
    const wasDirty = this.isDirty;
    this.#begin(
      this.#load(isStatFirst, (etag) => {
        if (wasDirty) this.#host.changed(REFILLED, CLEAN);
        else if (etag !== this.#madeOf) this.#host.changed(REFILLED);
      }),
    );
  }

  /** Others heard for so long that the document will be saved that it arrives behind the check. */
  announceLate(): void {
    if (!this.isWriting) return;
    this.#host.saving();
    this.isLate = true;
  }

  /** @param isAnnounced not where it is to be saved without formatting, or others hear of it for too long */
  save(isToOverwrite = false, isAnnounced = true): void {
    if (!this.isIdle) return;
    if (!isToOverwrite && !this.isDirty) this.edit();
    if (!this.isDirty || (isToOverwrite && !this.isInConflict)) return;
    this.#begin(this.#save(isToOverwrite, isAnnounced));
  }

  /** Of this window, by the editor's file system, which compares nothing for it. */
  extensionWrites(more: number): void {
    const { object, now } = this.#world;
    if (!this.isIdle) return;
    const base = this.#asked(() => this.saves.baseToSave(PATH));
    if (typeof base === 'string' || base.etag !== object.etag) return;
    object.put(object.size + more, now);
    const { etag, size } = object;
    this.saves.wrote(PATH, { etag, size });
    this.#isNews = true;
  }

  /** The window is closed and opened: changed documents come back, with what the editor knew of their files. */
  restart(isRemembered = true): void {
    if (!this.isIdle) return;
    this.deliver();
    const kept = JSON.parse(JSON.stringify(this.saves.kept()));
    this.saves = new Saves(() => this.#world.now);
    this.#host = new HostModel(PATH, this.saves);
    if (isRemembered) this.saves.restore(kept);
    this.#isToldOf = false;
    this.isInConflict = false;
    if (this.isDirty) this.#host.opened(true);
    else this.#madeOf = undefined;
  }

  *#save(isToOverwrite: boolean, isAnnounced: boolean): Generator<void> {
    const { object, lost } = this.#world;
    if (isAnnounced) {
      this.#host.saving();
      this.deliver();
      yield;
    }
    const [madeOf, version] = [this.#madeOf, this.#version];
    const stat = this.#asked(() => this.stat());
    const checked = object.etag;
    this.isWriting = true;
    yield;
    const isOther = stat.mtime > (this.#stat?.mtime ?? 0) && stat.size !== this.#stat?.size;
    if (isOther && !isToOverwrite) {
      this.isInConflict = true;
      this.#refused = checked;
      this.isWriting = false;
      this.isLate = false;
      return;
    }
    const base = this.#asked(() => this.saves.baseToSave(PATH));
    this.isWriting = false;
    this.isLate = false;
    yield;
    if (typeof base === 'string' || base.etag !== object.etag) {
      const isUnasked = checked === object.etag && (base !== 'unknown' || this.#isToldOf);
      const isMeant = isToOverwrite && isAnnounced && this.#refused === checked;
      this.isStuck ||= !isToOverwrite && isUnasked && !this.#isNews;
      this.isDoubted ||= isMeant && isUnasked && !this.#isNews;
      this.#refused = undefined;
      this.#isNews = false;
      this.#isToldOf = base === 'unknown';
      this.isRefused = true;
      return;
    }
    if (object.etag !== madeOf && !isToOverwrite) lost.push(object.etag);
    object.put(10 + (version % 3), this.#world.now);
    const { etag, size } = object;
    this.saved++;
    yield;
    this.saves.wrote(PATH, { etag, size });
    yield;
    this.#stat = this.#asked(() => this.stat());
    yield;
    this.#madeOf = etag;
    this.isInConflict = false;
    if (version === this.#version) this.isDirty = false;
    // The extension host is told so of each save, also where something was typed meanwhile.
    this.#host.changed(CLEAN);
    this.#host.saved();
  }

  /** Without an ETag to compare with the editor asks for both at once. What is typed meanwhile stays. */
  *#load(isStatFirst: boolean, event: (etag: string) => void): Generator<void> {
    const version = this.#version;
    let stat: Stat | undefined;
    if (isStatFirst) stat = this.#asked(() => this.stat());
    yield;
    const etag = this.#asked(() => this.read());
    yield;
    stat ??= this.#asked(() => this.stat());
    yield;
    if (version === this.#version) this.#becomes(etag, stat, event);
  }

  #becomes(etag: string, stat: Stat, event: (etag: string) => void): void {
    this.isDirty = false;
    this.#version++;
    this.#stat = stat;
    event(etag);
    this.#madeOf = etag;
  }

  /** By a key, or by an undo: `ModelTracker` and `TextFileEditorModel` hear of one text one after the other. */
  #becomesDirty(isDirty: boolean): void {
    const isUndo = !isDirty;
    if (this.#isTextFirst)
      this.#host.changed({ isDirty: this.isDirty, hasText: true, isUndo }, { isDirty, hasText: false });
    else this.#host.changed({ isDirty, hasText: false }, { isDirty, hasText: true, isUndo });
    this.isDirty = isDirty;
    if (isUndo) this.isInConflict = false;
  }

  /** A call of the editor comes after what it said before. */
  #asked<T>(call: () => T): T {
    this.deliver();
    return call();
  }

  #begin(steps: Generator<void>): void {
    if (!this.isIdle) return;
    this.#steps = steps;
    this.next();
  }
}
