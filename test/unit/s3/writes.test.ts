// A copy that does not come to its end is taken back: over the in-memory store, which breaks off where it is told to.
import assert from 'node:assert/strict';
import { createObjectAttributes } from '../../../src/s3/attributes.ts';
import { connectionTo, realStore } from '../../support/realStore.ts';
import type { FaultSubject } from '../../support/store/faults.ts';
import { type MemoryStore, startStore } from '../../support/store/memoryStore.ts';

describe('a copy', () => {
  let store: MemoryStore;
  beforeEach(async () => {
    store = await startStore();
    store.put('things', 'a.txt', 'hello');
    // A right of a single user: no canned access says that, so it is given after the copy.
    const grant = (id: string, right: string) =>
      `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>${id}</ID></Grantee><Permission>${right}</Permission></Grant>`;
    const grants = grant('owner', 'FULL_CONTROL') + grant('other', 'READ');
    const xml = `<AccessControlPolicy><Owner><ID>owner</ID></Owner><AccessControlList>${grants}</AccessControlList></AccessControlPolicy>`;
    await createObjectAttributes(realStore(store.credentials).reads).setAccess(
      { connection: connectionTo(store), space: 'things', key: 'a.txt' },
      { xml },
      new AbortController().signal,
    );
  });
  afterEach(() => store.stop());

  const copy = (signal = new AbortController().signal) =>
    realStore(store.credentials).writer.copy(
      { connection: connectionTo(store), space: 'things', key: 'a.txt' },
      'b.txt',
      signal,
    );
  /** The access rights are given to what is there already. */
  const isLast = ({ method, query }: FaultSubject) =>
    method === 'PUT' && query.some(([name]) => name === 'acl');
  const left = () => ['a.txt', 'b.txt'].filter((key) => store.get('things', key) !== undefined);

  it('is made whole', async () => {
    await copy();
    assert.deepEqual(left(), ['a.txt', 'b.txt']);
    assert.deepEqual(store.get('things', 'b.txt')?.grants, store.get('things', 'a.txt')?.grants);
    assert.equal(store.get('things', 'b.txt')?.grants?.length, 2);
  });

  it('whose access rights are refused is taken back', async () => {
    store.faults.next({ kind: 'status', status: 403, code: 'AccessDenied', match: isLast });
    await assert.rejects(copy(), { code: 'accessDenied' });
    assert.deepEqual(left(), ['a.txt']);
  });

  it('that is cancelled before it has its access rights is taken back, too', async () => {
    const cancel = new AbortController();
    store.faults.next({
      kind: 'hang',
      match: (request) => {
        if (!isLast(request)) return false;
        setTimeout(() => cancel.abort(), 50);
        return true;
      },
    });
    await assert.rejects(copy(cancel.signal), { name: 'Cancelled' });
    assert.deepEqual(left(), ['a.txt']);
  });
});
