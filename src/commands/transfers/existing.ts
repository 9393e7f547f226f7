import { SpacesError } from '../../core/errors.ts';
import { commonFolder } from '../../core/listingPath.ts';
import { walk } from '../../core/listingWalk.ts';
import type { SpaceTarget } from '../../core/target.ts';
import { forEachAtOnce } from '../../core/transfers/engine.ts';
import { factsIfThere } from '../../core/transfers/factsIfThere.ts';
import type { TransferFlowsDeps } from './deps.ts';
import type { Side } from './planned.ts';

/** From so many keys on their folder is listed, a thousand at a time, as long as that is less to ask for. */
const ONE_BY_ONE = 50;
const AT_ONCE = 16;
const MOST_LISTED = 20_000;

/**
 * What is there of these keys. Of a key pair that may only write nothing is known: nothing is overwritten all the same,
 * because the server is told not to.
 */
export async function findExisting(
  deps: Pick<TransferFlowsDeps, 'reads' | 'bytes'>,
  space: SpaceTarget,
  { keys, signal }: { readonly keys: readonly string[]; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, Side>> {
  if (keys.length > ONE_BY_ONE) {
    const listed = await listExisting(deps, space, { keys, signal });
    if (listed !== undefined) return listed;
  }
  const found = new Map<string, Side>();
  await forEachAtOnce({ items: keys, atOnce: AT_ONCE, signal }, async (key, each) => {
    const there = await sideOf(deps, space, { key, signal: each });
    if (there !== undefined) found.set(key, there);
  });
  return found;
}

/** One object; `undefined` where there is none, or it may not be asked about. */
export async function sideOf(
  { bytes }: Pick<TransferFlowsDeps, 'bytes'>,
  { connection, space }: SpaceTarget,
  { key, signal }: { readonly key: string; readonly signal: AbortSignal },
): Promise<Side | undefined> {
  const facts = await factsIfThere(bytes, { connection, space, key }, signal);
  return facts && { size: facts.size, modified: facts.lastModified, etag: facts.etag };
}

/** `undefined` where the folder holds far more than what is asked about, or may not be listed. */
async function listExisting(
  { reads }: Pick<TransferFlowsDeps, 'reads'>,
  { connection, space }: SpaceTarget,
  { keys, signal }: { readonly keys: readonly string[]; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, Side> | undefined> {
  const wanted = new Set(keys);
  const found = new Map<string, Side>();
  const most = Math.max(MOST_LISTED, keys.length * 10);
  let count = 0;
  try {
    const folder = { connection, space, prefix: commonFolder(keys) };
    for await (const page of walk(reads, folder, signal, { order: 'any' })) {
      count += page.length;
      if (count > most) return undefined;
      for (const { key, size, lastModified, etag } of page)
        if (wanted.has(key)) found.set(key, { size, modified: lastModified, etag });
    }
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'accessDenied') return undefined;
    throw error;
  }
  return found;
}
