import type { Command, Entry, WrittenForm, WrittenRequest } from './request.ts';

/** Options of curl that take a value and mean nothing here (curl 8's manual): their values are not URLs. */
const WITH_VALUE =
  /^--(?:output|output-dir|data-urlencode|user|user-agent|referer|cookie|cookie-jar|max-time|connect-timeout|retry|retry-delay|retry-max-time|proxy|proxy-user|cacert|capath|cert|cert-type|key|key-type|pass|range|limit-rate|write-out|resolve|connect-to|interface|config|continue-at|ciphers|url-query|dump-header|max-filesize|max-redirs|speed-limit|speed-time|time-cond|unix-socket|noproxy|netrc-file|stderr|trace|trace-ascii|aws-sigv4|rate|parallel-max|local-port|dns-servers|keepalive-time|tls-max|etag-save|etag-compare|libcurl|variable|expect100-timeout|ipfs-gateway)$/;

const SHORT: Readonly<Record<string, string>> = {
  X: '--request',
  F: '--form',
  H: '--header',
  T: '--upload-file',
  d: '--data',
  I: '--head',
  G: '--get',
  o: '--output',
  u: '--user',
  A: '--user-agent',
  e: '--referer',
  b: '--cookie',
  c: '--cookie-jar',
  m: '--max-time',
  x: '--proxy',
  U: '--proxy-user',
  r: '--range',
  w: '--write-out',
  C: '--continue-at',
  D: '--dump-header',
  E: '--cert',
  K: '--config',
  Y: '--speed-limit',
  y: '--speed-time',
  z: '--time-cond',
  t: '--telnet-option',
  P: '--ftp-port',
  Q: '--quote',
};
const READ_WITH_VALUE =
  /^--(?:request|form|form-string|header|upload-file|url|json|data(?:-raw|-binary|-ascii)?|telnet-option|ftp-port|quote)$/;

interface Found {
  method?: string;
  head?: boolean;
  get?: boolean;
  data?: boolean;
  upload?: boolean;
  readonly urls: string[];
  readonly headers: Entry[];
  readonly parts: Part[];
}

interface Part {
  readonly name: string;
  readonly value: string;
  readonly isFile: boolean;
}

/** The request that a curl command makes; `undefined` where it names no URL. */
export function readCurl({ words, isUnquoted }: Command): WrittenRequest | undefined {
  const found: Found = { urls: [], headers: [], parts: [] };
  const rest = [...words.slice(1)];
  while (rest.length > 0) readOption(rest, found);
  const url = found.urls.find((each) => /[?&]/.test(each)) ?? found.urls[0];
  if (url === undefined) return undefined;
  return {
    method: found.method?.toUpperCase() ?? impliedMethod(found),
    url,
    headers: found.headers,
    form: found.parts.length > 0 ? formOf(found.parts) : undefined,
    from: 'command',
    flaws: isUnquoted ? ['unquoted'] : [],
  };
}

function impliedMethod(found: Found): string {
  if (found.head) return 'HEAD';
  if (found.upload) return 'PUT';
  return found.parts.length > 0 || (found.data && !found.get) ? 'POST' : 'GET';
}

/** Takes one option with its value from the front. */
function readOption(rest: string[], found: Found): void {
  const word = rest.shift() ?? '';
  if (word.startsWith('--')) {
    const takes = READ_WITH_VALUE.test(word) || WITH_VALUE.test(word);
    apply(word, takes ? (rest.shift() ?? '') : '', found);
  } else if (word.startsWith('-') && word !== '-') {
    readShort(word.slice(1), rest, found);
  } else {
    found.urls.push(word);
  }
}

/** `-sSfo name`, `-Tfile`: letters in one word, of which the first with a value takes what is left of it. */
function readShort(letters: string, rest: string[], found: Found): void {
  for (const [index, letter] of [...letters].entries()) {
    const name = SHORT[letter];
    if (name === undefined) continue;
    if (name === '--head' || name === '--get') {
      apply(name, '', found);
      continue;
    }
    const attached = letters.slice(index + 1);
    apply(name, attached === '' ? (rest.shift() ?? '') : attached, found);
    return;
  }
}

function apply(name: string, value: string, found: Found): void {
  if (name === '--request') found.method = value;
  else if (name === '--url') found.urls.push(value);
  else if (name === '--head') found.head = true;
  else if (name === '--get') found.get = true;
  else if (name === '--upload-file') found.upload = true;
  else if (/^--(?:data|json)/.test(name)) found.data = true;
  else if (name === '--header') found.headers.push(headerOf(value));
  else if (name === '--form-string') found.parts.push(partOf(value, true));
  else if (name === '--form') found.parts.push(partOf(value, false));
}

/** `Name: value`; `Name;` is one without a value. */
export function headerOf(text: string): Entry {
  const at = text.indexOf(':');
  return at < 0 ? [text.replace(/;$/, ''), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** curl's own reading of `--form` (its formparse.c): `@` and `<` read files, `;` begins what is said about a part. */
function partOf(text: string, isLiteral: boolean): Part {
  const at = text.indexOf('=');
  const [name, content] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  if (isLiteral) return { name, value: content, isFile: false };
  if (content.startsWith('@')) return { name, value: content.slice(1), isFile: true };
  if (content.startsWith('<'))
    return { name, value: content.slice(1), isFile: name.toLowerCase() === 'file' };
  const quoted = /^[\t ]*"((?:[^"\\]|\\[\s\S])*)"/.exec(content)?.[1];
  if (quoted !== undefined) return { name, value: quoted.replace(/\\(["\\])/g, '$1'), isFile: false };
  return { name, value: content.replace(/;[\s\S]*$/, '').trim(), isFile: false };
}

function formOf(parts: readonly Part[]): WrittenForm {
  const at = parts.findIndex(({ isFile }) => isFile);
  const fields = (some: readonly Part[]) => some.map(({ name, value }): Entry => [name, value]);
  return at < 0
    ? { fields: fields(parts), behindFile: [], hasFile: false }
    : { fields: fields(parts.slice(0, at)), behindFile: fields(parts.slice(at + 1)), hasFile: true };
}
