import { createFormats, knownLocale } from '../format.ts';
import { escapeHtml } from '../html.ts';
import { visible } from '../plain.ts';
import { nextTurn } from '../turns.ts';

export interface LinkedFile {
  /** Relative to what is shared, with its folders. */
  readonly path: string;
  /** A signed GET that saves. */
  readonly url: string;
  /** Bytes, where known. */
  readonly size?: number | undefined;
}

/** So many rows are written before others have their turn. */
const TURN_EVERY = 500;

/** From so many files in a folder on they stay in the order of the store: to compare names takes its time. */
const LARGE_FOLDER = 1000;

/** HTML with a heading for each folder; names in the order of the language, `clip-2` before `clip-10`. */
export async function fileList(files: readonly LinkedFile[], locale: string): Promise<string> {
  const { size } = createFormats(locale);
  const { compare } = new Intl.Collator(knownLocale(locale), { numeric: true });
  const folders = new Map<string, (readonly [name: string, row: string])[]>();
  for (const [at, file] of files.entries()) {
    if (at % TURN_EVERY === TURN_EVERY - 1) await nextTurn();
    const cut = file.path.lastIndexOf('/', file.path.length - 2) + 1;
    const folder = file.path.slice(0, cut);
    const rows = folders.get(folder) ?? [];
    if (rows.length === 0) folders.set(folder, rows);
    const name = file.path.slice(cut);
    rows.push([name, rowOf(file, name, size)]);
  }
  const sections: string[] = [];
  for (const folder of namesOf(folders, compare)) {
    const rows = folders.get(folder) ?? [];
    if (rows.length < LARGE_FOLDER) rows.sort(([a], [b]) => compare(a, b));
    sections.push(
      `<section>${headingOf(folder)}<ul>\n${rows.map(([, row]) => row).join('\n')}\n</ul></section>`,
    );
  }
  return sections.join('\n');
}

function namesOf(folders: ReadonlyMap<string, unknown>, compare: (a: string, b: string) => number): string[] {
  const names = [...folders.keys()];
  return names.length < LARGE_FOLDER ? names.sort(compare) : names;
}

function rowOf({ url, size }: LinkedFile, name: string, words: (bytes: number) => string): string {
  const link = `<a href="${escapeHtml(url)}" rel="noreferrer noopener" download>${escapeHtml(visible(name))}</a>`;
  if (size === undefined) return `<li>${link}</li>`;
  return `<li>${link}<data value="${size}">${escapeHtml(words(size))}</data></li>`;
}

function headingOf(folder: string): string {
  return folder === '' ? '' : `<h2><bdi>${escapeHtml(visible(folder))}</bdi></h2>`;
}
