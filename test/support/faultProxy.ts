// An HTTP proxy in front of a store that does harm by a plan. The signed `Host` is handed on: a store at any address
// takes what was signed for the proxy's, path style.
import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request as requestOf,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FaultPlan, kindOf, type ProxyFault } from './faultPlan.ts';
import { resetSocket } from './resetSocket.ts';

export interface ProxiedRequest {
  readonly method: string;
  readonly url: string;
  readonly fault: ProxyFault | undefined;
  /** What the store answered; absent: it was not asked, or has not answered. */
  status?: number;
}

export interface FaultProxy {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Those that came, in their order. */
  readonly requests: readonly ProxiedRequest[];
  /** Those that are neither answered nor broken off. */
  readonly open: number;
  /** The same in words, for who finds some. */
  openOnes(): readonly string[];
  /** Puts another plan in the place of the one there is, and counts from one again. */
  setPlan(plan: FaultPlan): void;
  stop(): Promise<void>;
}

/** @param endpoint of the store: `http://127.0.0.1:PORT` */
export async function startFaultProxy(
  endpoint: string,
  plan: FaultPlan = () => undefined,
): Promise<FaultProxy> {
  const proxy = new HarmfulProxy(endpoint, plan);
  await proxy.listen();
  return proxy;
}

class HarmfulProxy implements FaultProxy {
  requests: ProxiedRequest[] = [];
  readonly #open = new Map<IncomingMessage, string>();
  readonly #agent = new Agent({ keepAlive: true });
  readonly #server: Server;
  readonly #store: URL;
  #plan: FaultPlan;
  #counts = new Map<string, number>();

  constructor(endpoint: string, plan: FaultPlan) {
    this.#store = new URL(endpoint);
    this.#plan = plan;
    this.#server = createServer((message, response) => {
      this.#open.set(message, `${message.method} ${message.url}`);
      response.once('close', () => this.#open.delete(message));
      this.#handle(message, response).catch(() => response.destroy());
    });
  }

  get open(): number {
    return this.#open.size;
  }

  openOnes(): readonly string[] {
    return [...this.#open.values()];
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  setPlan(plan: FaultPlan): void {
    this.#plan = plan;
    this.#counts.clear();
    this.requests = [];
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = message;
    const kind = kindOf({ method, url });
    const occurrence = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, occurrence);
    const fault = this.#plan({ method, url, index: this.requests.length + 1, occurrence });
    const entry: ProxiedRequest = { method, url, fault };
    this.requests.push(entry);
    this.#open.set(message, `${method} ${url} ${JSON.stringify(fault)}`);
    if (fault?.kind === 'delay') await later(fault.ms);
    if (fault?.kind === 'cutRequest') return cutRequest(message, fault.at);
    const body = await bodyOf(message);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'status') return refuse(response, fault);
    const sent = fault?.kind === 'corruptRequest' ? corrupted(body, fault.at) : body;
    const answer = await this.#forward(message, response, sent);
    entry.status = answer.statusCode ?? 0;
    await reply(answer, response, fault);
  }

  async #forward(message: IncomingMessage, response: ServerResponse, body: Buffer): Promise<IncomingMessage> {
    const onward = requestOf({
      agent: this.#agent,
      host: this.#store.hostname,
      port: this.#store.port,
      method: message.method ?? '',
      path: message.url ?? '',
      headers: message.rawHeaders,
      setHost: false,
    });
    response.once('close', () => response.writableFinished || onward.destroy());
    onward.end(body);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    return answer;
  }
}

async function reply(
  answer: IncomingMessage,
  response: ServerResponse,
  fault: ProxyFault | undefined,
): Promise<void> {
  const body = await bodyOf(answer);
  if (fault?.kind === 'statusAfter') return refuse(response, fault);
  if (fault?.kind === 'cutAnswer' && (fault.at === 0 || body.length === 0)) {
    resetSocket(response.req.socket);
    return;
  }
  if (fault?.kind === 'truncateAnswer' && body.length > 0) {
    const others = withoutLength(answer.rawHeaders);
    response.writeHead(answer.statusCode ?? 0, others).end(body.subarray(0, cutAt(body, fault.at)));
    return;
  }
  response.writeHead(answer.statusCode ?? 0, answer.rawHeaders);
  if (fault?.kind === 'cutAnswer') {
    await new Promise<void>((resolve) =>
      response.write(body.subarray(0, cutAt(body, fault.at)), () => resolve()),
    );
    resetSocket(response.req.socket);
    return;
  }
  response.end(fault?.kind === 'corruptAnswer' ? corrupted(body, fault.at) : body);
}

/** Short of its end, by at least a byte. */
function cutAt(body: Buffer, at: number): number {
  return Math.floor(Math.max(0, body.length - 1) * at);
}

/** Not each time the same: what is read wrong twice is hardly ever read alike. */
function corrupted(body: Buffer, at: number): Buffer {
  const other = Buffer.from(body);
  const index = cutAt(body, at);
  const change = 1 + Math.floor(at * 254);
  if (index < other.length) other.writeUInt8((other.readUInt8(index) + change) % 256, index);
  return other;
}

async function cutRequest(message: IncomingMessage, at: number): Promise<void> {
  const length = Number(message.headers['content-length'] ?? 0);
  let arrived = 0;
  if (at > 0) {
    for await (const chunk of message) {
      arrived += (chunk as Buffer).length;
      if (arrived >= length * at) break;
    }
  }
  resetSocket(message.socket);
}

function refuse(
  response: ServerResponse,
  fault: { status: number; code: string; headers?: Readonly<Record<string, string>> },
): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${fault.code}</Code><Message></Message></Error>`;
  response.writeHead(fault.status, { 'content-type': 'application/xml', ...fault.headers });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

function withoutLength(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, index) => rawHeaders[index - (index % 2)]?.toLowerCase() !== 'content-length');
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
