import { createHash, type Hash, hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Cancelled } from '../core/errors.ts';
import type { Digest, FileDigests } from '../core/transfers/localFiles.ts';
import { HashingThread } from './hashingThread.ts';

/** So much is hashed at a stretch: what else the extension host has to do is not felt to wait. */
const STEP = 1024 * 1024;

const thread = new HashingThread();

/** MD5 of bytes as they come. */
export function digestOf(size: number): Digest {
  return size > STEP ? thread.digest() : inPlace(size);
}

function inPlace(size: number): Digest {
  let all: string | undefined;
  let md5: Hash | undefined;
  return {
    add: async (bytes) => {
      // Most come in one piece, and one call costs less than three.
      if (bytes.length === size) all = hash('md5', bytes, 'hex');
      else md5 = (md5 ?? createHash('md5')).update(bytes);
      return bytes;
    },
    hex: async () => all ?? (md5 ?? createHash('md5')).digest('hex'),
    drop: () => {},
  };
}

/** MD5 of a file; with a part size of its parts alone, as `whole` is the MD5 of nothing then. */
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
