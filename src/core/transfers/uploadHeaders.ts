import { typeOfName } from '../contentTypes.ts';
import type { ObjectHeaders } from '../objects.ts';
import type { UploadWishes } from './jobs.ts';

/** What the bytes of a file tell about themselves. */
export interface Content {
  readonly isGzip: boolean;
  /** As text: the letters of English alone, UTF-8, or anything else. */
  readonly text: 'ascii' | 'utf8' | 'other';
}

/** Whether it matters what kind of text the bytes are. */
export function isTextType(type: string | undefined): boolean {
  return type?.startsWith('text/') === true;
}

/** The type of a file's name; that of unnamed bytes where it tells none. */
export function plainTypeOf(name: string): string {
  return typeOfName(name) ?? 'application/octet-stream';
}

/**
 * The headers to store with a file. Of the object in whose place it goes those stay that still fit: its charset and
 * encoding where the bytes bear them out, how it is cached and saved unless the person says otherwise.
 */
export function headersFor(
  name: string,
  wishes: UploadWishes,
  { content, stored = {} }: { readonly content: Content; readonly stored?: ObjectHeaders | undefined },
): ObjectHeaders {
  const { contentDisposition, contentLanguage } = stored;
  return {
    contentType: wishes.contentType ?? typeFor(name, content, stored.contentType),
    cacheControl: wishes.cacheControl ?? stored.cacheControl,
    contentEncoding: encodingFor(name, content, stored.contentEncoding),
    contentDisposition,
    contentLanguage,
  };
}

function typeFor(name: string, content: Content, stored: string | undefined): string {
  const named = typeOfName(name);
  const [kept = '', charset] =
    /^\s*([^;\s]+)(?:.*;\s*charset="?([^";\s]+))?/is.exec(stored ?? '')?.slice(1) ?? [];
  // Whoever gave an unnamed file a type knew better.
  const type = named ?? (kept === '' ? plainTypeOf(name) : kept.toLowerCase());
  if (!isTextType(type)) return type;
  if (kept.toLowerCase() === type && charset !== undefined && fits(charset, content))
    return `${type}; charset=${charset}`;
  return content.text === 'other' ? type : `${type}; charset=utf-8`;
}

function fits(charset: string, { text }: Content): boolean {
  if (/^utf-?8$/i.test(charset)) return text !== 'other';
  // Every charset that is in use for texts on the web has ASCII in it; of the others nothing can be told.
  return text !== 'utf8' && !/^utf-?(?:16|32)/i.test(charset);
}

/** A file `x.gz` is a gzip file; a `.svgz` is a picture that is sent packed. */
function encodingFor(name: string, { isGzip }: Content, stored: string | undefined): string | undefined {
  if (!isGzip) return undefined;
  return /\.svgz$/i.test(name) || /^\s*(?:x-)?gzip\s*$/i.test(stored ?? '') ? 'gzip' : undefined;
}

/** Looks at bytes as they come by. */
export class ContentReader {
  /** Of texts alone: to make one costs more than to look at a small file. */
  readonly #decoder: TextDecoder | undefined;
  #isText: boolean;
  #isAscii = true;
  #isGzip: boolean | undefined;

  /** @param isText whether it matters what kind of text it is */
  constructor(isText: boolean) {
    this.#isText = isText;
    if (isText) this.#decoder = new TextDecoder('utf-8', { fatal: true });
  }

  /** False once nothing more can be learnt. */
  add(bytes: Uint8Array): boolean {
    if (bytes.length > 0) this.#isGzip ??= bytes[0] === 0x1f && bytes[1] === 0x8b;
    if (this.#isText) {
      try {
        // What decodes to as many units as bytes is ASCII: no other character of UTF-8 does that.
        if (this.#decoder?.decode(bytes, { stream: true }).length !== bytes.length) this.#isAscii = false;
      } catch {
        this.#isText = false;
      }
    }
    return this.#isText;
  }

  end(): Content {
    try {
      if (this.#isText) this.#decoder?.decode();
    } catch {
      this.#isText = false;
    }
    const text = this.#isText ? (this.#isAscii ? 'ascii' : 'utf8') : 'other';
    return { isGzip: this.#isGzip === true, text };
  }
}
