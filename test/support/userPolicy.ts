import type { CephAddress } from './ceph.ts';
import { signedFetch } from './signedFetch.ts';

/** Takes rights from a user of the gateway, whatever else allows them (RGW's PutUserPolicy, IAM API). */
export async function denyUser(ceph: CephAddress, uid: string, actions: readonly string[]): Promise<void> {
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: actions, Resource: ['*'] }],
  };
  const query = new URLSearchParams({
    Action: 'PutUserPolicy',
    Version: '2010-05-08',
    UserName: uid,
    PolicyName: 'limits',
    PolicyDocument: JSON.stringify(document),
  });
  const answer = await signedFetch(`${ceph.endpoint}/?${query}`, ceph.admin, { method: 'POST' });
  if (!answer.ok) throw new Error(`PutUserPolicy: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** Gives a user of the gateway every right in one bucket of the admin's (PutBucketPolicy). */
export async function allowAll(ceph: CephAddress, bucket: string, uid: string): Promise<void> {
  const Resource = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
  const Principal = { AWS: [`arn:aws:iam:::user/${uid}`] };
  const body = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:*', Principal, Resource }],
  });
  const answer = await signedFetch(`${ceph.endpoint}/${bucket}?policy=`, ceph.admin, { method: 'PUT', body });
  if (!answer.ok) throw new Error(`PutBucketPolicy: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}
