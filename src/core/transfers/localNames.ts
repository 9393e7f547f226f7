import { distinctly, type FileSystem, legalFileName, shorten } from '../formats/fileNames.ts';
import { lastSegment } from '../keyRules.ts';

export interface LocalNames {
  /** The names that lead to the file of a key. Another one each time. */
  file(relativeKey: string): readonly string[];
  /** Those of the folder that a key ending in `/` stands for. */
  folder(relativeKey: string): readonly string[];
}

/**
 * Names for keys below one folder: each key's segments as names that the file system can hold, never leading out of the
 * folder, and no two keys in one file. A segment that no file can have (empty, `.`, `..`) becomes `_`; where a name is taken
 * by another key (by its case alone, too, or as a file and a folder at once) it gets a number.
 */
export function localNames(system: FileSystem, foldsCase: boolean): LocalNames {
  const root = new Folder(system, foldsCase);
  const enter = (key: string) => {
    const names: string[] = [];
    let folder = root;
    for (const segment of key.split('/').slice(0, -1)) {
      const [name, inner] = folder.enter(segment);
      names.push(name);
      folder = inner;
    }
    return { names, folder };
  };
  return {
    file(key) {
      const { names, folder } = enter(key);
      return [...names, folder.add(lastSegment(key))];
    },
    folder: (key) => enter(key).names,
  };
}

/** The names taken in one folder. */
class Folder {
  readonly #system: FileSystem;
  readonly #foldsCase: boolean;
  readonly #folders = new Map<string, readonly [name: string, folder: Folder]>();
  readonly #distinct: (name: string) => string;

  constructor(system: FileSystem, foldsCase: boolean) {
    this.#system = system;
    this.#foldsCase = foldsCase;
    this.#distinct = foldsCase ? distinctly() : distinctly((name) => name);
  }

  enter(segment: string): readonly [name: string, folder: Folder] {
    const known = this.#folders.get(segment);
    if (known !== undefined) return known;
    const made = [this.add(segment), new Folder(this.#system, this.#foldsCase)] as const;
    this.#folders.set(segment, made);
    return made;
  }

  add(segment: string): string {
    return this.#distinct(legalSegment(segment, this.#system));
  }
}

function legalSegment(segment: string, system: FileSystem): string {
  return segment === '' || segment === '.' || segment === '..'
    ? '_'
    : legalFileName(shorten(segment), system);
}

/** What our temporary files are called: hidden, beside their target, with the transfer's id. */
const TEMPORARY = /^\..*\.spaceport-([a-z0-9]{10})$/s;

/** At most 200 bytes of UTF-8, so that any file system holds the name. */
export function temporaryName(name: string, id: string): string {
  return `.${Array.from(name).slice(0, 50).join('')}.spaceport-${id}`;
}

/** The transfer's id in a temporary file's name. */
export function idOfTemporary(name: string): string | undefined {
  return TEMPORARY.exec(name)?.[1];
}
