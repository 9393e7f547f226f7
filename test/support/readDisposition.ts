/** A `Content-Disposition` as a browser takes it. */
export interface ReadDisposition {
  readonly type: string;
  /** The name that counts: `filename*` where there is one. */
  readonly filename: string | undefined;
  /** What those read that know no `filename*`. */
  readonly fallback: string | undefined;
}

const token = String.raw`[!#$%&'*+.^_\`|~0-9A-Za-z-]+`;
const parameter = new RegExp(String.raw`^\s*;\s*(${token})\s*=\s*("(?:[^"\\]|\\.)*"|${token})`);

/** RFC 6266, section 4.1, with RFC 8187 for `filename*`; written from their grammar. Throws for anything else. */
export function readDisposition(header: string): ReadDisposition {
  const type = new RegExp(`^${token}`).exec(header)?.[0];
  if (type === undefined) throw new Error(`no disposition: ${header}`);
  let rest = header.slice(type.length);
  const values = new Map<string, string>();
  while (rest !== '') {
    const found = parameter.exec(rest);
    if (!found) throw new Error(`no parameter: ${rest}`);
    const [whole, name = '', value = ''] = found;
    if (values.has(name.toLowerCase())) throw new Error(`twice: ${name}`);
    values.set(
      name.toLowerCase(),
      value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value,
    );
    rest = rest.slice(whole.length);
  }
  const fallback = values.get('filename');
  const extended = values.get('filename*');
  return { type, filename: extended === undefined ? fallback : decode(extended), fallback };
}

function decode(value: string): string {
  const [, encoded = ''] =
    /^UTF-8'[A-Za-z-]*'((?:%[0-9A-Fa-f]{2}|[!#$&+.^_`|~0-9A-Za-z-])*)$/.exec(value) ?? [];
  if (encoded === '') throw new Error(`no extended value: ${value}`);
  return decodeURIComponent(encoded);
}
