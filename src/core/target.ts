import type { Connection } from './connection.ts';

/** One Space of one connection. */
export interface SpaceTarget {
  readonly connection: Connection;
  readonly space: string;
}
/** The same for targets in one Space of one connection. */
export function spaceId({ connection, space }: SpaceTarget): string {
  return `${connection.id}/${space}`;
}

/** One object, by its exact key. */
export interface ObjectTarget extends SpaceTarget {
  readonly key: string;
}
/** All that begins with a prefix (`''`: the whole Space). */
export interface PrefixTarget extends SpaceTarget {
  readonly prefix: string;
}
