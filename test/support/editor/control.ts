// A door from the extension host into this process: named functions over HTTP, with CORS for the worker host.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Functions of one JSON value. */
export type Functions = Record<string, (argument: never) => unknown>;

export interface Control {
  url: string;
  stop(): Promise<void>;
}

/** Serves `functions` on a free port of 127.0.0.1. What one throws reaches the caller as the message. */
export async function startControl(functions: Functions): Promise<Control> {
  const server = createServer((request, response) => {
    answer(functions, request).then((body) => send(response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

async function answer(functions: Functions, request: IncomingMessage): Promise<unknown> {
  try {
    const name = decodeURIComponent((request.url ?? '').slice(1));
    const call = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (call === undefined) throw new Error(`The runner has no function ${name}`);
    const { argument } = JSON.parse(await text(request)) as { argument: never };
    return { result: await call(argument) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function send(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
  response.end(JSON.stringify(body));
}
