import { randomBytes } from 'node:crypto';
import type { ObjectSet, StoredObject } from './objects.ts';

/** One version of a key, or the mark that it was deleted. */
export interface Version {
  readonly key: string;
  /** `null`: made before versions were kept. */
  readonly versionId: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** `undefined`: a delete marker. */
  readonly object: StoredObject | undefined;
}

/** Objects of which nothing is lost: what is put is a version, what is deleted a marker. */
export class VersionedObjects implements ObjectSet {
  readonly #current: ObjectSet;
  readonly #now: () => number;
  /** The newest first. */
  readonly #versions = new Map<string, readonly Version[]>();

  constructor(current: ObjectSet, now: () => number) {
    this.#current = current;
    this.#now = now;
    for (let index = 0; index < current.size; index++) {
      const object = current.at(index);
      if (object) this.#versions.set(object.key, [versionOf(object, 'null')]);
    }
  }

  get size(): number {
    return this.#current.size;
  }
  at(index: number): StoredObject | undefined {
    return this.#current.at(index);
  }
  get(key: string): StoredObject | undefined {
    return this.#current.get(key);
  }
  firstNot(isBefore: (key: string) => boolean): number {
    return this.#current.firstNot(isBefore);
  }

  set(object: StoredObject): boolean {
    const versionId = object.versionId ?? newId();
    const named = { ...object, versionId };
    const others = this.versionsOf(object.key).filter((version) => version.versionId !== versionId);
    this.#versions.set(object.key, [versionOf(named, versionId), ...others]);
    return this.#current.set(named);
  }

  /** Puts another in the place of the very version: its rights or tags were changed. */
  amend(object: StoredObject): void {
    const { key, versionId = 'null' } = object;
    const all = this.versionsOf(key);
    this.#versions.set(
      key,
      all.map((version) => (version.versionId === versionId ? versionOf(object, versionId) : version)),
    );
    if (all[0]?.versionId === versionId) this.#current.set(object);
  }

  delete(key: string): boolean {
    const marker = { key, versionId: newId(), lastModified: this.#now(), object: undefined };
    this.#versions.set(key, [marker, ...this.versionsOf(key)]);
    return this.#current.delete(key);
  }

  /** Every key that was ever there. */
  keys(): readonly string[] {
    return [...this.#versions.keys()];
  }

  versionsOf(key: string): readonly Version[] {
    return this.#versions.get(key) ?? [];
  }

  /** For good; the newest of the others is the current one then. Gives what went. */
  remove(key: string, versionId: string): Version | undefined {
    const all = this.versionsOf(key);
    const gone = all.find((version) => version.versionId === versionId);
    const rest = all.filter((version) => version !== gone);
    if (rest.length > 0) this.#versions.set(key, rest);
    else this.#versions.delete(key);
    if (gone !== undefined && gone === all[0]) {
      const next = rest[0]?.object;
      if (next) this.#current.set(next);
      else this.#current.delete(key);
    }
    return gone;
  }
}

/** What an object is from now on, without a new version of it. */
export function amend(objects: ObjectSet, object: StoredObject): void {
  if (objects instanceof VersionedObjects) objects.amend(object);
  else objects.set(object);
}

/** The versions of a key, also where none are kept: one then, with the id `null`. */
export function versionsIn(objects: ObjectSet, key: string): readonly Version[] {
  if (objects instanceof VersionedObjects) return objects.versionsOf(key);
  const object = objects.get(key);
  return object ? [versionOf(object, 'null')] : [];
}

function versionOf(object: StoredObject, versionId: string): Version {
  return { key: object.key, versionId, lastModified: object.lastModified, object };
}

/** As Ceph's: 31 letters, digits, dots, dashes and underscores. */
function newId(): string {
  return randomBytes(24).toString('base64url').slice(0, 31);
}
