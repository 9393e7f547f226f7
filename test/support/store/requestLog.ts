import type { StoreRequest } from './request.ts';

/** One request without what would let anyone repeat it. */
export interface LoggedRequest {
  readonly method: string;
  readonly space: string | undefined;
  readonly key: string | undefined;
  /** Without `X-Amz-…` and other parts of a signature. */
  readonly query: Readonly<Record<string, string>>;
  /** `undefined` until answered, and where a fault gave no answer. */
  status: number | undefined;
}

const secret = /^(x-amz-|signature$|awsaccesskeyid$)/i;

/** The requests that came, oldest first. Keeps the last 10,000. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];

  begin(request: StoreRequest): LoggedRequest {
    const { method, space, key } = request;
    const query = Object.fromEntries(request.query.filter(([name]) => !secret.test(name)));
    const entry: LoggedRequest = { method, space, key, query, status: undefined };
    this.#entries.push(entry);
    if (this.#entries.length > 10_000) this.#entries.shift();
    return entry;
  }

  all(): readonly LoggedRequest[] {
    return [...this.#entries];
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
