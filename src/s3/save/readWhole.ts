import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import type { ObjectBytes, ObjectFacts, ObjectRead, VersionTarget } from '../../core/objects.ts';
import { plain } from '../../core/plain.ts';
import { forEachAtOnce } from '../../core/transfers/engine.ts';
import { MIB, numbersOf, planParts, rangeOf } from '../../core/transfers/partPlan.ts';
import { readPieces } from '../bytes/readRange.ts';
import { isChanged } from '../bytes/write.ts';

const RANGE = 8 * MIB;
const AT_ONCE = 4;
/** How often it is begun anew that is written to meanwhile. */
const READ_ANEW = 3;

export interface Whole {
  readonly facts: ObjectFacts;
  /** As stored. */
  readonly stored: Uint8Array;
}

/** One state of an object, all of it: what is larger in several ranges at a time. */
export async function readWhole(
  bytes: ObjectBytes,
  object: VersionTarget,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Whole> {
  for (let tries = 1; ; tries++) {
    try {
      return await readState(bytes, object, maxBytes, signal);
    } catch (error) {
      if (!isChanged(error) || tries > READ_ANEW) throw error;
    }
  }
}

/** Small ones are there with the first answer, and of large ones their beginning. */
async function readState(
  bytes: ObjectBytes,
  object: VersionTarget,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Whole> {
  const first = new AbortController();
  try {
    const read = await bytes.read(object, {}, AbortSignal.any([signal, first.signal]));
    const { facts } = read;
    const { size, etag } = facts;
    if (size > maxBytes) throw tooLarge(object.key);
    const stored = new Uint8Array(size);
    const plan = planParts(size, RANGE);
    await forEachAtOnce({ items: numbersOf(plan), atOnce: AT_ONCE, signal }, async (number, either) => {
      const range = rangeOf(plan, number);
      if (number === 1 && (await gather(read, stored.subarray(0, range.end)))) return;
      const wanted = { source: { ...object, size, etag }, range };
      await readPieces(bytes, wanted, either, (piece, at) => stored.set(piece, range.start + at));
    });
    return { facts, stored };
  } finally {
    first.abort();
  }
}

/** False where it broke off: it can be asked for again. */
async function gather({ facts, body }: ObjectRead, beginning: Uint8Array): Promise<boolean> {
  const { length } = beginning;
  let at = 0;
  try {
    for await (const piece of body) {
      beginning.set(piece.subarray(0, length - at), at);
      at += piece.length;
      if (at >= length && length < facts.size) break;
    }
    return true;
  } catch (error) {
    if (error instanceof SpacesError) return false;
    throw error;
  }
}

export function tooLarge(key: string): SpacesError {
  return new SpacesError('badArguments', t('The object is larger than can be opened: {0}', plain(key)));
}
