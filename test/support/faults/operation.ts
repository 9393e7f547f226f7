import type { World } from './world.ts';

/** How a flow ended. */
export interface End<T = unknown> {
  readonly result?: T | undefined;
  readonly error?: unknown;
}

/** One flow of a person, made ready in a world whose line is still good. */
export interface Operation {
  run(): Promise<unknown>;
  /** Throws where something was lost, is half done, or is not what the flow said. */
  check(end: End): void;
}

export type MakeOperation = (world: World) => Promise<Operation>;
