import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Share } from '../../../../src/core/ledger.ts';
import { createUnfinished } from '../../../../src/core/unfinished.ts';
import { SharedFolder } from '../../../support/fakes/folder.ts';
import { FakeLog } from '../../../support/fakes/small.ts';
import { scratchFolder } from '../../../support/scratch.mjs';
import { shareOf } from '../../core/shareOf.ts';

export const NOW = Date.UTC(2026, 10, 24, 8, 0, 0);

const { id: _id, ...withoutId } = shareOf();
/** A share before it is entered. */
export const entry = withoutId;

export const keysOf = (shares: readonly Share[]) =>
  shares.map(({ what }) => ('key' in what ? what.key : '')).sort();

/** What every window has. */
export function windows() {
  const unfinished = createUnfinished();
  const lost: unknown[] = [];
  const onLost = (error: unknown) => lost.push(error);
  return { unfinished, lost, common: { random: Math.random, now: () => NOW, unfinished, onLost } };
}

/** A folder that is not there yet. */
export function scratchShares() {
  const path = join(scratchFolder('ledger'), 'shares');
  const files = async () => (await readdir(path)).sort();
  return { path, folder: new SharedFolder(path), log: new FakeLog(), files };
}
