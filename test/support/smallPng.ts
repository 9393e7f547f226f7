import { deflateSync, inflateSync } from 'node:zlib';
import { chunk } from './demo/png.ts';

const SIGNATURE = 8;
const CHANNELS = 4;

/**
 * The same picture with rows that no filter has changed, packed as well as can be: a drawing of few areas gets smaller.
 * @param png 8 bits a channel, RGBA, not interlaced, as a browser's screenshot is
 */
export function smallPng(png: Buffer): Buffer {
  const chunks = [...chunksOf(png)];
  const of = (type: string) => chunks.filter((chunk) => chunk.type === type).map(({ data }) => data);
  const header = Buffer.concat(of('IHDR'));
  const rows = unfiltered(inflateSync(Buffer.concat(of('IDAT'))), header.readUInt32BE(0) * CHANNELS);
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  const written = [chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([png.subarray(0, SIGNATURE), ...written]);
}

function* chunksOf(png: Buffer): Generator<{ readonly type: string; readonly data: Buffer }> {
  for (let at = SIGNATURE; at < png.length; ) {
    const end = at + 8 + png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end) };
    at = end + 4;
  }
}

/** PNG, "Filter types for filter method 0": what a byte was guessed by from those left of it and above. */
function unfiltered(rows: Buffer, width: number): Buffer {
  const plain = Buffer.alloc(rows.length);
  for (let row = 0; row < rows.length; row += width + 1) {
    const filter = rows[row] ?? 0;
    for (let at = row + 1; at <= row + width; at++) {
      const pixel = at - row > CHANNELS;
      const left = pixel ? (plain[at - CHANNELS] ?? 0) : 0;
      const above = plain[at - width - 1] ?? 0;
      const corner = pixel ? (plain[at - width - 1 - CHANNELS] ?? 0) : 0;
      plain[at] = (rows[at] ?? 0) + guess(filter, left, above, corner);
    }
  }
  return plain;
}

function guess(filter: number, left: number, above: number, corner: number): number {
  if (filter < 4) return [0, left, above, (left + above) >> 1][filter] ?? 0;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((each) =>
    Math.abs(left + above - corner - each),
  );
  if ((toLeft ?? 0) <= (toAbove ?? 0) && (toLeft ?? 0) <= (toCorner ?? 0)) return left;
  return (toAbove ?? 0) <= (toCorner ?? 0) ? above : corner;
}
