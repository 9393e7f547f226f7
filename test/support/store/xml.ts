import { SaxesParser } from 'saxes';
import { S3Error } from './errors.ts';

/** An element with its children, or its text. */
export type Node = readonly [name: string, content: string | readonly Node[], attributes?: string];

const s3Namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** A whole document in S3's namespace. */
export function s3Document(name: string, content: Node[1]): string {
  return declaration + render([name, content, s3Namespace]);
}

/** An error document: no namespace. */
export function plainDocument(name: string, content: readonly Node[]): string {
  return declaration + render([name, content]);
}

function render([name, content, attributes]: Node): string {
  const inner = typeof content === 'string' ? escapeXml(content) : content.map(render).join('');
  return `<${attributes ? `${name} ${attributes}` : name}>${inner}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** As Ceph writes it: control characters become references that no XML 1.0 reader takes. */
function escapeXml(text: string): string {
  return text.replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold them
    /[&<>"'\u0000-\u0008\u000b-\u001f\u007f]/g,
    (char) => entities[char] ?? `&#x${char.charCodeAt(0).toString(16).padStart(2, '0')};`,
  );
}

/** A parsed element: `all('Name')` are the direct children of that name. */
export interface Element {
  readonly name: string;
  readonly text: string;
  all(name: string): readonly Element[];
  first(name: string): Element | undefined;
}

interface Draft {
  readonly name: string;
  text: string;
  readonly children: Draft[];
}

/** Throws `MalformedXML`. */
export function parseXml(body: Buffer): Element {
  const root: Draft = { name: '', text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', () => {
    throw new S3Error('MalformedXML');
  });
  parser.on('opentag', ({ name }) => {
    const draft = { name, text: '', children: [] };
    open.at(-1)?.children.push(draft);
    open.push(draft);
  });
  parser.on('text', (text) => {
    const draft = open.at(-1);
    if (draft) draft.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(body.toString('utf8')).close();
  const document = root.children[0];
  if (!document) throw new S3Error('MalformedXML');
  return finished(document);
}

function finished({ name, text, children }: Draft): Element {
  const all = (wanted: string) => children.filter((child) => child.name === wanted).map(finished);
  return { name, text, all, first: (wanted) => all(wanted)[0] };
}
