// A key pair for a while: what it may do, and that it is told when it has ended.
import assert from 'node:assert/strict';
import { checkAccess } from '../../../../src/commands/spaces/checkAccess.ts';
import { spaceFlows } from '../../../support/spaceFlows.ts';
import { type MemoryStore, startStore } from '../../../support/store/memoryStore.ts';

const { signal } = new AbortController();

describe('session tokens', () => {
  let store: MemoryStore;
  beforeEach(async () => {
    store = await startStore();
    store.put('box', 'a', 'hello');
  });
  afterEach(() => store.stop());

  const pair = (more: object = {}) =>
    store.addUser({ sessionToken: 'a token', tokenEnds: Date.now() + 60_000, readOnly: true, ...more });

  it('are sent along, and the rights found out are those of the session', async () => {
    const flows = spaceFlows(store, pair() as never);
    const report = await checkAccess(flows, flows.connection, undefined, signal);
    assert.deepEqual(report.spaces, { box: { list: true, read: true, write: false, delete: false } });
  });

  for (const [what, change] of [
    ['has ended', { tokenEnds: 0 }],
    ['is another', { sessionToken: 'another' }],
  ] as const) {
    it(`one that ${what} is named as the reason, and is no right that is missing`, async () => {
      const user = pair(what === 'has ended' ? change : {});
      const flows = spaceFlows(store, { ...user, ...(what === 'has ended' ? {} : change) } as never);
      await assert.rejects(checkAccess(flows, flows.connection, 'box', signal), {
        code: 'expiredToken',
        message: /session token is not valid or has expired/,
      });
      assert.equal(flows.rights.mayListSpaces(flows.connection), undefined);
      assert.deepEqual(flows.rights.at({ connection: flows.connection, space: 'box', prefix: '' }), {});
    });
  }
});
