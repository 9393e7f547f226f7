/** A URL by its parts, as it is written: nothing is normalised, since `.` and `..` are parts of keys. */
export interface UrlParts {
  readonly scheme: 'http' | 'https';
  /** Lower case, with its port unless that is the scheme's own; without a user. */
  readonly host: string;
  /** Percent-encoded, without the first slash. */
  readonly path: string;
  /** As it is written. */
  readonly query: string;
  /** Decoded, in their order. */
  readonly parameters: readonly Parameter[];
}

export type Parameter = readonly [name: string, value: string];

/** `undefined`: this is no address of the web. */
export function splitUrl(url: string): UrlParts | undefined {
  const match = /^(https?):\/\/([^/?#]{1,500})(?=[/?#]|$)\/?([^?#]*)(?:\?([^#]*))?/i.exec(url);
  if (!match) return undefined;
  const [, scheme = '', authority = '', path = '', query = ''] = match;
  const isSecure = scheme.toLowerCase() === 'https';
  return {
    scheme: isSecure ? 'https' : 'http',
    host: authority
      .slice(authority.lastIndexOf('@') + 1)
      .toLowerCase()
      .replace(isSecure ? /:443$/ : /:80$/, ''),
    path,
    query,
    parameters: query.split('&').filter(Boolean).map(readParameter),
  };
}

function readParameter(text: string): Parameter {
  const at = text.indexOf('=');
  return at < 0 ? [decode(text), ''] : [decode(text.slice(0, at)), decode(text.slice(at + 1))];
}

/** Text that can't be decoded stays as it is: `isDecodable` tells. */
function decode(text: string): string {
  return decodeComponent(text.replaceAll('+', ' ')) ?? text;
}

/** `undefined` where two hexadecimal digits don't follow each `%`, or the bytes are no UTF-8. */
export function decodeComponent(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** A parameter by its name, in whichever case. */
export function parameterOf(parameters: readonly Parameter[], name: string): string | undefined {
  return parameters.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}
