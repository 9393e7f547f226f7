import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Cancelled } from '../core/errors.ts';
import type { FileDigests } from '../core/transfers/localFiles.ts';

/** So much is hashed at a stretch: what else the extension host has to do is not felt to wait. */
const STEP = 1024 * 1024;

/** MD5 of a file and of its parts, in one pass. */
export async function digestFile(
  path: string,
  partSize: number | undefined,
  signal: AbortSignal,
): Promise<FileDigests> {
  const file = await open(path, 'r');
  try {
    const whole = createHash('md5');
    const parts: string[] = [];
    let part: { hash: Hash; left: number } | undefined;
    const buffer = Buffer.allocUnsafeSlow(STEP);
    for (;;) {
      if (signal.aborted) throw new Cancelled();
      const { bytesRead } = await file.read(buffer, 0, Math.min(STEP, part?.left ?? partSize ?? STEP));
      if (bytesRead === 0) break;
      const bytes = buffer.subarray(0, bytesRead);
      if (partSize === undefined) {
        whole.update(bytes);
        continue;
      }
      part ??= { hash: createHash('md5'), left: partSize };
      part.hash.update(bytes);
      part.left -= bytesRead;
      if (part.left > 0) continue;
      parts.push(part.hash.digest('hex'));
      part = undefined;
    }
    if (part !== undefined) parts.push(part.hash.digest('hex'));
    return { whole: whole.digest('hex'), parts };
  } finally {
    await file.close();
  }
}
