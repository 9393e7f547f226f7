import type { CorsRule } from './cors.ts';
import { S3Error } from './errors.ts';
import { type Acl, type ObjectSet, StoredObjects } from './objects.ts';
import type { Upload } from './uploads.ts';

/** A bucket. */
export interface Space {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Another set once versions are kept. */
  objects: ObjectSet;
  /** Versions are kept no longer; those that are there stay. */
  isSuspended?: boolean;
  acl: Acl;
  cors: readonly CorsRule[] | undefined;
  /** By id. */
  readonly uploads: Map<string, Upload>;
  /** Present: it lives in another region, at another endpoint, and is only known here. */
  readonly elsewhere?: { readonly region: string; readonly endpoint: string };
}

/** A new Space. Throws `InvalidBucketName`. */
export function makeSpace(
  name: string,
  createdAt: number,
  more: Partial<Pick<Space, 'objects' | 'acl' | 'elsewhere'>> = {},
): Space {
  if (!/^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw new S3Error('InvalidBucketName');
  return {
    ...{ name, createdAt, objects: new StoredObjects(), acl: 'private', cors: undefined, uploads: new Map() },
    ...more,
  };
}
