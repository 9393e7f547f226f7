import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { type Ceph, type CephAddress, cephAt, startCeph } from './ceph.ts';
import type { KeyPair } from './signedFetch.ts';

type SharedCeph = Omit<Ceph, 'stop'>;

let started: Promise<Ceph> | undefined;

/**
 * The gateway that all tests of a run share: the one whose address stands in the JSON file that SPACEPORT_TEST_CEPH
 * names, else one started at the first call and stopped by `stopSharedCeph`.
 */
export async function useCeph(): Promise<SharedCeph> {
  const file = process.env.SPACEPORT_TEST_CEPH;
  if (file) return cephAt(JSON.parse(readFileSync(file, 'utf8')) as CephAddress);
  started ??= startCeph();
  return started;
}

/** Stops what `useCeph` started, if it did. */
export async function stopSharedCeph(): Promise<void> {
  const running = started;
  started = undefined;
  await running?.then(
    (ceph) => ceph.stop(),
    () => {},
  );
}

/** The SDK's client for setting tests up: path style, no checksums of its own. Default keys: the admin's. */
export function sdkClient(ceph: CephAddress, keys: KeyPair = ceph.admin): S3Client {
  return new S3Client({
    endpoint: ceph.endpoint,
    region: ceph.region,
    forcePathStyle: true,
    credentials: { accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey },
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/** A bucket of its own for one test, and the SDK's client of its owner. */
export interface TestSpace extends SharedCeph {
  readonly bucket: string;
  readonly keys: KeyPair;
  readonly client: S3Client;
}

/** Makes an empty bucket with a name of its own. Default owner: the admin. */
export async function freshSpace(keys?: KeyPair): Promise<TestSpace> {
  const ceph = await useCeph();
  const owner = keys ?? ceph.admin;
  const client = sdkClient(ceph, owner);
  const bucket = `test-${randomBytes(6).toString('hex')}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return { ...ceph, bucket, keys: owner, client };
}

/** The keys that a listing's first page has. */
export async function keysIn({ client, bucket }: TestSpace): Promise<readonly (string | undefined)[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key }) => Key);
}
