import type { VersionTarget } from '../../core/objects.ts';

interface Encoding {
  readonly encoding: string;
  /** Of the content that has it. */
  readonly etag: string;
}

/** What the `Content-Encoding` of an object was, where it has one. */
export interface Known {
  get(): Encoding | undefined;
  set(encoding: Encoding): void;
}

/** More than anybody reads at a time. */
const maxObjects = 1_000;

/** Remembers the objects seen with a `Content-Encoding`: a large one is read in many parts. */
export function rememberEncodings(): { of(object: VersionTarget): Known } {
  const seen = new Map<string, Encoding>();
  return {
    of({ connection, space, key, versionId = '' }) {
      const name = JSON.stringify([connection.id, space, key, versionId]);
      return {
        get: () => seen.get(name),
        set(encoding) {
          if (seen.size >= maxObjects) seen.clear();
          seen.set(name, encoding);
        },
      };
    },
  };
}
