import type { ByteRange } from '../objects.ts';

/** S3's limit (AWS, "Amazon S3 multipart upload limits"). */
export const MAX_PARTS = 10_000;
export const MIB = 1024 * 1024;

/** How a file is cut: parts of one size, the last one what is left. */
export interface PartPlan {
  /** Bytes. */
  readonly size: number;
  /** Bytes. */
  readonly partSize: number;
  /** At least 1: an empty file is one empty part. */
  readonly count: number;
}

/** Parts as large as wished, larger by whole MiB where there would be more than 10,000. */
export function planParts(size: number, wished: number): PartPlan {
  const least = Math.ceil(size / MAX_PARTS);
  const partSize = least <= wished ? wished : Math.ceil(least / MIB) * MIB;
  return { size, partSize, count: Math.max(1, Math.ceil(size / partSize)) };
}

/** @param partNumber from 1 on */
export function rangeOf({ size, partSize }: PartPlan, partNumber: number): ByteRange {
  const start = (partNumber - 1) * partSize;
  return { start, end: Math.min(size, start + partSize) };
}

export function numbersOf({ count }: PartPlan): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** Of all these parts together. */
export function bytesOf(plan: PartPlan, partNumbers: Iterable<number>): number {
  let bytes = 0;
  for (const number of partNumbers) bytes += lengthOf(rangeOf(plan, number));
  return bytes;
}

export function lengthOf({ start, end }: ByteRange): number {
  return end - start;
}
