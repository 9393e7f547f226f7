// What a receiver's page really did to a Space.
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { TestSpace } from '../../support/cephForTests.ts';
import type { Door } from '../../support/door.ts';

/** The objects below a prefix by the rest of their keys: content type, a space, content. */
export async function storedBelow(
  { bucket: Bucket, client }: TestSpace,
  prefix: string,
): Promise<Readonly<Record<string, string>>> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
  const found: Record<string, string> = {};
  for (const { Key = '' } of Contents) {
    const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket, Key }));
    found[Key.slice(prefix.length)] = `${ContentType} ${await Body?.transformToString()}`;
  }
  return found;
}

/** The methods of the requests that went through the door while something was done. */
export async function methodsThrough(door: Door, what: () => Promise<unknown>): Promise<readonly string[]> {
  const before = door.requests().length;
  await what();
  return door
    .requests()
    .slice(before)
    .map((line) => line.split(' ')[0] ?? '');
}
