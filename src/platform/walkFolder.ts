import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Cancelled } from '../core/errors.ts';
import type { Found } from '../core/transfers/localFiles.ts';
import { inWords } from './fileFailures.ts';

interface Place {
  readonly path: string;
  readonly names: readonly string[];
  /** The true paths of the folders that lead here. */
  readonly above: readonly string[];
}

/**
 * All files below a folder, in the order of their names. A link to a folder is followed unless that folder leads to the
 * link; what can't be read is told of and left out. Sockets, pipes and devices are no files.
 */
export async function* walkFolder(folder: string, signal: AbortSignal): AsyncGenerator<Found> {
  yield* walk({ path: folder, names: [], above: [] }, signal);
}

async function* walk(place: Place, signal: AbortSignal): AsyncGenerator<Found> {
  let listed: { readonly entries: readonly Dirent[]; readonly own: string };
  try {
    listed = await list(place);
  } catch (error) {
    yield { path: place.path, names: place.names, error: error as Error };
    return;
  }
  const above = [...place.above, listed.own];
  for (const entry of listed.entries) {
    if (signal.aborted) throw new Cancelled();
    const path = join(place.path, entry.name);
    const names = [...place.names, entry.name];
    if (entry.isDirectory()) yield* walk({ path, names, above }, signal);
    else if (entry.isFile() || entry.isSymbolicLink()) yield* look({ path, names, above }, signal);
  }
}

async function list({ path, above }: Place) {
  return inWords(path, async () => {
    const own = await realpath(path);
    if (above.includes(own)) return { entries: [], own };
    const entries = await readdir(path, { withFileTypes: true });
    return { entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)), own };
  });
}

async function* look(place: Place, signal: AbortSignal): AsyncGenerator<Found> {
  const { path, names } = place;
  try {
    const found = await inWords(path, () => stat(path));
    if (found.isFile()) yield { path, names, size: found.size, mtimeMs: found.mtimeMs };
    else if (found.isDirectory()) yield* walk(place, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    yield { path, names, error: error as Error };
  }
}
