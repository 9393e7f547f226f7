import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { resetSocket } from '../../support/resetSocket.ts';

describe('a reset connection', () => {
  let server: Server;
  let here: Socket;
  let there: Socket;
  beforeEach(async () => {
    server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const accepted = once(server, 'connection');
    here = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
    await once(here, 'connect');
    [there] = (await accepted) as [Socket];
  });
  afterEach(() => {
    here.destroy();
    server.close();
  });

  for (const [name, begin] of [
    ['that is open', () => {}],
    ['that is being shut down', (socket: Socket) => void socket.end()],
  ] as const) {
    it(`${name} is closed`, async () => {
      const closed = once(there, 'close');
      begin(there);
      resetSocket(there);
      await closed;
    });
  }
});
