// What is said of a key's rights, and what is learnt from other answers; real users are in test/integration/rights.test.ts.
import assert from 'node:assert/strict';
import { checkAccess, checkAccessAndTell } from '../../../../src/commands/spaces/checkAccess.ts';
import { testConnectionAndTell } from '../../../../src/commands/testConnection.ts';
import { THIS_COMPUTER } from '../../../../src/core/machine.ts';
import type { KeyPair } from '../../../support/signedFetch.ts';
import { spaceFlows } from '../../../support/spaceFlows.ts';
import { type MemoryStore, startStore } from '../../../support/store/memoryStore.ts';

const { signal } = new AbortController();

describe('checking what a key may do', () => {
  let store: MemoryStore;
  beforeEach(async () => {
    store = await startStore({ spaces: ['empty'] });
    store.put('box', 'a', 'hello');
  });
  afterEach(() => store.stop());
  const over = (pair: KeyPair, changes = {}) => spaceFlows(store, pair, undefined, changes);

  it('says it of all Spaces that it lists', async () => {
    const flows = over(store.credentials);
    const report = await checkAccessAndTell(flows, flows.connection, undefined);
    assert.deepEqual(report.spaces.empty, { list: true, read: null, write: true, delete: true });
    assert.equal(flows.notices.last.message, 'The key of Test works. It may list and change: box, empty');
  });

  it('says it of a key for one Space, which may not list them', async () => {
    const pair = store.addUser({ noListBuckets: true, spaces: ['box'], readOnly: true });
    const flows = over(pair, { moreSpaces: ['box', 'empty'] });
    await checkAccessAndTell(flows, flows.connection, undefined);
    assert.equal(
      flows.notices.last.message,
      'The key of Test may not list Spaces. It may list, and not change: box. It may neither list nor change: empty',
    );
    await testConnectionAndTell(
      { ...flows, machine: THIS_COMPUTER },
      { ...flows.connection, moreSpaces: ['box'] },
      () => [],
    );
    assert.match(flows.notices.last.message, /The connection works.*It may list, and not change: box/);
  });

  it('what only one Space is about leaves the others', async () => {
    const flows = over(store.credentials, { moreSpaces: ['gone'] });
    const { spaces } = await checkAccess(flows, flows.connection, undefined, signal);
    assert.deepEqual(Object.keys(spaces), ['box', 'empty', 'gone']);
    assert.deepEqual(spaces.gone, { list: null, read: null, write: null, delete: null });
  });

  it('in a browser nothing is asked unasked, and the list of Spaces is not known', async () => {
    const flows = { ...over(store.credentials, { moreSpaces: ['box'] }), canListSpaces: false };
    const report = await checkAccess(flows, flows.connection, undefined, signal);
    assert.deepEqual([report.listSpaces, Object.keys(report.spaces)], [null, ['box']]);
  });

  it('a read-only connection is not asked whether its key may write', async () => {
    const flows = over(store.credentials, { readOnly: true });
    await flows.reads.listPage(flows.connection, 'box', { prefix: '', delimiter: '/' }, signal);
    assert.ok(store.requests().every(({ method }) => method !== 'POST'));
  });
});
