// DigitalOcean Spaces on this machine, under its real host names: a proxy that ends their TLS with a certificate of
// its own, and a store for each region behind it. Who uses it has the proxy and trusts `caFile`; nothing else differs.
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { type Duplex, Transform } from 'node:stream';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { spacesRegions } from '../../src/core/regions.ts';
import { type Authority, makeAuthority } from './certificate.ts';
import { scratchFolder } from './scratch.mjs';
import { type MemoryStore, startStore } from './store/memoryStore.ts';

export interface DigitalOcean {
  /** `http://127.0.0.1:PORT` */
  readonly proxy: string;
  /** PEM of the authority that vouches for all its hosts. */
  readonly caFile: string;
  /** The store of a region: they share nothing but the account's key pair. */
  region(slug: string): MemoryStore;
  /** `HOST:PORT` of every connection that was asked for, whether it was made or not. */
  asked(): readonly string[];
  /** From now on each connection carries at most so many bytes a second, each way; absent: as many as it can. */
  slowTo(bytesPerSecond?: number): void;
  /** From now on the proxy refuses connections; its port stays free. */
  endProxy(): Promise<void>;
  stop(): Promise<void>;
}

interface Site {
  readonly store: MemoryStore;
  readonly secure: SecureContext;
}

interface Pace {
  bytesPerSecond?: number | undefined;
}

/** Starts all of DigitalOcean's regions and the proxy that leads to them. Every other host is refused with 403. */
export async function startDigitalOcean(): Promise<DigitalOcean> {
  const authority = makeAuthority();
  const caFile = join(scratchFolder('authority'), 'ca.pem');
  await writeFile(caFile, authority.cert);
  const sites = await startRegions(authority);
  const asked: string[] = [];
  const pace: Pace = {};
  const { server, end } = await startProxy(sites, asked, pace);
  return {
    proxy: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    caFile,
    region(slug) {
      const site = sites.get(slug);
      if (!site) throw new Error(`There is no region ${slug}`);
      return site.store;
    },
    asked: () => [...asked],
    slowTo: (bytesPerSecond) => void Object.assign(pace, { bytesPerSecond }),
    endProxy: end,
    stop: async () => {
      await end();
      await Promise.all([...sites.values()].map(({ store }) => store.stop()));
    },
  };
}

async function startRegions(authority: Authority): Promise<ReadonlyMap<string, Site>> {
  const sites = new Map<string, Site>();
  let credentials: MemoryStore['credentials'] | undefined;
  for (const { slug } of spacesRegions()) {
    const host = `${slug}.digitaloceanspaces.com`;
    const store = await startStore({ region: slug, hosts: [host], ...(credentials ? { credentials } : {}) });
    credentials = store.credentials;
    sites.set(slug, { store, secure: createSecureContext(authority.issue([host, `*.${host}`])) });
  }
  return sites;
}

async function startProxy(
  sites: ReadonlyMap<string, Site>,
  asked: string[],
  pace: Pace,
): Promise<{ server: Server; end: () => Promise<void> }> {
  const open = new Set<Duplex>();
  const server = createServer((_request, response) => response.writeHead(403).end());
  server.on('connect', ({ url = '' }, client: Socket) => {
    asked.push(url);
    open.add(client);
    client.once('close', () => open.delete(client));
    const slug = /^(?:[^:]+\.)?([a-z]{3}\d)\.digitaloceanspaces\.com:443$/.exec(url)?.[1];
    const site = sites.get(slug ?? '');
    if (site) tunnel(client, site, pace);
    else client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const end = async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    for (const client of open) client.destroy();
    await closed;
  };
  return { server, end };
}

/** What is said inside the TLS goes to the region's store as it is, `Host` included. */
function tunnel(client: Socket, { store, secure }: Site, pace: Pace): void {
  client.write('HTTP/1.1 200 Connection established\r\n\r\n');
  const inside = new TLSSocket(client, { isServer: true, secureContext: secure });
  const outside = connect(Number(new URL(store.endpoint).port), '127.0.0.1');
  const end = () => {
    inside.destroy();
    outside.destroy();
    client.destroy();
  };
  for (const each of [client, inside, outside]) each.on('error', end);
  inside.pipe(paced(pace)).pipe(outside).pipe(paced(pace)).pipe(inside);
  inside.once('close', end);
  // What it said before it ended may still be on its slow way, and ends `inside` after that.
  outside.once('close', () => outside.readableEnded || end());
}

/** Lets each piece by after the time that it takes at that speed. */
function paced(pace: Pace): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      const { bytesPerSecond } = pace;
      if (bytesPerSecond === undefined) return done(null, piece);
      setTimeout(() => done(null, piece), (piece.length / bytesPerSecond) * 1000);
    },
  });
}
