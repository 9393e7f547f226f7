import { randomBytes } from 'node:crypto';
import type { CephAddress } from './ceph.ts';
import { type KeyPair, signedFetch } from './signedFetch.ts';

export interface NewUser {
  readonly uid: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  /** May only read; what the user owns can't be changed by its keys then. */
  readonly readOnly?: boolean;
}

/** The gateway's admin API (https://docs.ceph.com/en/reef/radosgw/adminops/): users and their keys. */
export class CephAdmin {
  readonly #address: CephAddress;

  constructor(address: CephAddress) {
    this.#address = address;
  }

  /** Makes an S3 user without a limit on buckets. */
  async createUser(user: NewUser): Promise<KeyPair> {
    const keys = { ...newKeys(), ...user };
    await this.#call('PUT', {
      uid: user.uid,
      'display-name': user.uid,
      'access-key': keys.accessKeyId,
      'secret-key': keys.secretAccessKey,
      'max-buckets': '0',
      ...(user.readOnly ? { 'op-mask': 'read' } : {}),
    });
    return { accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey };
  }

  /** Gives a user one more key pair. */
  async createKey(uid: string): Promise<KeyPair> {
    const keys = newKeys();
    await this.#call('PUT', {
      key: '',
      uid,
      'access-key': keys.accessKeyId,
      'secret-key': keys.secretAccessKey,
    });
    return keys;
  }

  /** Takes one key pair away: what it signed is worth nothing from then on. */
  async removeKey(uid: string, accessKeyId: string): Promise<void> {
    await this.#call('DELETE', { key: '', uid, 'access-key': accessKeyId });
  }

  async #call(method: string, query: Record<string, string>): Promise<void> {
    const { endpoint, region, admin } = this.#address;
    const url = `${endpoint}/admin/user?${new URLSearchParams({ ...query, format: 'json' })}`;
    const answer = await signedFetch(url, admin, { method, region });
    if (!answer.ok) throw new Error(`Ceph's admin API: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  }
}

const newKeys = (): KeyPair => ({
  accessKeyId: `TEST${randomBytes(8).toString('hex').toUpperCase()}`,
  secretAccessKey: randomBytes(20).toString('hex'),
});
