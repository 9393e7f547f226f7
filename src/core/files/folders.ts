/** More than one gesture makes: a tree that is copied into a Space makes each folder right before what is in it. */
const MOST = 1_000;

/**
 * Folders that somebody made and that no store knows of, since nothing is in them: the editor makes each missing folder
 * before it writes. They are gone with the window, and where something is in them the store shows them.
 * Paths are as `path.ts` makes them, with something in front that tells connections apart, and no slash at the end.
 */
export class EmptyFolders {
  readonly #paths = new Set<string>();

  /** Of too many the oldest goes. */
  add(path: string): void {
    this.#paths.delete(path);
    this.#paths.add(path);
    if (this.#paths.size <= MOST) return;
    const [oldest] = this.#paths;
    if (oldest !== undefined) this.#paths.delete(oldest);
  }

  /** Whether it was made, or one below it. */
  has(path: string): boolean {
    return this.#paths.has(path) || this.#below(path).length > 0;
  }

  /** Of those that were made directly in a folder, or have one below them that was. */
  namesIn(path: string): readonly string[] {
    const names = this.#below(path).map((each) => each.slice(path.length + 1).split('/', 1)[0] ?? '');
    return [...new Set(names)];
  }

  /** Something was written there: the folders around it are the store's from now on. */
  filled(path: string): void {
    for (let at = parentOf(path); at !== ''; at = parentOf(at)) this.#paths.delete(at);
  }

  /** With all that were made below. Nobody deletes the folder around them thereby: it stays, if it was made. */
  removed(path: string): void {
    for (const each of [path, ...this.#below(path)]) this.#paths.delete(each);
  }

  /** It has another name, with all below. */
  moved(from: string, to: string): void {
    const all = [from, ...this.#below(from)].filter((each) => this.#paths.has(each));
    this.removed(from);
    for (const each of all) this.add(to + each.slice(from.length));
  }

  #below(path: string): readonly string[] {
    return [...this.#paths].filter((each) => each.startsWith(`${path}/`));
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
