import type { Md5 } from './localFiles.ts';
import { MIB, planParts } from './partPlan.ts';

/** The MD5 that an ETag is, of an object that was stored in one piece without a key of its own. */
export function isMd5(etag: string): boolean {
  return /^[0-9a-f]{32}$/.test(etag);
}

/** In hex. */
export function md5Of(bytes: Uint8Array, md5: Md5): string {
  md5.update(bytes);
  return md5.hex();
}

/** How many parts an object was put together from, as its ETag tells (`…-12`). */
export function partsOfEtag(etag: string): number | undefined {
  const count = Number(/^[0-9a-f]{32}-(\d{1,5})$/.exec(etag)?.[1]);
  return Number.isInteger(count) ? count : undefined;
}

/** The ETag of an object of these parts: the MD5 of their MD5s, and their number. Hex in, hex out. */
export function etagOfParts(parts: readonly string[], md5: Md5): string {
  for (const part of parts) md5.update(Uint8Array.from(part.match(/../g) ?? [], (hex) => parseInt(hex, 16)));
  return `${md5.hex()}-${parts.length}`;
}

/** What tools cut by when they are not told otherwise: ours, aws cli, rclone, s3cmd, Cyberduck, boto3, MinIO. MiB. */
const USUAL = [8, 5, 15, 10, 16, 64, 100, 128, 32, 20, 25, 50, 256, 512];

/** The sizes that an object's parts may have had, the likeliest first: those that give that many. */
export function likelyPartSizes(size: number, count: number, ours: number): readonly number[] {
  const wished = [ours, ...USUAL.map((each) => each * MIB)].map((each) => planParts(size, each).partSize);
  return [...new Set(wished)].filter((each) => planParts(size, each).count === count);
}
