// Every request of a rename and of a folder's move fails once, and from there on; whatever happens, nothing is lost.
import assert from 'node:assert/strict';
import {
  GetObjectAclCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { deleteObjects } from '../../src/commands/manage/deleteObjects.ts';
import type { Outcome } from '../../src/commands/manage/deps.ts';
import { rename } from '../../src/commands/manage/rename.ts';
import { transferObjects } from '../../src/commands/manage/transferObjects.ts';
import { Cancelled, SpacesError } from '../../src/core/errors.ts';
import { CephAdmin } from '../support/cephAdmin.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import type { ProxyFault } from '../support/faultPlan.ts';
import { type FaultProxy, startFaultProxy } from '../support/faultProxy.ts';
import { DRESSED, type Look, lookOf } from '../support/lookOf.ts';
import { manageDeps } from '../support/manageDeps.ts';
import { connectionTo } from '../support/realStore.ts';

const FAULTS: Readonly<Record<string, ProxyFault>> = {
  'a fault of the server': { kind: 'status', status: 500, code: 'InternalError' },
  'a refusal': { kind: 'status', status: 403, code: 'AccessDenied' },
  'a connection cut before it is done': { kind: 'cutRequest', at: 0 },
  'a connection cut after it is done': { kind: 'cutAnswer', at: 0 },
  'a fault said though it is done': { kind: 'statusAfter', status: 500, code: 'InternalError' },
};

describe('failures in the middle of a move, on the real gateway', () => {
  let space: TestSpace;
  let proxy: FaultProxy;
  let dress: Look | undefined;
  let runs = 0;

  before(async () => {
    space = await freshSpace();
    proxy = await startFaultProxy(space.endpoint);
    await new CephAdmin(space).createUser({ uid: `f${space.bucket}` });
  });

  after(() => proxy.stop());

  const at = () => ({
    connection: connectionTo({ ...space, endpoint: proxy.endpoint }),
    space: space.bucket,
  });
  const look = (key: string) => lookOf(space.client, space.bucket, key);

  /** Objects with everything, also a grant that no canned access says. */
  async function prepare(prefix: string, names: readonly string[]): Promise<void> {
    const Bucket = space.bucket;
    for (const name of names) {
      const Key = prefix + name;
      await space.client.send(new PutObjectCommand({ Bucket, Key, Body: 'content', ...DRESSED }));
      const { Owner } = await space.client.send(new GetObjectAclCommand({ Bucket, Key }));
      const GrantFullControl = `id="${Owner?.ID}"`;
      const GrantRead = `id="f${space.bucket}"`;
      await space.client.send(new PutObjectAclCommand({ Bucket, Key, GrantFullControl, GrantRead }));
    }
    dress ??= await look(prefix + names[0]);
  }

  interface Attempt {
    readonly from: readonly string[];
    readonly to: readonly string[];
    /** How many were moved, as the flow says; throws. */
    run(): Promise<number>;
  }

  /** @returns how many requests it took */
  async function holds(attempt: Attempt, label: string): Promise<number> {
    let done: number | undefined;
    try {
      done = await attempt.run();
    } catch (error) {
      assert.ok(error instanceof SpacesError || error instanceof Cancelled, `${label}: ${String(error)}`);
    }
    const requests = proxy.requests.length;
    proxy.setPlan(() => undefined);
    let moved = 0;
    for (const [index, from] of attempt.from.entries()) {
      const [source, target] = await Promise.all([look(from), look(attempt.to[index] ?? '')]);
      if (source) assert.deepEqual(source, dress, `${label}: the source`);
      else assert.deepEqual(target, dress, `${label}: without its source the target`);
      if (!source) moved++;
    }
    if (done !== undefined) assert.ok(moved >= done, `${label}: ${done} are said to be moved, ${moved} are`);
    return requests;
  }

  async function everyRequest(make: () => Promise<Attempt>): Promise<void> {
    const count = await holds(await make(), 'without a fault');
    assert.ok(count >= 6, String(count));
    for (const [name, fault] of Object.entries(FAULTS)) {
      for (let index = 1; index <= count; index++) {
        for (const isForGood of [false, true]) {
          const attempt = await make();
          proxy.setPlan((request) =>
            request.index === index || (isForGood && request.index > index) ? fault : undefined,
          );
          await holds(
            attempt,
            `${name} at request ${index} of ${count}${isForGood ? ' and from there on' : ''}`,
          );
        }
      }
    }
  }

  it('a rename', async function () {
    this.timeout(300_000);
    await everyRequest(async () => {
      const prefix = `r${runs++}/`;
      await prepare(prefix, ['a']);
      const { deps } = manageDeps({ keys: space.keys, isHasty: true });
      return {
        from: [`${prefix}a`],
        to: [`${prefix}b`],
        run: async () => {
          await rename(deps, { ...at(), key: `${prefix}a` }, { newName: 'b' });
          return 1;
        },
      };
    });
  });

  it('a folder that is moved', async function () {
    this.timeout(300_000);
    await everyRequest(async () => {
      const prefix = `m${runs++}/`;
      const names = ['1', 'ü/2'];
      await prepare(`${prefix}a/`, names);
      const { deps } = manageDeps({ keys: space.keys, isHasty: true });
      const sources = [{ ...at(), prefix: `${prefix}a/` }];
      const to = { ...at(), prefix: `${prefix}b/` };
      return {
        from: names.map((name) => `${prefix}a/${name}`),
        to: names.map((name) => `${prefix}b/a/${name}`),
        run: async () => {
          const outcome: Outcome = await transferObjects(deps, {
            sources,
            to,
            mode: 'move',
            confirmed: true,
          });
          return outcome.done;
        },
      };
    });
  });

  it('Undo brings back what was deleted though the first answer was lost', async () => {
    const keys = ['u/1', 'u/2', 'u/odd\u0001'];
    await prepare('', keys);
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await space.client.send(
      new PutBucketVersioningCommand({ Bucket: space.bucket, VersioningConfiguration }),
    );
    proxy.setPlan(({ method, occurrence }) => {
      const isDeletion = method === 'DELETE' || method === 'POST';
      return isDeletion && occurrence === 1 ? { kind: 'cutAnswer', at: 0 } : undefined;
    });
    const { deps, notices } = manageDeps({ keys: space.keys, isHasty: true });
    const targets = [{ ...at(), prefix: 'u/' }];
    assert.deepEqual(await deleteObjects(deps, { targets, confirmed: true }), { deleted: 3, failed: 0 });
    assert.deepEqual(await Promise.all(keys.map(look)), [undefined, undefined, undefined]);
    await notices.press('Undo');
    assert.equal(notices.last.message, 'Brought back: 3');
    for (const key of keys) assert.deepEqual(await look(key), dress, key);
  });
});
