import { escapeHtml } from '../html.ts';
import { formatMoment, type MomentStyle } from '../moments.ts';
import { visible } from '../plain.ts';
import { fill } from './script/common.ts';
import type { CommonTexts } from './texts.ts';

/** What both pages are told. */
export interface PageTerms {
  /** The sender's own; absent: that of the receiver's language. */
  readonly title?: string | undefined;
  /** When the signature ends, by the server's clock. */
  readonly ends: Date;
  /** The sender's: for receivers without a script, and until it ran. */
  readonly moments: MomentStyle;
}

/** An element whose words the script says anew in the receiver's language; `n`, `b`, `y`, `v`: a number,
 * bytes, a content type, text. */
export function worded(
  opening: string,
  name: string,
  text: string,
  values: Readonly<Partial<Record<'n' | 'b' | 'y' | 'v', string | number>>> = {},
): string {
  const data = Object.entries(values).map(([key, value]) => ` data-${key}="${escapeHtml(String(value))}"`);
  const [, tag = ''] = /^<(\w+)/.exec(opening) ?? [];
  return `${opening.slice(0, -1)} data-t="${name}"${data.join('')}>${escapeHtml(text)}</${tag}>`;
}

/** The title, and until when it works. */
export function header(terms: PageTerms, texts: CommonTexts, ownTitle: readonly [string, string]): string {
  const [name, text] = ownTitle;
  const title =
    terms.title === undefined
      ? worded('<h1 id="title">', name, text)
      : `<h1 id="title" dir="auto">${escapeHtml(visible(terms.title))}</h1>`;
  const until = fill(texts.until, formatMoment(terms.ends, terms.moments, { seconds: true }));
  return `<header>
${title}
<div class="when"><time id="until" datetime="${terms.ends.toISOString()}">${escapeHtml(until)}</time><span id="left" role="timer"></span></div>
${worded('<p class="live">', 'sharing', texts.sharing)}
<p id="ended" role="alert"></p>
</header>`;
}

export function footer(texts: CommonTexts): string {
  return `<footer>${worded('<small>', 'madeWith', fill(texts.madeWith, 'Spaceport'), { v: 'Spaceport' })}</footer>`;
}
