import assert from 'node:assert/strict';
import type { ObjectSaves } from '../../../../src/core/files/ports.ts';
import { EVERYBODY } from '../../../../src/core/properties/access.ts';
import { accessXml } from '../../../../src/core/properties/accessXml.ts';
import { createObjectAttributes } from '../../../../src/s3/attributes.ts';
import { createObjectSaves } from '../../../../src/s3/save.ts';
import { atRequest, type ProxyFault, seededPlan } from '../../../support/faultPlan.ts';
import { realStore } from '../../../support/realStore.ts';
import { type Rig, startRig, text } from '../bytes/rig.ts';

const { signal } = new AbortController();
const OWNER = { grantee: 'owner', permission: 'FULL_CONTROL' };
const GRANTS = [OWNER, { grantee: EVERYBODY, permission: 'READ_ACP' }];

describe('saves on a bad line', () => {
  let rig: Rig;
  let saves: ObjectSaves;
  let attributes: ReturnType<typeof createObjectAttributes>;

  beforeEach(async () => {
    rig = await startRig();
    const deps = { ...realStore(rig.store.credentials).reads, sleep: async () => {}, wishes: () => ({}) };
    saves = createObjectSaves(deps);
    attributes = createObjectAttributes(deps);
  });
  afterEach(() => rig.stop());

  /** An object of which nothing stands in the bytes alone; gives its ETag. */
  const make = async (key: string) => {
    rig.proxy.setPlan(() => undefined);
    const headers = { 'x-amz-meta-colour': 'red', 'cache-control': 'max-age=5' };
    rig.store.put('photos', key, 'one', { contentType: 'text/x; charset=latin1', headers });
    await attributes.setTags(rig.at(key), { team: 'blue' }, signal);
    await attributes.setAccess(rig.at(key), { xml: accessXml('owner', GRANTS) }, signal);
    return rig.store.get('photos', key)?.etag ?? '';
  };
  const look = (key: string) => {
    const { headers, tags, grants, etag = '' } = rig.store.get('photos', key) ?? {};
    return { headers, tags, grants: grants?.map(({ permission }) => permission), etag };
  };
  const contentOf = (key: string) => rig.store.get('photos', key)?.body().toString();

  const faults: readonly (readonly [string, ProxyFault])[] = [
    ['an answer that is lost', { kind: 'cutAnswer', at: 0 }],
    ['a fault after it was done', { kind: 'statusAfter', status: 500, code: 'InternalError' }],
    ['a fault before it', { kind: 'status', status: 503, code: 'SlowDown' }],
    ['a body that is cut', { kind: 'cutRequest', at: 0.5 }],
    ['a body that is damaged', { kind: 'corruptRequest', at: 0.5 }],
  ];
  for (const [name, fault] of faults) {
    it(`${name}, at whichever request: it is saved, and all else is as it was`, async () => {
      // The first one also finds out what the server takes.
      for (const key of ['first', 'all']) {
        const etag = await make(key);
        rig.proxy.setPlan(() => undefined);
        await saves.save(rig.at(key), text('two'), { etag }, signal);
      }
      const count = rig.proxy.requests.length;
      assert.ok(count > 5, String(count));
      for (let index = 1; index <= count; index++) {
        const key = `k${index}`;
        const base = await make(key);
        const before = look(key);
        rig.proxy.setPlan(atRequest(index, fault));
        const written = await saves.save(rig.at(key), text('two'), { etag: base }, signal);
        assert.equal(rig.proxy.requests[index - 1]?.fault, fault);
        assert.equal(contentOf(key), 'two');
        assert.deepEqual(look(key), { ...before, etag: written.etag }, `${name} at ${index}`);
      }
    });
  }

  it('written each time, where nobody hears so or can read it: its rights are put back all the same', async () => {
    // Finds out what the server takes.
    await saves.save(rig.at('first'), text('two'), { etag: await make('first') }, signal);
    const base = await make('a');
    const before = look('a');
    rig.proxy.setPlan(({ method, url }) => {
      if (/[?&](acl|tagging)/.test(url)) return undefined;
      if (method === 'PUT') return { kind: 'cutAnswer', at: 0 };
      return method === 'GET' ? { kind: 'status', status: 500, code: 'InternalError' } : undefined;
    });
    await assert.rejects(saves.save(rig.at('a'), text('two'), { etag: base }, signal), { code: 'server' });
    assert.equal(contentOf('a'), 'two');
    assert.deepEqual({ ...look('a'), etag: base }, { ...before, etag: base });
  });

  it('an equal content, written without anybody hearing so: its rights are put back, too', async () => {
    await saves.save(rig.at('first'), text('two'), { etag: await make('first') }, signal);
    const base = await make('a');
    const before = look('a');
    rig.proxy.setPlan(({ method, url }) => {
      if (/[?&](acl|tagging)/.test(url)) return undefined;
      if (method === 'PUT') return { kind: 'statusAfter', status: 500, code: 'InternalError' };
      return method === 'GET' ? { kind: 'status', status: 500, code: 'InternalError' } : undefined;
    });
    await assert.rejects(saves.save(rig.at('a'), text('one'), { etag: base }, signal), { code: 'server' });
    assert.deepEqual(look('a'), before);
  });

  it('by fifty seeds: what is said to be saved is, with all else; what is not is as it was, or said to be lost', async () => {
    let saved = 0;
    for (let seed = 0; seed < 50; seed++) {
      const key = `seed${seed}`;
      const base = await make(key);
      const before = look(key);
      rig.proxy.setPlan(seededPlan({ seed, percent: 40, times: 4 }));
      try {
        const written = await saves.save(rig.at(key), text('two'), { etag: base }, signal);
        assert.deepEqual([contentOf(key), look(key)], ['two', { ...before, etag: written.etag }], key);
        saved++;
      } catch (error) {
        const { code } = error as { code?: string };
        if (code === undefined) throw error;
        if (code === 'someFailed') assert.equal(contentOf(key), 'two');
        else assert.deepEqual(look(key), before, `${key}: ${code}`);
      }
    }
    assert.ok(saved > 25, `${saved} saved`);
  });
});
