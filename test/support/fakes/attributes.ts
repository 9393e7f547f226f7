import { SpacesError } from '../../../src/core/errors.ts';
import type {
  Access,
  Metadata,
  ObjectAttributes,
  ObjectDetails,
  ObjectHeaders,
  Tags,
  VersionTarget,
  Written,
} from '../../../src/core/objects.ts';
import { EVERYBODY } from '../../../src/core/properties/access.ts';

interface Kept {
  readonly headers: ObjectHeaders;
  readonly metadata: Metadata;
  readonly tags: Tags;
  readonly canned: Access['canned'];
}

/** Objects with what stands beside them, in memory; records what was written. */
export class FakeAttributes implements ObjectAttributes {
  readonly kept = new Map<string, Kept>();
  readonly done: string[] = [];
  /** Thrown for these keys: by every write, or by one of the reads. */
  readonly failures = new Map<string, SpacesError>();
  /** What may not be read. */
  readonly hidden = new Set<'details' | 'tags' | 'access'>();

  put(key: string, kept: Partial<Kept> = {}): this {
    this.kept.set(key, { headers: {}, metadata: {}, tags: {}, canned: 'private', ...kept });
    return this;
  }

  async details({ key }: VersionTarget): Promise<ObjectDetails> {
    const { headers, metadata } = this.#read(key, 'details');
    const answered = [['content-length', String(key.length)]] as const;
    const facts = { size: key.length, lastModified: Date.UTC(2026, 10, 1), etag: `e-${key}` };
    return { ...facts, headers, metadata, checksums: [['SHA256', 'c3Vt']], answered };
  }

  async tags({ key }: VersionTarget): Promise<Tags> {
    return this.#read(key, 'tags').tags;
  }

  async setTags({ key }: VersionTarget, tags: Tags): Promise<void> {
    this.#write(key, `tags ${key}`, { tags });
  }

  async access({ key }: VersionTarget): Promise<Access> {
    const { canned } = this.#read(key, 'access');
    const own = { grantee: 'me', permission: 'FULL_CONTROL' };
    const others = {
      private: [],
      'public-read': [{ grantee: EVERYBODY, permission: 'READ' }],
      other: [{ grantee: 'friend', permission: 'READ' }],
    }[canned];
    return { canned, owner: 'me', grants: [own, ...others], xml: '<xml/>' };
  }

  async setAccess(
    { key }: VersionTarget,
    access: Pick<Access, 'xml'> | 'private' | 'public-read',
  ): Promise<void> {
    const words = typeof access === 'string' ? access : access.xml;
    this.#write(key, `access ${key} ${words}`, { canned: typeof access === 'string' ? access : 'other' });
  }

  async setHeaders(
    { key }: VersionTarget,
    { headers, metadata, etag }: { headers: ObjectHeaders; metadata: Metadata; etag: string },
  ): Promise<Written> {
    if (etag !== `e-${key}`) throw new SpacesError('changed', 'changed');
    this.#write(key, `headers ${key}`, { headers, metadata });
    return { etag };
  }

  async restore({ key, versionId }: VersionTarget): Promise<Written> {
    this.#write(key, `restore ${key} ${versionId}`, {});
    return { etag: `e-${key}` };
  }

  #read(key: string, what: 'details' | 'tags' | 'access'): Kept {
    if (this.hidden.has(what)) throw new SpacesError('accessDenied', `may not read ${what}`);
    const kept = this.kept.get(key);
    if (kept === undefined) throw new SpacesError('noSuchObject', `There is no object ${key}.`);
    return kept;
  }

  #write(key: string, done: string, changes: Partial<Kept>): void {
    const failure = this.failures.get(key);
    if (failure) throw failure;
    this.done.push(done);
    const kept = this.kept.get(key);
    if (kept) this.kept.set(key, { ...kept, ...changes });
  }
}
