import type { ConnectionDeps } from '../../../src/commands/connection/deps.ts';
import { type ErrorCode, SpacesError } from '../../../src/core/errors.ts';
import type { HelpTopic } from '../../../src/core/help.ts';
import { THIS_COMPUTER } from '../../../src/core/machine.ts';
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
  const opened: HelpTopic[] = [];
  const openHelp = async (topic: HelpTopic) => void opened.push(topic);
  const here = { canListSpaces: true, machine: THIS_COMPUTER };
  const deps: ConnectionDeps = { ...fakes, ...here, random: Math.random, openHelp };
  return { ...fakes, opened, deps };
}

/** A test that fails with this code. */
export function failing(code: ErrorCode, message = `it failed: ${code}`): ConnectionTest {
  return { ok: false, error: new SpacesError(code, message) };
}
