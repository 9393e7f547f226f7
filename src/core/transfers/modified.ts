import type { ObjectFacts } from '../objects.ts';

/** Where rclone keeps a file's time, as seconds with decimals (rclone.org/s3, "Modification times and hashes"). */
const NAME = 'mtime';

/**
 * Times this far apart may be one: disks there are that keep them in steps of two seconds, and stores and other file systems
 * keep them with another precision. Milliseconds.
 */
export const SAME_TIME_MS = 2_000;

/** @param mtimeMs milliseconds since the epoch */
export function metadataOfTime(mtimeMs: number): { readonly mtime: string } {
  return { [NAME]: String(Math.round(mtimeMs) / 1000) } as { mtime: string };
}

/** When the file was changed that an object was made from; else when the object was made. Milliseconds. */
export function modifiedOf({
  metadata,
  lastModified,
}: Pick<ObjectFacts, 'metadata' | 'lastModified'>): number {
  const seconds = Number(/^-?\d{1,12}(?:\.\d+)?$/.exec(metadata[NAME] ?? '')?.[0]);
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) : lastModified;
}
