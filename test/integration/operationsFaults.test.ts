// Every operation that changes objects or Spaces, through a proxy that does harm by a seed, against the in-memory store:
// whatever happens to any request, nothing is lost or half done, every error is clear, and nothing is left running. That
// Cancel is at once is the editor's doing, and here the fake progress's: what is held of the flows is how soon all that
// they do has ended after it. Transfers have schedules of their own.
import assert from 'node:assert/strict';
import { isCancelled } from '../../src/core/errors.ts';
import type { FaultPlan } from '../support/faultPlan.ts';
import { type FaultProxy, startFaultProxy } from '../support/faultProxy.ts';
import { COPYING } from '../support/faults/copying.ts';
import { DELETING } from '../support/faults/deleting.ts';
import { EDITING } from '../support/faults/editing.ts';
import { assertClear, harmPlan, runSchedules } from '../support/faults/harm.ts';
import type { End, MakeOperation, Operation } from '../support/faults/operation.ts';
import { SPACES } from '../support/faults/spaces.ts';
import { createWorld, type World } from '../support/faults/world.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';

const EACH = 24;
const AT_ONCE = 4;
/** What is cancelled has ended in half a second, and on a machine that does much else at most so soon. */
const SOON_MS = 6_000;
const LONG_MS = 12_000;
const ALL: readonly (readonly [string, MakeOperation])[] = Object.entries({
  ...COPYING,
  ...DELETING,
  ...EDITING,
  ...SPACES,
});

describe(`${ALL.length} operations under ${EACH} seeded schedules of faults each`, function () {
  this.timeout(120_000);
  let store: MemoryStore;
  const all: Tally = { done: 0, failed: 0, cancelled: 0, met: 0 };
  before(async () => {
    store = await startStore({ smallestPart: 1 });
  });
  after(() => store.stop());

  for (const [index, [name, make]] of ALL.entries()) {
    it(name, async () => {
      const tally: Tally = { done: 0, failed: 0, cancelled: 0, met: 0 };
      const seeds = Array.from({ length: EACH }, (_, at) => 1_000 * (index + 1) + at);
      await runSchedules(seeds, AT_ONCE, (seed) => runSchedule(seed, make, tally));
      // A test whose faults all pass by would hold nothing.
      assert.ok(tally.met > 3 && tally.cancelled > 0, JSON.stringify(tally));
      for (const what of ['done', 'failed', 'cancelled', 'met'] as const) all[what] += tally[what];
    });
  }

  it('and most of them met a fault, got through or did not', () => {
    const least = ALL.length * EACH;
    assert.ok(all.met > least && all.done > least / 4, JSON.stringify(all));
    assert.ok(all.failed > least / 10 && all.cancelled > least / 10, JSON.stringify(all));
  });

  async function runSchedule(seed: number, make: MakeOperation, tally: Tally): Promise<void> {
    const proxy = await startFaultProxy(store.endpoint);
    try {
      const isCancelling = seed % 3 === 0;
      const patience = isCancelling && hangsAlone(seed) ? LONG_MS : 500;
      const world = createWorld({ seed, store, proxy, patience });
      const operation = await make(world);
      world.begin();
      if (!isCancelling) proxy.setPlan(planFor(seed));
      const end = await (isCancelling ? cancelled(world, operation) : ended(operation));
      await assertSettled(world, isCancelled(end.error) && !end.waitsForWrite);
      count(tally, proxy, end);
      if (end.error !== undefined && !isCancelled(end.error)) assertClear(end.error);
      operation.check(end);
      // Where the store forbids to take them back nothing more can be done.
      if (!proxy.requests.some(isRefused)) assert.deepEqual(world.leftUploads(), [], 'uploads are left');
    } finally {
      await proxy.stop();
    }
  }
});

interface Tally {
  done: number;
  failed: number;
  cancelled: number;
  met: number;
}

/** The sizes of parts are told to a person, and nothing else tells that they are others. */
function harmOf(seed: number): FaultPlan {
  const harm = harmPlan(seed, 30 + (seed % 40));
  return (request) => {
    const fault = harm(request);
    return fault?.kind === 'corruptAnswer' && request.url.includes('uploadId=') ? undefined : fault;
  };
}

/** What is deleted may take a store minutes, so an answer that never comes is waited for as long. */
function planFor(seed: number): FaultPlan {
  const harm = harmOf(seed);
  return (request) => {
    const fault = harm(request);
    const isDeletion = request.method === 'DELETE' || request.url.includes('?delete');
    return fault?.kind === 'hang' && isDeletion ? undefined : fault;
  };
}

/** Nothing is left running, and where that is soon, it soon is not. */
async function assertSettled(world: World, isSoon: boolean): Promise<void> {
  const since = performance.now();
  assert.deepEqual(await world.settled(), { open: [], waits: 0 }, 'left running');
  const took = performance.now() - since;
  if (isSoon) assert.ok(took < SOON_MS, `after Cancel it went on for ${took} ms`);
}

type Ended = End & { readonly waitsForWrite?: boolean };

async function ended({ run }: Operation): Promise<Ended> {
  try {
    return { result: await run() };
  } catch (error) {
    return { error };
  }
}

/** Where no other request does, what is cancelled would wait long for it: so it is seen that it does not. */
const hangsAlone = (seed: number) => seed % 2 === 0 && seed % 5 !== 1;

/**
 * Cancel is pressed when some request is on its way, which often gets no answer any more. Of a write the answer is waited for all
 * the same, behind the caller: what was done nevertheless is taken back.
 */
async function cancelled(world: World, operation: Operation): Promise<Ended> {
  const { seed, proxy } = world;
  const harm = harmOf(seed);
  const at = 1 + (Math.floor(seed / 3) % 7);
  let pressed: number | undefined;
  let waitsForWrite = false;
  proxy.setPlan((request) => {
    // Once nothing says that it is under way, nothing can be cancelled.
    if (request.index !== at || !world.cancel()) return harm(request);
    pressed = performance.now();
    if (seed % 2 !== 0) return harm(request);
    waitsForWrite = !['GET', 'HEAD'].includes(request.method);
    return { kind: 'hang' };
  });
  const end = await ended(operation);
  const took = performance.now() - (pressed ?? performance.now());
  assert.ok(took < SOON_MS, `cancelling took ${took} ms`);
  return { ...end, waitsForWrite };
}

function count(tally: Tally, { requests }: FaultProxy, { error }: End): void {
  tally.met += requests.filter(({ fault }) => fault !== undefined).length;
  if (error === undefined) tally.done++;
  else if (isCancelled(error)) tally.cancelled++;
  else tally.failed++;
}

function isRefused({ fault }: FaultProxy['requests'][number]): boolean {
  return fault?.kind === 'status' && fault.status === 403;
}
