/** What an operation answers. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** `Content-Length` of an answer to HEAD. */
  readonly length?: number;
}

export function xmlReply(body: string, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/xml' }, body };
}
