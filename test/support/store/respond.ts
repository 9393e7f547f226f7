import type { ServerResponse } from 'node:http';
import type { S3Error } from './errors.ts';
import type { Fault } from './faults.ts';
import { type Reply, xmlReply } from './reply.ts';
import { type Node, plainDocument } from './xml.ts';

/** What every answer carries. */
interface Stamp {
  readonly requestId: string;
  /** Milliseconds since the epoch, by the store's clock. */
  readonly now: number;
}

/** A refusal as Ceph writes it: the message is there, but mostly empty. */
export function errorReply(error: S3Error, requestId: string, space?: string): Reply {
  const elements: Readonly<Record<string, string>> = {
    Code: error.code,
    Message: error.message,
    ...(space === undefined ? {} : { BucketName: space }),
    ...error.elements,
    RequestId: requestId,
    HostId: 'memory',
  };
  const reply = xmlReply(plainDocument('Error', Object.entries(elements) as Node[]), error.status);
  return { ...reply, headers: { ...reply.headers, ...error.headers } };
}

/** A fault that replaces the answer. */
export function faultReply(fault: Fault): Reply {
  if (fault.kind === 'html') {
    const body = '<!doctype html><html><body><h1>It works!</h1></body></html>';
    return { status: fault.status ?? 200, headers: { 'content-type': 'text/html' }, body };
  }
  const nodes: Node[] = [
    ['Code', fault.code ?? 'SlowDown'],
    ['Message', ''],
  ];
  return xmlReply(plainDocument('Error', nodes), fault.status ?? 503);
}

/** Sends an answer; with `cut`, only the headers and so many bytes of the body, and the end is left to the caller. */
export function send(response: ServerResponse, reply: Reply, stamp: Stamp & { readonly cut?: number }): void {
  const body = Buffer.from(reply.body ?? '');
  const hasBody = reply.status !== 204 && reply.status !== 304;
  const headers = {
    ...reply.headers,
    date: new Date(stamp.now).toUTCString(),
    'x-amz-request-id': stamp.requestId,
    // Last, and before `end`: Node re-encodes a Content-Disposition once it knows a length.
    ...(hasBody ? { 'content-length': String(reply.length ?? body.length) } : {}),
  };
  response.sendDate = false;
  response.writeHead(
    reply.status,
    Object.entries(headers).flatMap(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
  );
  if (stamp.cut === undefined) response.end(hasBody && response.req.method !== 'HEAD' ? body : undefined);
  else response.write(body.subarray(0, stamp.cut));
}
