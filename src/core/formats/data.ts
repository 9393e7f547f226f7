import type { FormattedLink } from './links.ts';
import { eachOf } from './pieces.ts';

const COLUMNS = ['space', 'key', 'filename', 'size', 'lastModified', 'expiresAt', 'url'] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string | number | undefined>>;

/**
 * A table by RFC 4180: a header, CRLF, quotes where needed. A name that a spreadsheet
 * would take for a formula gets an apostrophe in front, as OWASP advises: strangers may choose names. JSON has each name
 * as it is.
 */
export function* csvOf(links: readonly FormattedLink[]): Generator<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  for (const link of links) {
    const row = rowOf(link);
    yield `${COLUMNS.map((column) => cell(row[column])).join(',')}\r\n`;
  }
}

/** A list of objects; what is not known is left out. Moments are ISO 8601 in UTC. */
export function* jsonOf(links: readonly FormattedLink[]): Generator<string> {
  yield '[\n';
  yield* eachOf(
    links,
    (link) => `  ${JSON.stringify(rowOf(link), undefined, 2).replaceAll('\n', '\n  ')}`,
    ',\n',
  );
  yield '\n]\n';
}

function rowOf({ url, space, key, filename, size, lastModified, expiresAt }: FormattedLink): Row {
  return {
    space,
    key,
    filename,
    size,
    lastModified: lastModified === undefined ? undefined : new Date(lastModified).toISOString(),
    expiresAt: expiresAt.toISOString(),
    url,
  };
}

/** Also the full-width signs, which spreadsheets in Japanese read alike. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function cell(value: string | number | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
