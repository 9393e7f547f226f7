import { S3Error } from './errors.ts';

export interface Part {
  readonly name: string;
  /** The `filename` of its Content-Disposition as sent, quotes removed. */
  readonly filename: string | undefined;
  readonly content: Buffer;
}

/** Splits a `multipart/form-data` body. Throws `InvalidArgument` where it is none. */
export function parseMultipart(body: Buffer, contentType: string): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!/^multipart\/form-data\b/i.test(contentType) || boundary === undefined) {
    throw new S3Error('InvalidArgument', { message: 'Request Content-Type is not multipart/form-data' });
  }
  // The first boundary has no line break before it; with one in front all are alike.
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const mark = Buffer.from(`\r\n--${boundary}`);
  const parts: Part[] = [];
  let start = whole.indexOf(mark);
  while (start >= 0) {
    const end = whole.indexOf(mark, start + mark.length);
    if (end < 0) break;
    const part = parsePart(whole.subarray(start + mark.length, end));
    if (part) parts.push(part);
    start = end;
  }
  return parts;
}

/** @param raw from the end of one boundary to the beginning of the next */
function parsePart(raw: Buffer): Part | undefined {
  const blank = raw.indexOf('\r\n\r\n');
  if (blank < 0) return undefined;
  const disposition = raw
    .subarray(0, blank)
    .toString('utf8')
    .split('\r\n')
    .find((line) => /^content-disposition:/i.test(line));
  const parameters = dispositionParameters(disposition ?? '');
  return {
    name: parameters.get('name') ?? '',
    filename: parameters.get('filename'),
    content: raw.subarray(blank + 4),
  };
}

/**
 * As Ceph reads it (rgw_rest_s3.cc, parse_boundary_params): split at every `;`, also inside quotes, and one pair of
 * quotes taken off. So `filename="semi;colon"` becomes `"semi`.
 */
function dispositionParameters(line: string): Map<string, string> {
  const pairs = line
    .slice(line.indexOf(':') + 1)
    .split(';')
    .slice(1);
  return new Map(pairs.map(splitPair).filter(([name]) => name !== ''));
}

function splitPair(pair: string): [string, string] {
  const mark = pair.indexOf('=');
  if (mark < 0) return ['', ''];
  return [pair.slice(0, mark).trim().toLowerCase(), unquote(pair.slice(mark + 1).trim())];
}

function unquote(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
