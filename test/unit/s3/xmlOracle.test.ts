import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { parseXml, type XmlElement } from '../../../src/s3/xml.ts';

interface Draft extends XmlElement {
  text: string;
  children: Draft[];
}

/** The same, read by a full parser. Throws what it finds wrong. */
function parseFully(source: string): XmlElement {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const open: Draft[] = [{ name: '', text: '', children: [] }];
  const top = () => open.at(-1) as Draft;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    const element = { name: name.slice(name.indexOf(':') + 1), text: '', children: [] };
    top().children.push(element);
    open.push(element);
  });
  for (const kind of ['text', 'cdata'] as const) {
    parser.on(kind, (text) => {
      top().text += text;
    });
  }
  parser.on('closetag', () => void open.pop());
  parser.write(source).close();
  return top().children[0] as Draft;
}

const text = fc.string({ unit: 'grapheme', maxLength: 12 }).map((raw) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML can't carry these
  raw.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''),
);
const escaped = text.map((raw) => raw.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`));
const piece = fc.oneof(
  escaped,
  fc.constantFrom(
    '&amp;',
    '&lt;',
    '&gt;',
    '&quot;',
    '&apos;',
    '&#x2713;',
    '\r\n',
    '<!-- a > b -->',
    '<?pi x?>',
  ),
  text.map((raw) => `<![CDATA[${raw.replaceAll(']]>', '')}]]>`),
);
const name = fc.constantFrom('A', 'B', 's3:C', 'Näme', 'x-y.z');
/** Documents with these texts after an element's name. */
function documents(attributes: readonly string[]) {
  const { element } = fc.letrec<{ element: string }>((tie) => ({
    element: fc
      .tuple(
        name,
        fc.constantFrom(...attributes),
        fc.array(fc.oneof({ depthSize: 'small' }, piece, tie('element')), { maxLength: 4 }),
      )
      .map(([tag, more, inside]) =>
        inside.length === 0 ? `<${tag}${more}/>` : `<${tag}${more}>${inside.join('')}</${tag} >`,
      ),
  }));
  return element;
}

function attempt(parse: () => XmlElement): XmlElement | Error {
  try {
    return parse();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

describe('parseXml beside a full parser', () => {
  it('reads the same', () => {
    fc.assert(
      fc.property(documents(['', ' a="1"', ' xmlns:s3=\'x\' b = "&lt;"', '\n c="/"']), (source) => {
        const document = `<?xml version="1.0"?>\n${source}\n`;
        assert.deepEqual(parseXml(document), parseFully(document));
      }),
    );
  });

  // Without attributes: those are passed over unread.
  it('takes nothing from a damaged document that the other refuses', () => {
    fc.assert(
      fc.property(
        documents(['']),
        fc.nat(),
        fc.constantFrom('', '<', '>', '&', '/', '</A>', '"'),
        (source, where, put) => {
          const characters = [...source];
          characters[where % characters.length] = put;
          const damaged = characters.join('');
          const read = attempt(() => parseXml(damaged));
          const fully = attempt(() => parseFully(damaged));
          // Which characters may stand where is of no concern to us, nor "]]>" in text, nor "--" in a comment.
          const isLenient =
            fully instanceof Error && /disallowed|comment|character entity/.test(fully.message);
          if (!(read instanceof Error) && !isLenient) assert.deepEqual(read, fully);
        },
      ),
      { numRuns: 500 },
    );
  });
});
