// A window, and behind it an in-memory store that one connection leads to.
import { type MemoryStore, startStore } from '../../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './caller.ts';
import { openSession, type Session, screenshotFailures } from './session.ts';

export interface StoreSession {
  readonly store: MemoryStore;
  readonly session: Session;
  readonly caller: Caller;
}

/**
 * A session for the tests of one `describe`, as `useSession` opens it, with the connection `Main` to a store of its own
 * that `fill` fills.
 * @returns a function that gives it, for use inside tests and hooks
 */
export function useStoreSession(fill: (store: MemoryStore) => void): () => StoreSession {
  let store: MemoryStore | undefined;
  let session: Session | undefined;
  let caller: Caller | undefined;
  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    fill(store);
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, 'Main');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });
  return () => {
    if (store && session && caller) return { store, session, caller };
    throw new Error('The session is open inside tests only.');
  };
}
