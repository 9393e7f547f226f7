// Transfers through a proxy that does harm by a seed, against the in-memory store: whatever happens to any request, no
// object is lost, no file is partial under its own name, every error is clear, and nothing is left running.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { download } from '../../src/commands/transfers/download.ts';
import { upload } from '../../src/commands/transfers/upload.ts';
import { Cancelled } from '../../src/core/errors.ts';
import { median } from '../bench/row.ts';
import { type FaultProxy, startFaultProxy } from '../support/faultProxy.ts';
import { assertClear, harmPlan, runSchedules } from '../support/faults/harm.ts';
import { recordsBegun } from '../support/faults/world.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type TransferRig, transferRig } from '../support/transferRig.ts';

const SCHEDULES = 520;
const AT_ONCE = 4;
const PART = 2_000;
/** In parts, one part exactly, small, empty. */
const SIZES: Readonly<Record<string, number>> = {
  'big.bin': 3 * PART + 77,
  'part.bin': PART,
  'a.txt': 10,
  empty: 0,
};
const OLD = Buffer.from('what was there before');

const bytesOf = (name: string, seed: number) => {
  const block = createHash('sha512').update(`${name} ${seed}`).digest();
  return Buffer.alloc(SIZES[name] ?? 0, block);
};

interface Schedule {
  readonly seed: number;
  readonly what: 'upload' | 'download';
  readonly isCancelled: boolean;
  /** Something is there already, and is to be replaced. */
  readonly isReplacing: boolean;
  readonly space: string;
  readonly folder: string;
  readonly rig: TransferRig;
  readonly proxy: FaultProxy;
  /** Uploads that were begun, and whose names arrived. */
  readonly known: Set<string>;
}

/** What is cancelled would wait very long for an answer that never comes: so it is seen that it does not. */
const isCancelled = (seed: number) => seed % 3 === 0;
const patienceOf = (seed: number) => {
  const ms = isCancelled(seed) ? 20_000 : 500;
  return { headersMs: ms, workMs: ms, idleMs: ms };
};
/** Cancelling takes some 50 ms, and on a machine that does much else at most so long. */
const MOST_MS = 10_000;

describe('transfers under 520 seeded schedules of faults', function () {
  this.timeout(300_000);
  let store: MemoryStore;
  const scratch = scratchFolder('faults');

  before(async () => {
    store = await startStore({ smallestPart: 1 });
  });
  after(() => store.stop());

  const tally = { done: 0, failed: 0, cancelled: 0, met: 0, inVain: 0 };

  const tooks: number[] = [];

  it('lose nothing, leave nothing half done, and say what went wrong', async () => {
    const seeds = Array.from({ length: SCHEDULES }, (_, index) => index + 1);
    await runSchedules(seeds, AT_ONCE, runSchedule);
    // A test whose faults all pass by would hold nothing.
    assert.ok(
      tally.met > SCHEDULES &&
        tally.done > SCHEDULES &&
        tally.failed > 20 &&
        tally.cancelled > 20 &&
        tally.inVain > 0,
      JSON.stringify(tally),
    );
    assert.ok(median(tooks) < 1_000, `cancelling took ${median(tooks)} ms, in the middle`);
  });

  async function runSchedule(seed: number): Promise<void> {
    const folder = join(scratch, String(seed));
    mkdirSync(folder);
    const space = `space-${seed}`;
    store.addSpace(space);
    const proxy = await startFaultProxy(store.endpoint);
    const known = new Set<string>();
    const rig = transferRig({ endpoint: proxy.endpoint, region: store.region }, store.credentials, {
      ...{ folder, haste: 100, limits: { partSize: PART, parts: 3, files: 2 } },
      request: { limits: patienceOf(seed) },
      wrap: (bytes) => recordsBegun(bytes, known),
    });
    const schedule: Schedule = {
      ...{ seed, space, folder, rig, proxy, known, what: seed % 2 === 0 ? 'upload' : 'download' },
      ...{ isCancelled: isCancelled(seed), isReplacing: seed % 4 > 1 },
    };
    try {
      prepare(schedule);
      proxy.setPlan(harmPlan(seed));
      await (schedule.isCancelled ? runCancelled(schedule) : run(schedule));
      check(schedule);
      await cleanUp(schedule);
    } finally {
      await rig.queue.close();
      await proxy.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  function prepare({ seed, what, isReplacing, space, folder }: Schedule): void {
    mkdirSync(join(folder, 'dir'));
    for (const name of Object.keys(SIZES)) {
      if (what === 'upload') writeFileSync(join(folder, 'dir', name), bytesOf(name, seed));
      else store.put(space, `dir/${name}`, bytesOf(name, seed));
      if (!isReplacing) continue;
      if (what === 'upload') store.put(space, `dir/${name}`, OLD);
      else writeFileSync(join(folder, 'dir', name), OLD);
    }
  }

  const flow = ({ what, space, folder, rig }: Schedule) => {
    const at = (prefix: string) => ({ connection: rig.connection, space, prefix });
    return what === 'upload'
      ? upload(rig.flows, { paths: [join(folder, 'dir')], to: at(''), onConflict: 'replace' })
      : download(rig.flows, { sources: [at('dir/')], folder, onConflict: 'replace', confirmed: true });
  };

  /** The flow itself may fail before anything is begun: then nothing is. */
  async function run(schedule: Schedule): Promise<void> {
    try {
      const { done, failed } = await flow(schedule);
      const states = schedule.rig.queue.list().map(({ state }) => state);
      // Fault 12: what is told is what happened.
      assert.equal(done, states.filter((state) => state === 'done').length);
      assert.equal(failed, states.filter((state) => state === 'failed').length);
    } catch (error) {
      assertClear(error);
      assert.deepEqual(schedule.rig.queue.list(), []);
    }
  }

  async function runCancelled(schedule: Schedule): Promise<void> {
    const { queue } = schedule.rig;
    let isOver = false;
    const running = flow(schedule)
      .catch((error: unknown) => error)
      .finally(() => {
        isOver = true;
      });
    const began = () => queue.list().length > 0;
    while (!isOver && !began()) await delay(1);
    await Promise.race([running, delay(schedule.seed % 40)]);
    if (schedule.proxy.openOnes().some((each) => each.includes('"hang"'))) tally.inVain++;
    const start = performance.now();
    queue.cancel();
    await running;
    const took = performance.now() - start;
    if (began()) {
      assert.ok(took < MOST_MS, `cancelling took ${took} ms`);
      tooks.push(took);
    }
    const end = await running;
    if (end instanceof Error && !(end instanceof Cancelled)) assertClear(end);
  }

  function check(schedule: Schedule): void {
    const transfers = new Map(schedule.rig.queue.list().map((each) => [each.object.key, each] as const));
    for (const name of Object.keys(SIZES)) {
      const { state, error } = transfers.get(`dir/${name}`) ?? {};
      if (state === 'failed') assertClear(error);
      if (state === 'done' || state === 'failed' || state === 'cancelled') tally[state]++;
      checkFile(schedule, name, state === 'done');
    }
  }

  /** Of what is not done the store may have done what nobody heard of; but whole. */
  function checkFile(schedule: Schedule, name: string, isDone: boolean): void {
    const there = thereIs(schedule, name);
    if (there !== undefined && bytesOf(name, schedule.seed).equals(there)) return;
    assert.ok(!isDone, `${name} is done and not there`);
    assert.deepEqual(there, schedule.isReplacing ? OLD : undefined, `${name} is neither old nor new`);
  }

  function thereIs({ what, space, folder }: Schedule, name: string): Buffer | undefined {
    if (what === 'upload') return store.get(space, `dir/${name}`)?.body();
    const path = join(folder, 'dir', name);
    return existsSync(path) ? readFileSync(path) : undefined;
  }

  async function cleanUp({ space, folder, rig, proxy, known }: Schedule): Promise<void> {
    tally.met += proxy.requests.filter(({ fault }) => fault !== undefined).length;
    proxy.setPlan(() => undefined);
    rig.queue.cancel();
    await rig.queue.idle();
    // One whose name never arrived is the store's to clear away.
    assert.deepEqual(
      store.uploads(space).filter(({ id }) => known.has(id)),
      [],
    );
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      names.filter((name) => /spaceport-|\.json/.test(name)),
      [],
    );
    for (let tries = 0; proxy.open > 0 && tries < 2_000; tries++) await delay(5);
    assert.deepEqual(proxy.openOnes(), [], 'requests are left running');
  }
});
