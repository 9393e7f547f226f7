import { md5 } from '../../core/md5.ts';
import type { ObjectFacts, WriteOptions } from '../../core/objects.ts';
import { type ObjectTarget, spaceId } from '../../core/target.ts';

/** More than anybody deletes at once in an editor's explorer, which reads all of a selection first. */
const MOST = 1_000;
/** The editor keeps nothing larger to undo its deletion: 5 MB, where this was written. 16 MiB. */
const MOST_BYTES = 2 ** 24;

/**
 * What stood beside the bytes of objects that were read. The editor's Undo of a deletion knows the bytes alone, which it has read
 * before, and makes a new object of them.
 */
export class Remains {
  readonly #known = new Map<string, ObjectFacts>();
  readonly #deleted = new Map<string, ObjectFacts>();

  learn(target: ObjectTarget, facts: ObjectFacts): void {
    keep(this.#known, nameOf(target), facts);
  }

  /** The editor has deleted it, after it has read it. */
  deleted(target: ObjectTarget): void {
    const facts = this.#known.get(nameOf(target));
    this.#known.delete(nameOf(target));
    if (facts !== undefined) keep(this.#deleted, nameOf(target), facts);
  }

  /** Once, and where what was deleted had this very content. Its tags and rights are not known. */
  of(
    target: ObjectTarget,
    content: Uint8Array,
  ): Pick<WriteOptions, 'headers' | 'metadata' | 'storageClass' | 'encryption'> | undefined {
    const facts = this.#deleted.get(nameOf(target));
    this.#deleted.delete(nameOf(target));
    if (facts === undefined || facts.size !== content.length || facts.size > MOST_BYTES) return undefined;
    const { etag, headers, metadata, storageClass, encryption } = facts;
    return etag === md5(content) ? { headers, metadata, storageClass, encryption } : undefined;
  }
}

function keep(all: Map<string, ObjectFacts>, name: string, facts: ObjectFacts): void {
  all.delete(name);
  const [oldest] = all.keys();
  if (all.size >= MOST && oldest !== undefined) all.delete(oldest);
  all.set(name, facts);
}

function nameOf(target: ObjectTarget): string {
  return `${spaceId(target)}/${target.key}`;
}
