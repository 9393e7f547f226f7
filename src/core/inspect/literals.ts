import type { Entry, WrittenRequest } from './request.ts';

/** Requests in data: `{url, fields}` of any signer, `{url, headers, method}`, or a URL alone. In their order. */
export function readData(text: string): readonly WrittenRequest[] {
  const value = parseJson(text) ?? parseJson(asJson(text));
  return value === undefined ? [] : requestsIn(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Python's way to write a dictionary, which is what a script that prints boto3's answer shows. */
function asJson(text: string): string {
  return text.replace(
    /'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)"|\b(?:None|True|False)\b/g,
    (whole, single?: string, double?: string) => {
      const inside = single ?? double;
      if (inside !== undefined) return JSON.stringify(decodePython(inside));
      return whole === 'None' ? 'null' : whole.toLowerCase();
    },
  );
}

function decodePython(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([\s\S]))/g,
    (whole, short?: string, middle?: string, long?: string, letter = '') => {
      const code = Number.parseInt(short ?? middle ?? long ?? '', 16);
      if (Number.isNaN(code)) return { n: '\n', r: '\r', t: '\t' }[letter as string] ?? (letter as string);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function requestsIn(value: unknown): readonly WrittenRequest[] {
  if (typeof value === 'string') return /^https?:\/\//i.test(value) ? [request(value, {})] : [];
  if (Array.isArray(value)) return value.flatMap(requestsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { url, fields, headers, method } = value as Record<string, unknown>;
  if (typeof url !== 'string') return Object.values(value).flatMap(requestsIn);
  return [request(url, { fields, headers, method })];
}

function request(
  url: string,
  { fields, headers, method }: { fields?: unknown; headers?: unknown; method?: unknown },
): WrittenRequest {
  const form = entriesOf(fields);
  const said = typeof method === 'string' ? method.toUpperCase() : undefined;
  return {
    method: said ?? (form ? 'POST' : undefined),
    url,
    headers: entriesOf(headers) ?? [],
    // A client adds the file itself.
    form: form && { fields: form, behindFile: [], hasFile: true },
    from: 'data',
    flaws: [],
  };
}

function entriesOf(value: unknown): readonly Entry[] | undefined {
  if (Array.isArray(value)) {
    const pairs = value.filter((each): each is Entry => Array.isArray(each) && each.length === 2);
    return pairs.map(([name, content]): Entry => [String(name), String(content)]);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).map(([name, content]): Entry => [name, String(content)]);
}
