// What host tests need from outside the editor, started once for all of them by the runner.
import type { Functions } from '../support/editor/control.ts';

export interface Outside {
  /** JSON; the tests read it as `facts.outside`. */
  facts: Record<string, unknown>;
  /** The tests call these with `outside(name, argument)`. */
  functions: Functions;
  stop(): Promise<void>;
}

export async function startOutside(): Promise<Outside> {
  return { facts: {}, functions: {}, stop: async () => {} };
}
