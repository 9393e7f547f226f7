import type { ObjectFacts, VersionTarget, Written } from '../objects.ts';
import type { ObjectTarget } from '../target.ts';
import type { Base, Seen } from './editedFile.ts';

/** Nothing larger is opened: what an editor asks for is in memory several times. 1 GiB. */
export const MOST_BYTES = 2 ** 30;

/** An object with its whole content, for an editor. */
export interface OpenedObject {
  /** Of what is stored, whose size may be another than the content's. */
  readonly facts: ObjectFacts;
  /** Decoded where it is stored packed (`Content-Encoding: gzip` or `deflate`) and really is. */
  readonly content: Uint8Array;
}

/** Objects that are edited. Every method throws `SpacesError` or `Cancelled`. */
export interface ObjectSaves {
  /** One state of the object, all of it. Throws `badArguments` where it has more than `maxBytes`, packed or not. */
  read(
    object: VersionTarget,
    options: { readonly maxBytes: number },
    signal: AbortSignal,
  ): Promise<OpenedObject>;
  /** The editor has deleted the object: made anew with the content that was read last, it has its headers again. */
  deleted(target: ObjectTarget): void;
  /**
   * Writes the content in the place of the base alone, with all that stands beside that: headers, metadata, tags, access
   * rights and storage class; packed as that is. Throws `changed` where something else is there, or nothing; `exists` for a
   * new one where there is something. An equal content that is there already is as good as written.
   * @returns what is stored now
   */
  save(
    target: ObjectTarget,
    content: Uint8Array,
    base: Exclude<Base, 'unknown' | 'elsewhere'>,
    signal: AbortSignal,
  ): Promise<Written & Seen>;
}
