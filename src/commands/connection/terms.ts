import type { Credentials } from '../../core/connection.ts';
import { type Draft, type Field, placesOf } from './draft.ts';

/** What holds for all questions of one interview. */
export interface Terms {
  /** Fields that a caller gave: not asked, unless a test fails on them. */
  readonly given: ReadonlySet<Field>;
  /** DigitalOcean's regions are a multi-pick. */
  readonly severalRegions: boolean;
  /** A stored key pair that stays when its secret is left empty, for its own endpoint only. */
  readonly kept?: { readonly endpoint: string; readonly credentials: Credentials } | undefined;
  /** Offered beside the providers: another way to connections. */
  readonly importInstead?: (() => unknown) | undefined;
  /** True for names of other connections. */
  taken(name: string): boolean;
}

/** The stored key pair, where the draft still leads to the endpoint it was entered for, with the same key ID. */
export function keptPair(draft: Draft, { kept }: Terms): Credentials | undefined {
  const places = placesOf(draft);
  if (!kept || places.length !== 1 || places[0]?.endpoint !== kept.endpoint) return undefined;
  return draft.accessKeyId === kept.credentials.accessKeyId ? kept.credentials : undefined;
}
