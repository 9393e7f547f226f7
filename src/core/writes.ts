import type { Connection, Credentials } from './connection.ts';
import type { SpacesError } from './errors.ts';
import type { ObjectTarget, SpaceTarget } from './target.ts';

/** Changes objects. Every method throws `SpacesError` or `Cancelled`. */
export interface ObjectWriter {
  /**
   * Copies an object inside its Space, with its headers, metadata, tags and access rights. Throws `exists` where
   * something has that key already; nothing is overwritten.
   */
  copy(source: ObjectTarget, key: string, signal: AbortSignal): Promise<void>;
  /** Deletes the latest version. An object that is not there is no failure. */
  remove(target: ObjectTarget, signal: AbortSignal): Promise<void>;
  /** Whether older versions of an object stay when it is deleted; `undefined` where the key pair may not ask. */
  keepsVersions(space: SpaceTarget, signal: AbortSignal): Promise<boolean | undefined>;
  /** Whether the key pair may write an object; changes nothing. `undefined` where the server's answer does not tell. */
  mayWrite(target: ObjectTarget, signal: AbortSignal): Promise<boolean | undefined>;
}

/** What the holder of a link gets. */
export interface LinkAnswer {
  /** The answer's, to a request for the first byte: 206, or 200. */
  readonly status: number;
  readonly contentType?: string | undefined;
  /** Of the whole object, bytes. */
  readonly size?: number | undefined;
  /** Under which the answer asks to be saved; absent: it does not ask. */
  readonly filename?: string | undefined;
  /** Why it is refused, in words. */
  readonly error?: SpacesError | undefined;
}

export interface LinkProbe {
  /**
   * Asks for the first byte of what a receiver would get by this URL, a link or a plain address. Where the editor keeps the
   * addresses that are asked, a link's signature is sent beside it. Throws `SpacesError` where nobody answers, `Cancelled`.
   */
  ask(url: string, at: LinkPlace, signal: AbortSignal): Promise<LinkAnswer>;
}

/** What a link leads to, for the words of a refusal and the server's clock. */
export interface LinkPlace {
  readonly connection: Connection;
  readonly space: string;
  readonly key: string;
  /** What the link is signed with; absent for a plain address. */
  readonly credentials?: Credentials | undefined;
}
