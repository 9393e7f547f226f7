import { randomBytes } from 'node:crypto';
import { useCeph } from '../../support/cephForTests.ts';
import type { KeyPair } from '../../support/signedFetch.ts';
import { startStore } from '../../support/store/memoryStore.ts';
import { allowAll } from '../../support/userPolicy.ts';
import { type Answer, type Server, send, type TestRequest } from './client.ts';

/** A store that the contract is held against. */
export interface Subject extends Server {
  /** A key pair that may read this Space and nothing more. */
  reader(space: string): Promise<KeyPair>;
  /** A key pair that may touch no Space. */
  outsider(): Promise<KeyPair>;
  /** A key pair of the Space's owner that was taken away again. */
  revoked(): Promise<KeyPair>;
}

/** A memory store with its end. */
export async function startMemorySubject(): Promise<Subject & { stop(): Promise<void> }> {
  const store = await startStore();
  return {
    endpoint: store.endpoint,
    keys: store.credentials,
    reader: async (space) => store.addUser({ readOnly: true, spaces: [space] }),
    outsider: async () => store.addUser({ spaces: [] }),
    revoked: async () => {
      const user = store.addUser();
      store.removeUser(user.accessKeyId);
      return user;
    },
    stop: () => store.stop(),
  };
}

export async function cephSubject(): Promise<Subject> {
  const ceph = await useCeph();
  const uid = () => `contract-${randomBytes(6).toString('hex')}`;
  const server = { endpoint: ceph.endpoint, keys: ceph.admin };
  return {
    ...server,
    reader: async (space) => {
      const name = uid();
      const keys = await ceph.createUser({ uid: name, readOnly: true });
      await allowAll(ceph, space, name);
      return keys;
    },
    outsider: () => ceph.createUser({ uid: uid() }),
    revoked: async () => {
      const keys = await ceph.createKey('admin');
      await ceph.removeKey('admin', keys.accessKeyId);
      return keys;
    },
  };
}

/** A new Space of the subject's owner. */
export async function makeSpace(subject: Subject): Promise<string> {
  const space = `contract-${randomBytes(6).toString('hex')}`;
  await mustSend(subject, { method: 'PUT', space });
  return space;
}

/** For what a case needs but is not about. */
export async function mustSend(subject: Server, request: TestRequest): Promise<Answer> {
  const answer = await send(subject, request);
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return answer;
}
