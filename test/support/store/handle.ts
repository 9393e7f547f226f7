import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resetSocket } from '../resetSocket.ts';
import { authenticate } from './authenticate.ts';
import { corsHeaders } from './cors.ts';
import { S3Error } from './errors.ts';
import type { Fault, FaultQueue } from './faults.ts';
import { checkKey } from './makeObject.ts';
import { authorize, type Call, type World } from './operation.ts';
import type { Reply } from './reply.ts';
import { parseRequest, type StoreRequest } from './request.ts';
import type { RequestLog } from './requestLog.ts';
import { errorReply, faultReply, send } from './respond.ts';
import { route } from './router.ts';

export interface Site {
  readonly world: World;
  readonly faults: FaultQueue;
  readonly log: RequestLog;
  /** Names below which a Space may stand in `Host`. */
  readonly hosts: readonly string[];
}

/** Answers one request. Never throws. */
export async function handle(site: Site, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = `tx${randomBytes(10).toString('hex')}`;
  const stamp = { requestId, now: site.world.clock.now() };
  try {
    const request = parseRequest(message, await readBody(message), site.hosts);
    const entry = site.log.begin(request);
    const fault = site.faults.take(request);
    const reply = fault && isReplacing(fault) ? faultReply(fault) : answer(site, request, requestId);
    if (!fault || isReplacing(fault)) {
      entry.status = reply.status;
      send(response, reply, stamp);
      return;
    }
    if (fault.afterBytes !== undefined) send(response, reply, { ...stamp, cut: fault.afterBytes });
    if (fault.kind === 'reset') await reset(message, response);
  } catch (error) {
    const isGone = !message.complete || response.destroyed;
    if (isGone || response.headersSent) response.destroy();
    else send(response, errorReply(toRefusal(error), requestId), stamp);
  }
}

function answer({ world }: Site, request: StoreRequest, requestId: string): Reply {
  const auth = { now: world.clock.now(), findUser: (id: string) => world.users.get(id) };
  // Once Ceph knows who asks, its answers name the Space and carry the Space's CORS headers: refused signatures don't.
  let space: string | undefined;
  let reply: Reply;
  try {
    const operation = route(request);
    const user = operation.need === 'form' ? undefined : authenticate(request, auth);
    space = request.space;
    checkKey(request.key ?? '');
    const call: Call = { world, request, user };
    authorize(call, operation);
    reply = operation.run(call);
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    reply = errorReply(error, requestId, space);
  }
  const cors = corsHeaders(request, world.spaces.get(space ?? '')?.cors ?? []);
  return { ...reply, headers: { ...cors, ...reply.headers } };
}

function isReplacing(fault: Fault): boolean {
  return fault.kind === 'html' || fault.kind === 'status';
}

/** Lets what was written reach the other side, then ends the connection with RST. */
async function reset(message: IncomingMessage, response: ServerResponse): Promise<void> {
  if (response.headersSent) await new Promise<void>((resolve) => response.write('', () => resolve()));
  resetSocket(message.socket);
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function toRefusal(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  console.error('The in-memory store has a bug:', error);
  return new S3Error('InternalError');
}
