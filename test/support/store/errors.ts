/** S3's error codes with the status that Ceph RGW 18 gives each. */
const statuses = {
  PermanentRedirect: 301,
  BadDigest: 400,
  ExpiredToken: 400,
  InvalidToken: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidDigest: 400,
  InvalidObjectName: 400,
  InvalidPart: 400,
  InvalidRequest: 400,
  InvalidTag: 400,
  MalformedXML: 400,
  XAmzContentSHA256Mismatch: 400,
  AccessDenied: 403,
  InvalidAccessKeyId: 403,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  NoSuchBucket: 404,
  NoSuchCORSConfiguration: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  MethodNotAllowed: 405,
  BucketAlreadyExists: 409,
  BucketNotEmpty: 409,
  MissingContentLength: 411,
  PreconditionFailed: 412,
  InvalidRange: 416,
  InternalError: 500,
  NotImplemented: 501,
  SlowDown: 503,
} as const;

export type S3Code = keyof typeof statuses;

interface Extra {
  /** Ceph leaves `<Message>` empty but for refused POST policies. */
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further elements of the error document. */
  readonly elements?: Readonly<Record<string, string>>;
}

/** A refusal, answered as an error document. */
export class S3Error extends Error {
  readonly code: S3Code;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly elements: Readonly<Record<string, string>>;

  constructor(code: S3Code, extra: Extra = {}) {
    super(extra.message ?? '');
    this.code = code;
    this.status = statuses[code];
    this.headers = extra.headers ?? {};
    this.elements = extra.elements ?? {};
  }
}
