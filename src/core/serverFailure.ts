/** What a server's error answer said, without the parts that may hold a signature. */
export interface FailureFacts {
  /** HTTP status; 0 for a redirect that the browser hides. */
  readonly status: number;
  /** S3's `<Code>`; absent where the answer had no body (HEAD) or was not S3's. */
  readonly code?: string | undefined;
  /** S3's `<Message>`: untrusted text. */
  readonly text?: string | undefined;
  /** The answer had a body that S3 would not send (HTML, JSON, plain text). */
  readonly foreign?: boolean | undefined;
  /** Where the Space is: `<Region>` or `x-amz-bucket-region`. Untrusted. */
  readonly region?: string | undefined;
  /** Where the Space is: `<Endpoint>` or the host of `Location`. Untrusted. */
  readonly endpoint?: string | undefined;
  /** Milliseconds since the epoch, as the server counts: `<ServerTime>`. */
  readonly serverTime?: number | undefined;
  readonly requestId?: string | undefined;
}

/** An error answer as the cause of a `SpacesError`: for the log and for those who look for a region. */
export class ServerFailure extends Error {
  override readonly name = 'ServerFailure';
  readonly facts: FailureFacts;

  constructor(facts: FailureFacts) {
    const { status, code, requestId } = facts;
    super(`HTTP ${status}${code ? ` ${code}` : ''}${requestId ? `, request ${requestId}` : ''}`);
    this.facts = facts;
  }
}
