import { createFormats, knownLocale } from '../format.ts';
import { escapeHtml } from '../html.ts';
import { visible } from '../plain.ts';
import { htmlDocument, type Sha256Hex } from './html.ts';
import { footer, header, type PageTerms, worded } from './parts.ts';
import { fill } from './script/common.ts';
import type { DownloadData } from './script/download.ts';
import { downloadScript } from './script.ts';
import { downloadStyle } from './style.ts';
import { type DownloadTexts, downloadTexts, pageLanguage } from './texts.ts';

export interface LinkedFile {
  /** Relative to what is shared, with its folders. */
  readonly path: string;
  /** A signed GET that saves. */
  readonly url: string;
  /** Bytes, where known. */
  readonly size?: number | undefined;
}

export interface DownloadPage extends PageTerms {
  /** At least one. */
  readonly files: readonly LinkedFile[];
}

/** From so many files on there is a box to filter them by name. */
const FILTER_FROM = 20;

/** A page of links, which work also without a script: one file, that asks nobody anything until a link is clicked. */
export function downloadPage(page: DownloadPage, sha256Hex: Sha256Hex): Promise<string> {
  const language = pageLanguage(page.moments.locale);
  const table = downloadTexts();
  const texts = table[language];
  const data: DownloadData = { texts: table, end: page.ends.getTime(), title: page.title };
  return htmlDocument(
    {
      language,
      title: page.title ?? texts.title,
      style: downloadStyle,
      script: downloadScript(),
      body: bodyOf(page, texts),
      data,
      allowed: { frame: page.files.map(({ url }) => url) },
    },
    sha256Hex,
  );
}

function bodyOf(page: DownloadPage, texts: DownloadTexts): string {
  return `<main>
${header(page, texts, ['title', texts.title])}
${summary(page, texts)}
${tools(page, texts)}
${sections(page)}
</main>
${footer(texts)}`;
}

function summary({ files, moments }: DownloadPage, texts: DownloadTexts): string {
  const formats = createFormats(moments.locale);
  const count = formats.count(files.length);
  const sizes = files.map(({ size }) => size).filter((size) => size !== undefined);
  if (sizes.length < files.length) return worded('p', 'files', fill(texts.files, count), { n: files.length });
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const text = fill(texts.filesAndSize, count, formats.size(bytes));
  return worded('p', 'filesAndSize', text, { n: files.length, b: bytes });
}

/** What needs the script, hidden without it. */
function tools({ files }: DownloadPage, texts: DownloadTexts): string {
  const isLarge = files.length > FILTER_FROM;
  const filter = `<label class="field">${worded('span', 'filter', texts.filter)}<input type="search" id="filter" autocomplete="off"></label>`;
  const all = worded(
    'button type="button" id="all" class="live" aria-describedby="allNote"',
    'all',
    texts.all,
  );
  return `<div class="tools js">${files.length > 1 ? all : ''}${worded('button type="button" id="again" class="quiet" hidden', 'tryAnyway', texts.tryAnyway)}${isLarge ? filter : ''}</div>
${files.length > 1 ? worded('p id="allNote" class="js live"', 'allNote', texts.allNote) : ''}
<p id="say" role="status"></p>`;
}

/** A heading for each folder; names in the order of the sender's language, `clip-2` before `clip-10`. */
function sections({ files, moments }: DownloadPage): string {
  const { size } = createFormats(moments.locale);
  const { compare } = new Intl.Collator(knownLocale(moments.locale), { numeric: true });
  const folders = new Map<string, (readonly [name: string, row: string])[]>();
  for (const file of files) {
    const cut = file.path.lastIndexOf('/', file.path.length - 2) + 1;
    const folder = file.path.slice(0, cut);
    const rows = folders.get(folder) ?? [];
    folders.set(folder, rows);
    const name = file.path.slice(cut);
    rows.push([name, rowOf(file, name, size)]);
  }
  return [...folders]
    .sort(([a], [b]) => compare(a, b))
    .map(([folder, rows]) => {
      const lines = rows.sort(([a], [b]) => compare(a, b)).map(([, row]) => row);
      return `<section>${headingOf(folder)}<ul>\n${lines.join('\n')}\n</ul></section>`;
    })
    .join('\n');
}

function rowOf({ url, size }: LinkedFile, name: string, words: (bytes: number) => string): string {
  const link = `<a href="${escapeHtml(url)}" rel="noreferrer noopener" download>${escapeHtml(visible(name))}</a>`;
  if (size === undefined) return `<li>${link}</li>`;
  return `<li>${link}<data value="${size}">${escapeHtml(words(size))}</data></li>`;
}

function headingOf(folder: string): string {
  return folder === '' ? '' : `<h2><bdi>${escapeHtml(visible(folder))}</bdi></h2>`;
}
