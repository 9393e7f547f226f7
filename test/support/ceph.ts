import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { CephAdmin } from './cephAdmin.ts';
import { type CephPlace, writeCephConfig } from './cephConfig.ts';
import { ensureGroups } from './debian.mjs';
import { type Running, run, start } from './process.mjs';
import { freePorts, scratchFolder } from './scratch.mjs';
import type { KeyPair } from './signedFetch.ts';

/** What a test needs to reach a running gateway; plain data, so it can be handed to another process. */
export interface CephAddress {
  /** Path-style and, as `BUCKET.localhost`, virtual-hosted. No slash at the end. */
  readonly endpoint: string;
  readonly region: string;
  /** An S3 user with every right on the gateway's admin API. */
  readonly admin: KeyPair;
}

export interface Ceph extends CephAddress, Pick<CephAdmin, 'createUser' | 'createKey' | 'removeKey'> {
  stop(): Promise<void>;
}

/**
 * Starts a Ceph cluster of one monitor, one manager, one store, in memory unless told otherwise, and one gateway in a scratch
 * folder. Installs Ceph first where that is possible (see debian.mjs). Throws with the failing daemon's last output.
 */
export async function startCeph(room: Pick<CephPlace, 'diskBytes'> = {}): Promise<Ceph> {
  await ensureGroups(['ceph']);
  try {
    return await startOnce(room);
  } catch (error) {
    // Somebody else took a port that was free a moment ago.
    if (!/address already in use/i.test(String(error))) throw error;
    return startOnce(room);
  }
}

async function startOnce(room: Pick<CephPlace, 'diskBytes'>): Promise<Ceph> {
  const [monitorPort = 0, gatewayPort = 0] = await freePorts(2);
  const place = { folder: scratchFolder('ceph'), fsid: randomUUID(), monitorPort, gatewayPort, ...room };
  const daemons: Running[] = [];
  const stop = async () => {
    await Promise.all(daemons.map((daemon) => daemon.stop()));
  };
  try {
    return { ...cephAt(await startDaemons(place, daemons)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A running gateway of somebody else's: everything but its end. */
export function cephAt(address: CephAddress): Omit<Ceph, 'stop'> {
  const api = new CephAdmin(address);
  return {
    ...address,
    createUser: (user) => api.createUser(user),
    createKey: (uid) => api.createKey(uid),
    removeKey: (uid, accessKeyId) => api.removeKey(uid, accessKeyId),
  };
}

async function startDaemons(place: CephPlace, daemons: Running[]): Promise<CephAddress> {
  const conf = ['-c', writeCephConfig(place)];
  return new Promise((resolve, reject) => {
    const daemon = (name: string, args: string[]) => {
      const running = start(name, ['-f', ...conf, ...args], { graceMs: 0 });
      running.ended.then(() => reject(running.failure('ended too early')));
      daemons.push(running);
      return running;
    };
    startInOrder(place, conf, daemon).then(resolve, reject);
  });
}

/** Monitor first; manager and store once it answers; the gateway waits for both by itself. */
async function startInOrder(
  place: CephPlace,
  conf: string[],
  daemon: (name: string, args: string[]) => Running,
): Promise<CephAddress> {
  const map = join(place.folder, 'monmap');
  const store = randomUUID();
  const address = `[v2:127.0.0.1:${place.monitorPort}]`;
  await run('monmaptool', ['--create', '--fsid', place.fsid, '--addv', 'x', address, map]);
  await run('ceph-mon', [...conf, '--mkfs', '-i', 'x', '--monmap', map]);
  daemon('ceph-mon', ['-i', 'x']);
  daemon('ceph-mgr', ['-i', 'x']);
  await Promise.all([
    run('ceph-osd', [...conf, '--mkfs', '-i', '0', '--osd-uuid', store, '--monmap', map]),
    run('ceph', [...conf, '--connect-timeout', '30', 'osd', 'new', store, '0']),
  ]);
  daemon('ceph-osd', ['-i', '0']);
  const gateway = daemon('radosgw', ['-n', 'client.rgw']);
  const endpoint = `http://127.0.0.1:${place.gatewayPort}`;
  await gateway.until(
    async () => (await (await fetch(endpoint)).text()).includes('ListAllMyBucketsResult'),
    60_000,
  );
  const admin = { accessKeyId: 'SPACEPORTADMIN', secretAccessKey: randomUUID() };
  await run('radosgw-admin', [
    ...[
      ...conf,
      'user',
      'create',
      '--uid',
      'admin',
      '--display-name',
      'admin',
      '--caps',
      'users=*;buckets=*;user-policy=*',
    ],
    ...['--access-key', admin.accessKeyId, '--secret', admin.secretAccessKey, '--max-buckets', '0'],
  ]);
  return { endpoint, region: 'us-east-1', admin };
}
