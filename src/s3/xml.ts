/** An element of a store's answer: names without their namespace's prefix, attributes left out. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

interface OpenElement extends XmlElement {
  text: string;
  children: OpenElement[];
}

/** S3's documents are five deep at most; deeper ones are not S3's. */
const maxDepth = 16;

/**
 * Reads a store's XML answer: elements, text, CDATA and the five entities, which is all that S3's documents have; no
 * document type. Throws an `Error` for anything else and for what is not well-formed, but takes characters that XML
 * 1.0 can't carry: Ceph writes a continuation token as it is, also with `encoding-type=url`, and it is a key that may
 * hold control characters (rgw_rest_s3.cc, RGWListBucket_ObjStore_S3v2: `dump_string("NextContinuationToken", …)`).
 */
export function parseXml(source: string): XmlElement {
  const text = source.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  const open = new OpenElements();
  for (let at = 0; at < text.length; ) {
    const begin = text.indexOf('<', at);
    if (begin !== at) open.addText(dereference(text.slice(at, begin < 0 ? text.length : begin)));
    at = begin < 0 ? text.length : readMarkup(text, begin, open);
  }
  return open.document();
}

/** Reads what the `<` at `at` begins. @returns where the rest begins */
function readMarkup(text: string, at: number, open: OpenElements): number {
  const other = asides.find(({ begins }) => text.startsWith(begins, at));
  if (other) {
    const begin = at + other.begins.length;
    const end = indexAfter(text, other.ends, begin);
    if (other.isText) open.addText(text.slice(begin, end - other.ends.length));
    return end;
  }
  const end = indexAfter(text, '>', at);
  if (text[at + 1] === '/') {
    open.close(text.slice(at + 2, end - 1).trimEnd());
    return end;
  }
  const isClosed = text[end - 2] === '/';
  const inside = text.slice(at + 1, isClosed ? end - 2 : end - 1);
  if (simpleName.test(inside)) open.open(inside, isClosed);
  else open.open(nameBefore(inside), isClosed);
  return end;
}

const asides = [
  { begins: '<!--', ends: '-->', isText: false },
  { begins: '<![CDATA[', ends: ']]>', isText: true },
  { begins: '<?', ends: '?>', isText: false },
];

function indexAfter(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  if (found < 0) throw new Error('XML cut short');
  return found + end.length;
}

const simpleName = /^[^\s<>/!?"'=&.\d-][^\s<>/!?"'=&]*$/;
const withAttributes =
  /^([^\s<>/!?"'=&.\d-][^\s<>/!?"'=&]*)(?:\s+[^\s<>/=]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*$/;

function nameBefore(inside: string): string {
  const name = withAttributes.exec(inside)?.[1];
  if (name === undefined) throw new Error('XML not well-formed');
  return name;
}

/** The elements that are not closed yet. */
class OpenElements {
  readonly #root: OpenElement = { name: '', text: '', children: [] };
  readonly #names: string[] = [];
  readonly #elements: OpenElement[] = [];
  #top = this.#root;

  open(name: string, isClosed: boolean): void {
    if (this.#names.length >= maxDepth) throw new Error('XML too deep');
    const element: OpenElement = { name: name.slice(name.indexOf(':') + 1), text: '', children: [] };
    this.#top.children.push(element);
    if (isClosed) return;
    this.#names.push(name);
    this.#elements.push(element);
    this.#top = element;
  }

  close(name: string): void {
    if (this.#names.pop() !== name) throw new Error('XML elements crossed');
    this.#elements.pop();
    this.#top = this.#elements.at(-1) ?? this.#root;
  }

  addText(text: string): void {
    if (this.#top === this.#root && text.trim() !== '') throw new Error('XML with text outside of its root');
    this.#top.text += text;
  }

  document(): XmlElement {
    const [document, ...others] = this.#root.children;
    if (!document || others.length > 0 || this.#names.length > 0)
      throw new Error('XML without one whole root');
    return document;
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Also an ampersand alone, which is not well-formed. */
const reference = /&(?:#x([0-9a-f]{1,6});|#(\d{1,7});|(\w+);|)/gi;

/** Puts the characters in the place of what stands for them. Throws for what stands for none. */
export function dereference(text: string): string {
  if (!text.includes('&')) return text;
  // Around each ETag.
  const quoted = text.replaceAll('&quot;', '"');
  return quoted.includes('&') ? quoted.replace(reference, characterOf) : quoted;
}

function characterOf(_: string, hex?: string, decimal?: string, name?: string): string {
  if (name !== undefined && Object.hasOwn(entities, name)) return entities[name] ?? '';
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  if (!(code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff))
    throw new Error('XML with an unknown entity');
  return String.fromCodePoint(code);
}

/** The first child of that name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The text of the first child of that name; `undefined` where it is absent or empty. */
export function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.text || undefined;
}

export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}
