import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where one throw-away cluster lives. Ports are on 127.0.0.1. */
export interface CephPlace {
  readonly folder: string;
  readonly fsid: string;
  readonly monitorPort: number;
  readonly gatewayPort: number;
  /** Objects are kept on the disk, as there is no memory for so many bytes: so much room, which is taken as it is used. */
  readonly diskBytes?: number | undefined;
}

const daemons = ['mon.', 'client.admin', 'mgr.x', 'osd.0', 'client.rgw'];

/** Writes `ceph.conf`, one keyring for everybody, and the data folders. Returns the configuration's path. */
export function writeCephConfig(place: CephPlace): string {
  for (const name of ['mon', 'mgr', 'osd', 'rgw', 'run', 'crash']) mkdirSync(join(place.folder, name));
  writeFileSync(join(place.folder, 'keyring'), daemons.map(keyringEntry).join('\n'));
  const path = join(place.folder, 'ceph.conf');
  const lines = Object.entries(settings(place)).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(path, ['[global]', ...lines, ''].join('\n'));
  return path;
}

/** A cephx secret: type 1 (AES), time made, length, 16 bytes (Ceph's CryptoKey encoding, all little-endian). */
function keyringEntry(name: string): string {
  const head = Buffer.alloc(12);
  head.writeUInt16LE(1, 0);
  head.writeUInt32LE(Math.floor(Date.now() / 1000), 2);
  head.writeUInt16LE(16, 10);
  const key = Buffer.concat([head, randomBytes(16)]).toString('base64');
  const caps = ['mon', 'mgr', 'osd', 'mds'].map((part) => `\tcaps ${part} = "allow *"`);
  return [`[${name}]`, `\tkey = ${key}`, ...caps, ''].join('\n');
}

function settings(place: CephPlace): Record<string, string | number | boolean> {
  const { folder } = place;
  return {
    fsid: place.fsid,
    mon_host: `[v2:127.0.0.1:${place.monitorPort}]`,
    mon_initial_members: 'x',
    public_addr: '127.0.0.1',
    cluster_addr: '127.0.0.1',
    ms_bind_msgr1: false,
    keyring: join(folder, 'keyring'),
    mon_data: join(folder, 'mon'),
    mgr_data: join(folder, 'mgr'),
    osd_data: join(folder, 'osd'),
    rgw_data: join(folder, 'rgw'),
    run_dir: join(folder, 'run'),
    crash_dir: join(folder, 'crash'),
    admin_socket: join(folder, 'run', '$name.asok'),
    pid_file: join(folder, 'run', '$name.pid'),
    log_to_file: false,
    log_to_stderr: true,
    mon_cluster_log_to_file: false,
    debug_rocksdb: 0,
    ms_bind_retry_count: 1,
    ms_bind_retry_delay: 0,
    ...monitorSettings,
    ...(place.diskBytes === undefined ? memorySettings : diskSettings(place.diskBytes)),
    ...storeSettings(),
    ...gatewaySettings(place.gatewayPort),
  };
}

const monitorSettings = {
  // One monitor agrees with itself: waiting a second for more proposals, as is the default, is most of a start.
  paxos_propose_interval: 0.02,
  paxos_min_wait: 0.01,
  mon_data_avail_warn: 2,
  mon_data_avail_crit: 1,
  mon_allow_pool_size_one: true,
  mon_allow_pool_delete: true,
  mon_max_pg_per_osd: 2000,
  mgr_initial_modules: '',
};

const memorySettings = { osd_objectstore: 'memstore', memstore_device_bytes: 8 * 2 ** 30 };

function diskSettings(bytes: number) {
  return { osd_objectstore: 'bluestore', bluestore_block_size: bytes, osd_memory_target: 2 ** 30 };
}

function storeSettings() {
  return {
    // Debian's default is relative, and finds nothing.
    osd_class_dir: classFolder(),
    osd_class_load_list: '*',
    osd_class_default_list: '*',
    osd_crush_chooseleaf_type: 0,
    osd_pool_default_size: 1,
    osd_pool_default_min_size: 1,
    osd_pool_default_pg_num: 8,
    osd_pool_default_pgp_num: 8,
    osd_pool_default_pg_autoscale_mode: 'off',
  };
}

function classFolder(): string {
  const triplet = readdirSync('/usr/lib').find((name) => /^[^-]+-linux-gnu/.test(name));
  return `/usr/lib/${triplet}/rados-classes`;
}

function gatewaySettings(port: number) {
  return {
    // Without `tcp_nodelay` each answer waits 40 ms for the client's acknowledgement.
    rgw_frontends: `beast endpoint=127.0.0.1:${port} tcp_nodelay=1`,
    rgw_dns_name: 'localhost',
    // No TLS here; the default refuses encryption with the customer's key without it.
    rgw_crypt_require_ssl: false,
    rgw_enable_gc_threads: false,
    rgw_enable_lc_threads: false,
    rgw_enable_quota_threads: false,
    rgw_run_sync_thread: false,
    rgw_dynamic_resharding: false,
    rgw_thread_pool_size: 64,
  };
}
