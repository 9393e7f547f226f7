import type { Socket } from 'node:net';

/** Ends a connection with RST. One that is being shut down can't be reset: Node would never close it, and never end. */
export function resetSocket(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
