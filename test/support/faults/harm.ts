import assert from 'node:assert/strict';
import { SpacesError } from '../../../src/core/errors.ts';
import { type FaultPlan, type Passing, seededPlan } from '../faultPlan.ts';

/**
 * Every kind of harm, by a seed. What can't be told from the truth by anybody without TLS is left out: other bytes in a
 * document, or no body at all where a server may have none to give.
 */
export function harmPlan(seed: number, percent = 15 + (seed % 30)): FaultPlan {
  const all = seededPlan({
    ...{ seed, percent, times: 1 + (seed % 3), longestDelay: 20 },
    kinds: [
      ...(['cutRequest', 'cutAnswer', 'corruptRequest', 'delay', 'status', 'statusAfter'] as const),
      ...(['truncateAnswer', 'corruptAnswer'] as const),
      ...(seed % 5 === 1 ? (['hang'] as const) : []),
      ...(seed % 5 === 0 ? (['403'] as const) : []),
    ],
  });
  return (request) => {
    const fault = all(request);
    return fault?.kind === 'corruptAnswer' && !isObjectRead(request) ? undefined : fault;
  };
}

/** Whether the answer's body is that of an object, whose ETag tells what it should be, or of parts, which have theirs. */
function isObjectRead({ method, url }: Passing): boolean {
  const { pathname, searchParams } = new URL(url, 'http://proxy');
  const isDocument = ['acl', 'tagging'].some((name) => searchParams.has(name));
  return method === 'GET' && pathname.split('/').length > 2 && !isDocument;
}

/** What a person is told: in words, and without what nobody else should see. */
export function assertClear(error: unknown): void {
  assert.ok(error instanceof SpacesError, String(error));
  const { message } = error;
  assert.ok(message.length > 10 && !message.includes('Something went wrong'), message);
  assert.doesNotMatch(message, /X-Amz-|Signature=|undefined|\[object/);
}

/** Runs every schedule, some at a time; after a few that failed no more begin. Throws with what failed. */
export async function runSchedules(
  seeds: readonly number[],
  atOnce: number,
  run: (seed: number) => Promise<void>,
): Promise<void> {
  const rest = seeds.values();
  const failures: string[] = [];
  const worker = async () => {
    for (const seed of rest) {
      if (failures.length < 5)
        await run(seed).catch((error: unknown) => failures.push(`${seed}: ${String(error)}`));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  assert.deepEqual(failures, []);
}
