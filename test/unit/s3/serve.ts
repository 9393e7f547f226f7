import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SigningTarget } from '../../../src/core/connection.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { createClockOffsets } from '../../../src/s3/clock.ts';
import { createSigner } from '../../../src/s3/signer.ts';
import type { TesterDeps } from '../../../src/s3/tester.ts';

export interface Served {
  readonly endpoint: string;
  readonly target: SigningTarget;
  /** Method and address of each request, in order. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A small HTTP server that answers as a test wants. `count` is 1 for the first request. */
export async function serve(handler: Handler): Promise<Served> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    handler(request, response, requests.length);
  });
  await listen(server);
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { endpoint, target: targetAt(endpoint), requests, stop: () => close(server) };
}

export async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}

/** Ends the server and the connections it holds open. */
export async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

export const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+EXAMPLEKEY' };

export function targetAt(endpoint: string): SigningTarget {
  return { endpoint, region: 'us-east-1', addressing: 'path', credentials: keys };
}

/** The real fetch, signer and clock; retries without waiting, noted in `waits`. */
export function requestDeps(
  overrides: Partial<TesterDeps> = {},
): TesterDeps & { readonly waits: number[]; readonly lines: string[] } {
  const waits: number[] = [];
  const lines: string[] = [];
  return {
    fetch: globalThis.fetch,
    signer: createSigner(nodeHashing),
    now: Date.now,
    clock: createClockOffsets(),
    random: () => 0.5,
    canListSpaces: true,
    sleep: async (ms) => {
      waits.push(ms);
    },
    log: { trace: (line) => lines.push(line), warn: (line) => lines.push(line) },
    ...overrides,
    waits,
    lines,
  };
}

/** An S3 error document, as Ceph writes it. */
export function errorXml(code: string, more = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message></Message>${more}<RequestId>tx1</RequestId></Error>`;
}

export function answer(response: ServerResponse, status: number, body = '', headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/xml', ...headers }).end(body);
}

export const never: AbortSignal = new AbortController().signal;
