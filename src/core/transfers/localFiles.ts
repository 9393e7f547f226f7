import type { ByteRange } from '../objects.ts';

/** What tells whether a file is still the same. */
export interface FileFacts {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch, with fractions where the file system has them. */
  readonly mtimeMs: number;
}

export interface FoundFile extends FileFacts {
  /** Absolute. */
  readonly path: string;
  /** The names from the walked folder to the file. */
  readonly names: readonly string[];
}

/** What a walk comes by: a file, or why something was left out. */
export type Found = FoundFile | (Pick<FoundFile, 'path' | 'names'> & { readonly error: Error });

/** A file that is read; what it is stays readable while it is open, whatever becomes of its name. */
export interface OpenSource {
  /** As it was opened. */
  readonly opened: FileFacts;
  /** As it is now. */
  facts(): Promise<FileFacts>;
  /**
   * Throws `changed` where the file is shorter by now.
   * @param into what is large enough, and is a part of the answer; absent: memory of its own
   */
  read(range: ByteRange, into?: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A file that is being written, under a temporary name. */
export interface OpenTarget {
  write(bytes: Uint8Array, at: number): Promise<void>;
  /** When it was changed. Milliseconds since the epoch. */
  setTime(mtimeMs: number): Promise<void>;
  /** To the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface Publishing {
  /** Otherwise `exists` is thrown where something has that name by now. */
  readonly mayReplace: boolean;
}

/** The files of this machine. Every method throws `SpacesError`: `localFile`, or `diskFull`. */
export interface LocalFiles {
  readonly system: 'unix' | 'windows';
  /** Whether `a` and `A` are one name on this system's usual file systems. */
  readonly foldsCase: boolean;
  join(folder: string, names: readonly string[]): string;
  /** The last name of a path. */
  nameOf(path: string): string;
  folderOf(path: string): string;
  kindOf(path: string): Promise<'file' | 'folder' | 'other' | undefined>;
  /** `undefined` where there is nothing. */
  facts(path: string): Promise<FileFacts | undefined>;
  /** All files below, folder by folder. Links are followed, but never into a folder that the walk is in already. */
  walk(folder: string, signal: AbortSignal): AsyncIterable<Found>;
  open(path: string): Promise<OpenSource>;
  /** Makes an empty file in the place of what is there, and the folders that lead to it. */
  create(path: string): Promise<OpenTarget>;
  /** Opens what is there, to go on with it. */
  reopen(path: string): Promise<OpenTarget>;
  makeFolder(path: string): Promise<void>;
  /** The file gets its name, in one step: nobody sees a part of it under that name. */
  publish(temporary: string, path: string, how: Publishing): Promise<void>;
  /** What is not there is no failure. */
  remove(path: string): Promise<void>;
  /** Our temporary files in a folder. */
  temporaries(folder: string): Promise<readonly Temporary[]>;
  /** Bytes; `undefined` where the system does not tell. */
  freeBytes(folder: string): Promise<number | undefined>;
  /** MD5 of a file; with a part size of its parts alone. */
  digests(path: string, partSize: number | undefined, signal: AbortSignal): Promise<FileDigests>;
  md5(): Md5;
  /**
   * MD5 of bytes as they come.
   * @param size how many these will be: many are taken in outside of the event loop
   */
  digest(size: number): Digest;
}

export interface Temporary {
  readonly path: string;
  /**
   * When anything of it was changed, its times included: the time of the object is set before it has its name. Milliseconds
   * since the epoch.
   */
  readonly touchedMs: number;
}

export interface FileDigests {
  /** Hex; of nothing where a part size was given. */
  readonly whole: string;
  /** Hex, of each part; none without a part size. */
  readonly parts: readonly string[];
}

export interface Md5 {
  update(bytes: Uint8Array): void;
  hex(): string;
}

/** Ends with `hex` or `drop`. */
export interface Digest {
  /** Gives them back once they are taken in; until then they are its own, with all of their buffer. */
  add(bytes: Uint8Array): Promise<Uint8Array>;
  /** `undefined` where it could not be taken. */
  hex(): Promise<string | undefined>;
  /** Nobody wants to know any more. */
  drop(): void;
}
