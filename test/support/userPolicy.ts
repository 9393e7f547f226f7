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
