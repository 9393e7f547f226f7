import type { Now } from '../ports.ts';
import type { FileKind } from './entries.ts';

/** So long what was told is believed: what others do in the meantime is not seen. Milliseconds. */
const AGE_MS = 10_000;
const MOST_FOLDERS = 500;
/** In all folders together. */
const MOST_NAMES = 20_000;
const MOST_FILES = 2_000;

interface Told {
  /** What is in it. */
  readonly names: ReadonlyMap<string, FileKind>;
  /** Neither an object nor a folder. */
  readonly isNothing: boolean;
  readonly at: number;
}

/** When it was asked for. */
export interface Asked {
  readonly at: number;
  readonly turn: number;
}

const NONE: ReadonlyMap<string, FileKind> = new Map();

/**
 * What the store has just told of folders, and of what is not there: the editor asks for each folder that it has just read
 * the names of, and over and over for files that a workspace could have. It never tells of a file, since a save depends on
 * that, and nothing of one that was ever found. All of it is forgotten with each change that we know of. Paths are as
 * `path.ts` makes them.
 */
export class KnownFolders {
  readonly #now: Now;
  /** The one that was told first at the front. */
  readonly #told = new Map<string, Told>();
  readonly #files = new Set<string>();
  #names = 0;
  #turn = 0;

  constructor(now: Now) {
    this.#now = now;
  }

  /** Before the store is asked: an answer that a change has overtaken is not remembered. */
  asking(): Asked {
    return { at: this.#now(), turn: this.#turn };
  }

  /** All that is in a folder. */
  listed(path: string, names: ReadonlyMap<string, FileKind>, asked: Asked): void {
    this.#set(path, { names, isNothing: false, at: asked.at }, asked);
  }

  nothing(path: string, asked: Asked): void {
    this.#set(path, { names: NONE, isNothing: true, at: asked.at }, asked);
  }

  /** An object is there, and may be open. */
  file(path: string): void {
    this.#files.delete(path);
    this.#files.add(path);
    const [oldest] = this.#files;
    if (this.#files.size > MOST_FILES && oldest !== undefined) this.#files.delete(oldest);
  }

  /** `undefined`: the store has to be asked. */
  kindAt(path: string): 'folder' | 'nothing' | undefined {
    if (this.#files.has(path)) return undefined;
    if (this.#find(path)?.isNothing) return 'nothing';
    for (
      let at = path, slash = at.lastIndexOf('/');
      slash > 0;
      at = at.slice(0, slash), slash = at.lastIndexOf('/')
    ) {
      const told = this.#find(at.slice(0, slash));
      if (told === undefined) continue;
      const kind = kindIn(told, at.slice(slash + 1));
      return at === path || kind === 'nothing' ? kind : undefined;
    }
    return undefined;
  }

  /** Something has changed, or somebody wants to see what is there now. */
  forget(): void {
    this.#turn++;
    this.#told.clear();
    this.#names = 0;
  }

  #find(path: string): Told | undefined {
    const told = this.#told.get(path);
    return told && this.#now() - told.at <= AGE_MS ? told : undefined;
  }

  #set(path: string, told: Told, { turn }: Asked): void {
    this.#remove(path);
    if (turn !== this.#turn || told.names.size > MOST_NAMES) return;
    this.#told.set(path, told);
    this.#names += told.names.size;
    for (const oldest of this.#told.keys()) {
      if (this.#told.size <= MOST_FOLDERS && this.#names <= MOST_NAMES) return;
      this.#remove(oldest);
    }
  }

  #remove(path: string): void {
    this.#names -= this.#told.get(path)?.names.size ?? 0;
    this.#told.delete(path);
  }
}

/** A listing shows no marker of the folder itself, which is at `%`. */
function kindIn({ names }: Told, name: string): 'folder' | 'nothing' | undefined {
  const kind = names.get(name);
  if (kind === undefined) return name === '%' ? undefined : 'nothing';
  return kind === 'folder' ? 'folder' : undefined;
}
