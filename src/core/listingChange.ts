import type { Connection } from './connection.ts';
import type { ObjectTarget, PrefixTarget, SpaceTarget } from './target.ts';

/** What `openSpaces` and `openFolder` said before is no longer so. */
export type Change =
  | { readonly what: 'all' }
  | { readonly what: 'spaces'; readonly connection: Connection }
  | { readonly what: 'folder'; readonly target: PrefixTarget }
  /** A further page began to load; the entries are as they were. */
  | { readonly what: 'more'; readonly target: PrefixTarget };

/** What this window did to objects. */
export type Touch =
  | { readonly space: SpaceTarget; readonly keys: readonly string[] }
  /** It has another key, or is elsewhere; both ends are touched, too. */
  | { readonly from: ObjectTarget; readonly to: ObjectTarget };
