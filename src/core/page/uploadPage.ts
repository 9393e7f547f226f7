import { createFormats } from '../format.ts';
import { escapeHtml } from '../html.ts';
import { lastSegment } from '../keyRules.ts';
import { visible } from '../plain.ts';
import type { PostForm } from '../signing.ts';
import { htmlDocument, type Sha256Hex } from './html.ts';
import { footer, header, type PageTerms, worded } from './parts.ts';
import { fill, typeText } from './script/common.ts';
import type { UploadData } from './script/upload.ts';
import { uploadScript } from './script.ts';
import { uploadStyle } from './style.ts';
import { pageLanguage, type UploadTexts, uploadTexts } from './texts.ts';

export interface UploadPage extends PageTerms {
  /** The exact key, or a drop box's prefix. */
  readonly key: string;
  readonly isBox: boolean;
  /** Bytes; at least 1, so that a form without a file is refused. */
  readonly min: number;
  readonly max?: number | undefined;
  /** `image/png`, or a family: `image/*`. */
  readonly type?: string | undefined;
  readonly forms: UploadForms;
  /** Where the sender leads the receiver afterwards. */
  readonly goOn?: string | undefined;
}

/** The same permission three times, since each way to send needs another answer. */
export interface UploadForms {
  /** Without a script: the browser shows the answer. */
  readonly plain: PostForm;
  /** Answered with a status. */
  readonly seen: PostForm;
  /** Answered with a redirect to `ARRIVED`. */
  readonly blind: PostForm;
}

/**
 * Where the server is asked to lead a page whose file has arrived. Nobody is there (RFC 6761), and nobody is asked: the
 * page's policy stops it, which is how the page learns of the arrival where no CORS rule lets it read an answer.
 */
export const ARRIVED = 'https://arrived.invalid/';

/** A page that takes files: drop zone and progress with a script, a plain form without. */
export function uploadPage(page: UploadPage, sha256Hex: Sha256Hex): Promise<string> {
  const language = pageLanguage(page.moments.locale);
  const table = uploadTexts();
  const texts = table[language];
  const { title, key, isBox, min, max, type, forms, goOn } = page;
  const { seen, blind, plain } = forms;
  const data: UploadData = {
    ...{ texts: table, end: page.ends.getTime(), title },
    ...{ key, isBox, min, max, type, seen, blind, goOn },
  };
  return htmlDocument(
    {
      language,
      title: title ?? titleOf(page, texts)[1],
      style: uploadStyle,
      script: uploadScript(),
      body: bodyOf(page, texts),
      data,
      // A browser follows a form's redirect only where its policy allows that, too.
      allowed: { connect: [seen.url], form: [plain.url, ...(goOn === undefined ? [] : [goOn])] },
    },
    sha256Hex,
  );
}

function titleOf({ isBox }: UploadPage, texts: UploadTexts): readonly [string, string] {
  return isBox ? ['title', texts.title] : ['titleOne', texts.titleOne];
}

function bodyOf(page: UploadPage, texts: UploadTexts): string {
  const { isBox, forms, goOn } = page;
  const accept = page.type === undefined ? '' : ` accept="${escapeHtml(page.type)}"`;
  const drop = isBox
    ? worded('<p class="js">', 'drop', texts.drop)
    : worded('<p class="js">', 'dropOne', texts.dropOne);
  const label = '<label for="file" class="button">';
  const choose = isBox ? worded(label, 'choose', texts.choose) : worded(label, 'chooseOne', texts.chooseOne);
  return `<main>
${header(page, texts, titleOf(page, texts))}
<form id="form" method="post" enctype="multipart/form-data" accept-charset="utf-8" action="${escapeHtml(forms.plain.url)}">
${fields(page, texts)}
<fieldset id="take"><div id="drop">${drop}<input type="file" id="file" name="file" required aria-describedby="limits"${accept}>${choose}
${worded('<button class="nojs">', 'send', texts.send)}</div></fieldset>
</form>
${limits(page, texts)}
${worded('<p class="nojs">', 'answerFollows', texts.answerFollows)}
<p id="say" role="status"></p>
<ul id="list" tabindex="-1"></ul>
${goOn === undefined ? '' : worded(`<a id="goOn" class="button" hidden rel="noreferrer noopener" href="${escapeHtml(goOn)}">`, 'goOn', texts.goOn)}
</main>
${footer(texts)}`;
}

/** Only the plain form's: the script sends its own. A family of types has to be made one by the receiver. */
function fields({ forms, type }: UploadPage, texts: UploadTexts): string {
  return forms.plain.fields
    .map(([name, value]) => {
      const isFamily = name.toLowerCase() === 'content-type' && type?.endsWith('/*');
      if (!isFamily) return `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
      const example = `${type?.slice(0, -1)}…`;
      const input = `<input type="text" name="${escapeHtml(name)}" required pattern="${escapeHtml(type?.slice(0, -1) ?? '')}.+">`;
      return `<label class="field nojs">${worded('<span>', 'type', fill(texts.type, example), { v: example })}${input}</label>`;
    })
    .join('\n');
}

function limits(page: UploadPage, texts: UploadTexts): string {
  const { size } = createFormats(page.moments.locale);
  const { key, isBox, min, max, type } = page;
  const name = visible(lastSegment(key));
  const lines = [
    ...(isBox ? [] : [worded('<li>', 'storedAs', fill(texts.storedAs, name), { v: name })]),
    ...(type === undefined
      ? []
      : [worded('<li>', 'onlyType', fill(texts.onlyType, typeText(type, { ...texts })), { y: type })]),
    ...(min > 1 ? [worded('<li>', 'smallest', fill(texts.smallest, size(min)), { b: min })] : []),
    ...(max === undefined ? [] : [worded('<li>', 'largest', fill(texts.largest, size(max)), { b: max })]),
    isBox ? worded('<li>', 'replaces', texts.replaces) : worded('<li>', 'replacesOne', texts.replacesOne),
  ];
  return `<ul id="limits" class="live">${lines.join('')}</ul>`;
}
