import assert from 'node:assert/strict';
import { createObjectBytes } from '../../../../src/s3/bytes.ts';
import { createCopier } from '../../../../src/s3/copy.ts';
import type { ProxyFault } from '../../../support/faultPlan.ts';
import { type Rig, startRig } from '../bytes/rig.ts';
import { between, copySourceOf } from './copies.ts';

const CONTENT = 'what is in it '.repeat(20);

const FAILURES: readonly (readonly [string, ProxyFault])[] = [
  ['cancelled', { kind: 'hang' }],
  ['on a line that is cut', { kind: 'cutAnswer', at: 0 }],
];

describe('a copy through here that was read wrong, perhaps, and can not be looked at again', () => {
  let rig: Rig;
  let other: Rig;

  beforeEach(async () => {
    [rig, other] = await Promise.all([startRig(), startRig()]);
    rig.store.put('photos', 'a', CONTENT);
  });
  afterEach(() => Promise.all([rig.stop(), other.stop()]));

  const there = () => other.store.get('photos', 'a')?.size;
  const copy = async (isNew: boolean, fault: ProxyFault) => {
    const cancel = new AbortController();
    let behind: Promise<unknown> | undefined;
    const afterwards = (work: Promise<unknown>) => {
      behind = work;
    };
    const reads = { ...between(rig, other), sleep: async () => {} };
    const copier = createCopier({ ...reads, bytes: createObjectBytes(reads), afterwards });
    let looks = 0;
    rig.proxy.setPlan(({ method, url }) => {
      if (method !== 'GET' || /[?&](acl|tagging)/.test(url)) return undefined;
      if (++looks === 1) return { kind: 'corruptAnswer', at: 0.5 };
      if (fault.kind === 'hang') cancel.abort();
      return fault;
    });
    await assert.rejects(copier.copy(copySourceOf(rig, 'a'), other.at('a'), { isNew }, cancel.signal));
    await behind;
    assert.ok(looks > 1);
  };

  for (const [name, fault] of FAILURES) {
    it(`${name}: what took another's place stays, as with neither there would be less`, async () => {
      other.store.put('photos', 'a', 'old');
      await copy(false, fault);
      assert.equal(there(), CONTENT.length);
    });

    it(`${name}: a new one goes`, async () => {
      await copy(true, fault);
      assert.equal(there(), undefined);
    });
  }
});
