import { createFormats } from '../format.ts';
import { fileList, type LinkedFile } from './fileList.ts';
import { htmlDocument, type Sha256Hex } from './html.ts';
import { footer, header, type PageTerms, worded } from './parts.ts';
import { fill } from './script/common.ts';
import type { DownloadData } from './script/download.ts';
import { downloadScript } from './script.ts';
import { downloadStyle } from './style.ts';
import { type DownloadTexts, downloadTexts, pageLanguage } from './texts.ts';

export interface DownloadPage extends PageTerms {
  /** At least one. */
  readonly files: readonly LinkedFile[];
}

/** From so many files on there is a box to filter them by name. */
const FILTER_FROM = 20;

/** A page of links, which work also without a script: one file, that asks nobody anything until a link is clicked. */
export async function downloadPage(page: DownloadPage, sha256Hex: Sha256Hex): Promise<string> {
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
      body: bodyOf(page, texts, await fileList(page.files, page.moments.locale)),
      data,
      allowed: { frame: [...new Set(page.files.map(({ url }) => originOf(url)))] },
    },
    sha256Hex,
  );
}

/** `https://host`: parsing ten thousand addresses would take its time. */
function originOf(url: string): string {
  return url.split('/', 3).join('/');
}

function bodyOf(page: DownloadPage, texts: DownloadTexts, list: string): string {
  return `<main>
${header(page, texts, ['title', texts.title])}
${summary(page, texts)}
${tools(page, texts)}
${list}
</main>
${footer(texts)}`;
}

function summary({ files, moments }: DownloadPage, texts: DownloadTexts): string {
  const formats = createFormats(moments.locale);
  const count = formats.count(files.length);
  const sizes = files.map(({ size }) => size).filter((size) => size !== undefined);
  if (sizes.length < files.length)
    return worded('<p>', 'files', fill(texts.files, count), { n: files.length });
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const text = fill(texts.filesAndSize, count, formats.size(bytes));
  return worded('<p>', 'filesAndSize', text, { n: files.length, b: bytes });
}

/** What needs the script, hidden without it. */
function tools({ files }: DownloadPage, texts: DownloadTexts): string {
  const all = worded(
    '<button type="button" id="all" class="live" aria-describedby="allNote">',
    'all',
    texts.all,
  );
  const again = worded(
    '<button type="button" id="again" class="quiet" hidden>',
    'tryAnyway',
    texts.tryAnyway,
  );
  const label = worded('<span>', 'filter', texts.filter);
  const filter = `<label class="field">${label}<input type="search" id="filter" autocomplete="off"></label>`;
  const note = worded('<p id="allNote" class="js live">', 'allNote', texts.allNote);
  const hasSeveral = files.length > 1;
  return `<div class="tools js">${hasSeveral ? all : ''}${again}${files.length > FILTER_FROM ? filter : ''}</div>
${hasSeveral ? note : ''}
<p id="say" role="status"></p>`;
}
