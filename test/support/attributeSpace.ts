import { PutBucketVersioningCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import type { ObjectAttributes } from '../../src/core/objects.ts';
import { EVERYBODY } from '../../src/core/properties/access.ts';
import { accessXml } from '../../src/core/properties/accessXml.ts';
import type { CopyLimits } from '../../src/s3/attributes/selfCopy.ts';
import { createObjectAttributes } from '../../src/s3/attributes.ts';
import type { Fetch } from '../../src/s3/exchange.ts';
import type { TestSpace } from './cephForTests.ts';
import { connectionTo, realStore } from './realStore.ts';

export const { signal } = new AbortController();
export const MIB = 1024 * 1024;

/** Every header that is kept with an object. */
export const HEADERS = {
  contentType: 'image/png; x=1',
  cacheControl: 'max-age=5',
  contentDisposition: "attachment; filename*=UTF-8''f%C3%BCr.png",
  contentEncoding: 'identity',
  contentLanguage: 'de, en',
  expires: 'Wed, 21 Oct 2026 07:28:00 GMT',
  websiteRedirect: '/elsewhere',
} as const;
export const METADATA = { colour: 'red', 'odd.name_1!': 'grün 漢 😀', spaces: 'a  b', quoted: '"a", b; c=d' };
export const TAGS = { team: 'blue', 'a <b> & "c"': "ü'=+", empty: '' };

/** A Space of the real gateway, with the code under test and other clients to look at its objects. */
export function attributeSpace(space: TestSpace) {
  const at = (key: string, versionId?: string) => ({
    ...{ connection: connectionTo(space), space: space.bucket, key },
    ...(versionId === undefined ? {} : { versionId }),
  });
  const attributesOf = (keys = space.keys, limits?: CopyLimits, fetch: Fetch = globalThis.fetch) =>
    createObjectAttributes({ ...realStore(keys).reads, fetch }, limits);
  const put = (Key: string, more: Partial<PutObjectCommandInput> = {}) =>
    space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body: 'hello', ...more }));
  const anybody = async (key: string, query = '') =>
    (await fetch(`${space.endpoint}/${space.bucket}/${encodeURIComponent(key)}${query}`)).status;
  const keepVersions = (Status: 'Enabled' | 'Suspended' = 'Enabled') =>
    space.client.send(
      new PutBucketVersioningCommand({ Bucket: space.bucket, VersioningConfiguration: { Status } }),
    );
  /** Puts an object, then gives it headers, metadata, tags and rights by the code under test. */
  const full = async (key: string, access: 'private' | 'public-read' | 'other') => {
    const attributes = attributesOf();
    await put(key);
    const { etag } = await attributes.details(at(key), signal);
    await attributes.setHeaders(at(key), { headers: HEADERS, metadata: METADATA, etag }, signal);
    await attributes.setTags(at(key), TAGS, signal);
    await attributes.setAccess(at(key), access === 'other' ? { xml: await strange(key) } : access, signal);
  };
  /** Rights that no word stands for: everybody may read, and see who may. */
  const strange = async (key: string) => {
    const { owner } = await attributesOf().access(at(key), signal);
    return accessXml(owner, [
      { grantee: owner, permission: 'FULL_CONTROL' },
      { grantee: EVERYBODY, permission: 'READ' },
      { grantee: EVERYBODY, permission: 'READ_ACP' },
    ]);
  };
  const told = async (attributes: ObjectAttributes, key: string, versionId?: string) => {
    const { headers, metadata, size } = await attributes.details(at(key, versionId), signal);
    const tags = await attributes.tags(at(key, versionId), signal);
    const { canned, grants } = await attributes.access(at(key, versionId), signal);
    return {
      headers,
      metadata,
      size,
      tags,
      canned,
      grants: grants.map(({ permission }) => permission).sort(),
    };
  };
  return { at, attributesOf, put, anybody, keepVersions, full, told };
}
