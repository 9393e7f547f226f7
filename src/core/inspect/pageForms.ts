import type { Entry, WrittenRequest } from './request.ts';

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** The forms that a page posts somewhere, by its source. What a script would put together is not seen. */
export function readForms(text: string): readonly WrittenRequest[] {
  const forms = text.matchAll(/<form\b([^<>]*)>([\s\S]*?)(?:<\/form\s*>|$)/gi);
  return [...forms].flatMap(([, attributes = '', inside = '']) => {
    const url = attributesOf(attributes).get('action');
    return url === undefined ? [] : [formOf(url, inside)];
  });
}

function formOf(url: string, inside: string): WrittenRequest {
  const inputs = [...inside.matchAll(/<input\b((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi)]
    .map(([, attributes = '']) => attributesOf(attributes))
    .filter((each) => each.has('name') || each.get('type') === 'file');
  const at = inputs.findIndex((each) => each.get('type')?.toLowerCase() === 'file');
  const fields = (some: typeof inputs) =>
    some.map((each): Entry => [each.get('name') ?? '', each.get('value') ?? '']);
  return {
    method: 'POST',
    url,
    headers: [],
    form: {
      fields: fields(at < 0 ? inputs : inputs.slice(0, at)),
      behindFile: at < 0 ? [] : fields(inputs.slice(at + 1).filter((each) => each.get('type') !== 'submit')),
      hasFile: at >= 0,
    },
    from: 'page',
    flaws: [],
  };
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const all = text.matchAll(/([a-z][\w-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi);
  return new Map(
    [...all].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      decodeEntities(double ?? single ?? bare ?? ''),
    ]),
  );
}

export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex?: string, dec?: string, name?: string) => {
      const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16);
      if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
