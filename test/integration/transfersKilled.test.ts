// An editor that is killed in the middle of a transfer, and the next one that finds what it left.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { MIB } from '../../src/core/transfers/partPlan.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { start } from '../support/process.mjs';
import { scratchFolder } from '../support/scratch.mjs';
import type { ChildPlan } from '../support/transferChild.ts';
import { transferRig } from '../support/transferRig.ts';

const SCRIPT = join(import.meta.dirname, '../support/transferChild.ts');
const PART = 5 * MIB;

describe('an editor that is killed in the middle of a transfer', function () {
  this.timeout(60_000);
  let space: TestSpace;
  let folder: string;
  const body = randomBytes(12 * PART + 7);
  const planOf = (what: ChildPlan['what'], path: string): ChildPlan => ({
    ...{ store: { endpoint: space.endpoint, region: space.region }, keys: space.keys, folder },
    ...{ partSize: PART, what, space: space.bucket, key: 'dir/big.bin', path, holdsAt: 3 },
  });

  beforeEach(async () => {
    space = await freshSpace();
    folder = scratchFolder('killed');
  });

  const startChild = async (plan: ChildPlan) => {
    const child = start(process.execPath, [SCRIPT, JSON.stringify(plan)], { graceMs: 0, stdin: true });
    await child.untilOutput(/held/);
    return child;
  };
  const killedInTheMiddle = async (plan: ChildPlan) => {
    const child = await startChild(plan);
    child.child.kill('SIGKILL');
    assert.equal(await child.ended, 'SIGKILL');
  };
  const nextEditor = () => {
    let bytes = 0;
    const rig = transferRig(space, space.keys, {
      folder,
      limits: { partSize: PART },
      wrap: (own) => ({
        ...own,
        writePart: (upload, number, part, signal) => {
          bytes += (part instanceof Uint8Array ? part : part.bytes).length;
          return own.writePart(upload, number, part, signal);
        },
        read: (object, options, signal) => {
          bytes += (options.range?.end ?? body.length) - (options.range?.start ?? 0);
          return own.read(object, options, signal);
        },
      }),
    });
    return { ...rig, moved: () => bytes };
  };
  const uploads = async () =>
    (await space.client.send(new ListMultipartUploadsCommand({ Bucket: space.bucket }))).Uploads ?? [];
  const journal = () =>
    existsSync(join(folder, 'journal'))
      ? readdirSync(join(folder, 'journal')).filter((name) => !name.endsWith('.owner'))
      : [];

  it('goes on with an upload where the store has its parts', async () => {
    const path = join(folder, 'big.bin');
    writeFileSync(path, body);
    await killedInTheMiddle(planOf('upload', path));
    assert.equal((await uploads()).length, 1);
    const { queue, moved } = nextEditor();
    assert.equal((await queue.restore()).count, 1);
    assert.deepEqual(
      queue.list().map(({ state, localPath }) => [state, localPath]),
      [['paused', path]],
    );
    queue.resume();
    await queue.idle();
    assert.deepEqual(
      queue.list().map(({ state }) => state),
      ['done'],
    );
    assert.ok(moved() < body.length, `sent ${moved()} of ${body.length}`);
    const { Body } = await space.client.send(
      new GetObjectCommand({ Bucket: space.bucket, Key: 'dir/big.bin' }),
    );
    assert.ok(body.equals(Buffer.from((await Body?.transformToByteArray()) ?? [])));
    await queue.close();
    assert.deepEqual([await uploads(), journal()], [[], []]);
  });

  it('begins anew where the file is another by then, and cleans up what is cancelled', async () => {
    const path = join(folder, 'big.bin');
    writeFileSync(path, body);
    await killedInTheMiddle(planOf('upload', path));
    const other = Buffer.from(body).fill(7, 0, 100);
    writeFileSync(path, other);
    const first = nextEditor();
    await first.queue.restore();
    first.queue.resume();
    await first.queue.idle();
    const { Body } = await space.client.send(
      new GetObjectCommand({ Bucket: space.bucket, Key: 'dir/big.bin' }),
    );
    assert.ok(other.equals(Buffer.from((await Body?.transformToByteArray()) ?? [])));
    assert.deepEqual(await uploads(), []);
    await first.queue.close();
    await killedInTheMiddle({ ...planOf('upload', path), key: 'second.bin' });
    assert.equal((await uploads()).length, 1);
    const second = nextEditor();
    assert.equal((await second.queue.restore()).count, 1);
    second.queue.cancel();
    await second.queue.idle();
    await second.queue.close();
    assert.deepEqual([await uploads(), journal()], [[], []]);
  });

  it('goes on with a download where the disk has its ranges; nothing is under its name before it is whole', async () => {
    await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key: 'dir/big.bin', Body: body }));
    const target = join(folder, 'down');
    await killedInTheMiddle(planOf('download', target));
    const [left = '', ...others] = readdirSync(target);
    assert.match(left, /^\.big\.bin\.spaceport-[a-z0-9]{10}$/);
    assert.deepEqual(others, []);
    const { queue, moved } = nextEditor();
    assert.equal((await queue.restore()).count, 1);
    queue.resume();
    await queue.idle();
    assert.deepEqual(
      queue.list().map(({ state }) => state),
      ['done'],
    );
    assert.ok(moved() < body.length, `fetched ${moved()} of ${body.length}`);
    assert.deepEqual(readdirSync(target), ['big.bin']);
    assert.ok(body.equals(readFileSync(join(target, 'big.bin'))));
    await queue.close();
    assert.deepEqual(journal(), []);
  });

  it('goes on with what only waited, and nothing of it is made twice', async () => {
    const Bucket = space.bucket;
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await space.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const path = join(folder, 'many');
    mkdirSync(path);
    const names = Array.from({ length: 400 }, (_, index) => `f${index}`);
    for (const name of names) writeFileSync(join(path, name), name);
    await killedInTheMiddle({ ...planOf('upload', path), key: '', holdsAt: 200 });
    const { queue } = nextEditor();
    const { count } = await queue.restore();
    assert.ok(count > 200 && count <= names.length, `${count} came back`);
    queue.resume();
    await queue.idle();
    assert.deepEqual(new Set(queue.list().map(({ state }) => state)), new Set(['done']));
    const { Versions = [] } = await space.client.send(new ListObjectVersionsCommand({ Bucket }));
    assert.deepEqual(Versions.map(({ Key }) => Key).sort(), names.map((name) => `many/${name}`).sort());
    await queue.close();
    assert.deepEqual(journal(), []);
  });

  it('is left alone while its editor lives', async () => {
    const path = join(folder, 'big.bin');
    writeFileSync(path, body);
    const child = await startChild(planOf('upload', path));
    const { queue } = nextEditor();
    assert.equal((await queue.restore()).count, 0);
    child.child.stdin?.write('go on\n');
    await child.untilOutput(/over/);
    assert.equal(existsSync(path), true);
    assert.deepEqual(await uploads(), []);
    await queue.close();
  });
});
