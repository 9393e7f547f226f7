import { SaxesParser } from 'saxes';

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
 * Reads a store's XML answer. Throws an `Error` for what is not well-formed, but takes characters that XML 1.0 can't
 * carry: Ceph writes a continuation token as it is, also with `encoding-type=url`, and it is a key that may hold
 * control characters (rgw_rest_s3.cc, RGWListBucket_ObjStore_S3v2: `dump_string("NextContinuationToken", …)`).
 */
export function parseXml(source: string): XmlElement {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const root: OpenElement = { name: '', text: '', children: [] };
  const open: OpenElement[] = [root];
  const top = () => open.at(-1) ?? root;
  parser.on('error', (error) => {
    if (!error.message.endsWith('disallowed character.')) throw error;
  });
  parser.on('opentag', ({ name }) => {
    if (open.length > maxDepth) throw new Error('XML too deep');
    const element: OpenElement = { name: name.slice(name.indexOf(':') + 1), text: '', children: [] };
    top().children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    top().text += text;
  });
  parser.on('cdata', (text) => {
    top().text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(source.replace(characterReference, unforbid)).close();
  const [document] = root.children;
  if (!document) throw new Error('XML without a root');
  return document;
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

const characterReference = /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi;

/** A reference to a character that XML 1.0 forbids becomes the character: the parser passes those on, with an error. */
function unforbid(reference: string, hex: string | undefined, decimal: string | undefined): string {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const isForbidden = (code < 0x20 && ![9, 10, 13].includes(code)) || code === 0xfffe || code === 0xffff;
  return isForbidden ? String.fromCharCode(code) : reference;
}
