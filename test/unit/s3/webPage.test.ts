import assert from 'node:assert/strict';
import { createDeleter } from '../../../src/s3/delete.ts';
import { realStore } from '../../support/realStore.ts';
import { all, type Rig, startRig, text } from './bytes/rig.ts';

const { signal } = new AbortController();

/** As before a network's sign-in, or behind a proxy that shows a page of its own. */
describe('a web page in the place of every answer', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await startRig();
    rig.store.put('photos', 'a', 'content');
    rig.store.faults.next({ kind: 'html', times: Number.POSITIVE_INFINITY });
  });
  afterEach(() => rig.stop());

  const isNotS3 = { code: 'notS3' };

  it('is no object, neither its facts nor its content', async () => {
    const { store } = realStore(rig.store.credentials);
    const { connection, space, key } = rig.at('a');
    await assert.rejects(store.headObject(connection, space, key, signal), isNotS3);
    await assert.rejects(rig.bytes.facts(rig.at('a'), signal), isNotS3);
    await assert.rejects(rig.bytes.read(rig.at('a'), {}, signal).then(all), isNotS3);
    await assert.rejects(rig.bytes.read(rig.at('a'), { range: { start: 0, end: 3 } }, signal), isNotS3);
  });

  it('is no yes to a write', async () => {
    await assert.rejects(rig.bytes.write(rig.at('b'), text('new'), {}, signal), isNotS3);
    await assert.rejects(rig.bytes.begin(rig.at('b'), {}, signal), isNotS3);
    const upload = { ...rig.at('b'), uploadId: 'any' };
    await assert.rejects(rig.bytes.writePart(upload, 1, text('new'), signal), isNotS3);
    await assert.rejects(rig.bytes.abandon(upload, signal), isNotS3);
  });

  it('deletes nothing, and is not told as if it had', async () => {
    const deleter = createDeleter(realStore(rig.store.credentials).reads);
    for (const keys of [['a'], ['a', 'b']]) {
      const deleted: string[] = [];
      const onRemoved = (removed: { readonly deleted: readonly { readonly key: string }[] }) =>
        deleted.push(...removed.deleted.map(({ key }) => key));
      const doomed = keys.map((key) => ({ key }));
      await deleter.remove(rig.at(''), doomed, { onRemoved }, signal).catch(() => undefined);
      assert.deepEqual(deleted, []);
    }
    assert.ok(rig.store.get('photos', 'a'));
  });
});
