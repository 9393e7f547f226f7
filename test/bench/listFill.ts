import { Agent, request } from 'node:http';
import { PutBucketAclCommand } from '@aws-sdk/client-s3';
import { inParallel } from '../../src/core/manage/inParallel.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';

const AT_ONCE = 24;

/** A Space of empty objects. Unsigned, by connections that are kept: what is measured is not this. */
export async function spaceOf(keys: readonly string[]): Promise<TestSpace> {
  const space = await freshSpace();
  await space.client.send(new PutBucketAclCommand({ Bucket: space.bucket, ACL: 'public-read-write' }));
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  await inParallel(AT_ONCE, keys, (key) => put(`${space.endpoint}/${space.bucket}/${key}`, agent));
  agent.destroy();
  return space;
}

function put(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: 'PUT', headers: { 'content-length': 0 } }, (answer) => {
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`PUT: ${answer.statusCode}`));
      });
    });
    sent.once('error', reject);
    sent.end();
  });
}
