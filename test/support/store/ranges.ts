import { S3Error } from './errors.ts';

export interface ByteRange {
  readonly start: number;
  /** The last byte's index. */
  readonly end: number;
}

/**
 * A `Range` header; `undefined`: the whole object. Throws `InvalidRange` where nothing is left.
 * Reads numbers as Ceph does (RGWGetObj::parse_range): as far as there are digits, else 0. So of several ranges only
 * the first counts.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const range = /^\s*bytes\s*=(.*)$/.exec(header ?? '')?.[1];
  if (range === undefined) return undefined;
  const dash = range.indexOf('-');
  if (dash < 0) throw new S3Error('InvalidRange');
  const first = range.slice(0, dash).trim();
  const last = range.slice(dash + 1).trim();
  const { start, end } =
    first === ''
      ? suffix(number(last), size)
      : { start: number(first), end: last === '' ? size - 1 : number(last) };
  if (start >= size || start > end) throw new S3Error('InvalidRange');
  return { start, end: Math.min(end, size - 1) };
}

/** The last so many bytes; 0 is taken for all of them. */
function suffix(length: number, size: number): ByteRange {
  return { start: length === 0 ? 0 : Math.max(0, size - length), end: size - 1 };
}

function number(text: string): number {
  return Number.parseInt(text, 10) || 0;
}
