import {
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  NoSuchKey,
  type S3Client,
} from '@aws-sdk/client-s3';

/** All that can be known of an object, to be compared; the content as a digest of its own. */
export interface Look {
  readonly headers: string;
  readonly metadata: string;
  readonly storageClass: string | undefined;
  readonly tags: string;
  readonly grants: readonly string[];
  readonly content: string;
}

/** `undefined`: it is not there. */
export async function lookOf(client: S3Client, Bucket: string, Key: string): Promise<Look | undefined> {
  try {
    const [got, tags, acl] = await Promise.all([
      client.send(new GetObjectCommand({ Bucket, Key })),
      client.send(new GetObjectTaggingCommand({ Bucket, Key })),
      client.send(new GetObjectAclCommand({ Bucket, Key })),
    ]);
    const { ContentType, CacheControl, ContentDisposition, ContentEncoding, ContentLanguage } = got;
    const content = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    return {
      headers: JSON.stringify([
        ...[ContentType, CacheControl, ContentDisposition, ContentEncoding, ContentLanguage],
        got.ExpiresString,
      ]),
      metadata: JSON.stringify(Object.entries(got.Metadata ?? {}).sort()),
      storageClass: got.StorageClass,
      tags: JSON.stringify((tags.TagSet ?? []).map(({ Key: name, Value }) => [name, Value]).sort()),
      grants: (acl.Grants ?? [])
        .map(({ Grantee, Permission }) => `${Grantee?.URI ?? Grantee?.ID} ${Permission}`)
        .sort(),
      content: `${content.length} ${content.toString('latin1').slice(0, 100)}`,
    };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** All that stands beside the bytes. */
export const DRESSED = {
  ContentType: 'image/png; x=1',
  CacheControl: 'max-age=5',
  ContentDisposition: `attachment; filename="a.png"; filename*=UTF-8''%C3%A4.png`,
  ContentEncoding: 'identity',
  ContentLanguage: 'de',
  Expires: new Date(Date.UTC(2030, 0, 1)),
  Metadata: { colour: 'red', mtime: '1700000000.5' },
  Tagging: 'team=blue&x=%C3%BC',
};
