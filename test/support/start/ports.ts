import { once } from 'node:events';
import { createServer } from 'node:net';
import { Explained } from '../bootstrap.mjs';

/** Throws a sentence when nothing may listen on a port, so that it is told before anything is installed. 0: any. */
export async function assertFree(port: number, option: string): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    throw portProblem(error, port, option);
  }
  server.close();
  await once(server, 'close');
}

/** What a failed listening is for the person who named the port; other errors as they are. */
export function portProblem(error: unknown, port: number, option: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error;
  const what = code === 'EACCES' ? "may not be used by programs that aren't root's" : 'is in use';
  return new Explained(`Port ${port} ${what}. Leave out --${option}, or name another one.`);
}
