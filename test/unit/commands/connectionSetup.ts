import type { ConnectionDeps } from '../../../src/commands/connection/deps.ts';
import { type ErrorCode, SpacesError } from '../../../src/core/errors.ts';
import type { ConnectionTest } from '../../../src/core/ports.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { FakeNotices } from '../../support/fakes/notices.ts';
import { FakePrompts } from '../../support/fakes/prompts.ts';
import { FakeProgress } from '../../support/fakes/small.ts';
import { FakeTester } from '../../support/fakes/store.ts';

/** The flows' world, all of it fakes. */
export function world(store = new FakeConnectionStore()) {
  const fakes = {
    store,
    tester: new FakeTester(),
    prompts: new FakePrompts(),
    notices: new FakeNotices(),
    progress: new FakeProgress(),
  };
  const deps: ConnectionDeps = { ...fakes, random: Math.random, canListSpaces: true };
  return { ...fakes, deps };
}

/** A test that fails with this code. */
export function failing(code: ErrorCode, message = `it failed: ${code}`): ConnectionTest {
  return { ok: false, error: new SpacesError(code, message) };
}
