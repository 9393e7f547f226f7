// A door to a server on this machine: it tells what goes in, and can be shut, so that nobody listens at its address.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Door {
  /** `http://127.0.0.1:PORT`, the same each time it is open. */
  readonly endpoint: string;
  /** Request lines without their queries (`GET /space/key`), since the door was made. */
  requests(): readonly string[];
  /** Ends every connection and listens no more. */
  shut(): Promise<void>;
  open(): Promise<void>;
}

/** Opens a door to `http://HOST:PORT`. What goes through is not changed: a signature for the door's own host holds. */
export async function openDoor(endpoint: string): Promise<Door> {
  const { hostname, port } = new URL(endpoint);
  const lines: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((outer) => {
    const inner = keep(connect(Number(port), hostname));
    keep(outer).on('data', (chunk) => {
      for (const [, line = ''] of chunk.toString('latin1').matchAll(requestLine)) lines.push(line);
    });
    outer.pipe(inner).pipe(outer);
  });
  const listenAt = async (at: number) => {
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const own = await listenAt(0);
  return {
    endpoint: `http://127.0.0.1:${own}`,
    requests: () => lines,
    shut: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    open: async () => {
      await listenAt(own);
    },
  };
}

const requestLine = /^([A-Z]+ [^\s?]*)\S* HTTP\/1\.1\r$/gm;
