import { SIGNED_URL_HINT } from './hint.ts';

/** A signed URL where it stands in a text. */
export interface FoundUrl {
  readonly start: number;
  readonly end: number;
  /** As a client would send it: what the text's own language escapes is as it was. */
  readonly url: string;
  /** How `&` is written there: in HTML, and in JSON as Go and PHP write it, not as itself. */
  readonly ampersand: Ampersand;
}

export type Ampersand = '&' | '&amp;' | '\\u0026';

const URL_IN_TEXT = /https?:(?:\\?\/){2}(?:[^\s\p{Cc}"'<>`\\^{}|]|\\u0026|\\\/)+/giu;
const SIGNATURE = /[?&](?:X-(?:Amz|Goog)-Signature=|Signature=)/i;
/** No server reads a longer one (16 KB, and escapes make it longer). */
const LONGEST = 32_768;
/** What pairs a `Signature` with a key: other things are signed too. */
const OLD_KEY_ID = /[?&](?:AWSAccessKeyId|GoogleAccessId|OSSAccessKeyId)=/i;

/** Every signed URL (versions 4 and 2) in a text, in their order. */
export function findSignedUrls(text: string): readonly FoundUrl[] {
  if (!SIGNED_URL_HINT.test(text)) return [];
  return [...text.matchAll(URL_IN_TEXT)].flatMap((match) => readFound(match[0], match.index) ?? []);
}

function readFound(raw: string, start: number): FoundUrl | undefined {
  if (raw.length > LONGEST) return undefined;
  const written = withoutPunctuation(raw);
  const ampersand = ampersandIn(written);
  const url = written.replaceAll(ampersand, '&').replaceAll('\\/', '/');
  const isSigned = /X-(?:Amz|Goog)-Signature=/i.test(url) || OLD_KEY_ID.test(url);
  if (!SIGNATURE.test(url) || !isSigned) return undefined;
  return { start, end: start + written.length, url, ampersand };
}

function ampersandIn(written: string): Ampersand {
  if (written.includes('&amp;')) return '&amp;';
  return written.includes('\\u0026') ? '\\u0026' : '&';
}

/** A sentence's end and a bracket that was opened in front of the URL are none of it. */
function withoutPunctuation(text: string): string {
  const surplus = new Map([
    [')', count(text, ')') - count(text, '(')],
    [']', count(text, ']') - count(text, '[')],
  ]);
  let end = text.length;
  for (;;) {
    const last = text[end - 1] ?? '';
    const closing = surplus.get(last);
    if (closing === undefined ? !/[.,;:!?*_~]/.test(last) : closing <= 0) return text.slice(0, end);
    if (closing !== undefined) surplus.set(last, closing - 1);
    end -= 1;
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
