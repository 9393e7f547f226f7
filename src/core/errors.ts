/** Everything that can go wrong in a way a person can act on. `errorTable.ts` translates servers' words into these. */
export type ErrorCode =
  | 'badArguments' // what a caller handed over can't be used
  | 'notAvailableYet'
  | 'unknownConnection'
  | 'noCredentials' // no secret stored for this connection on this machine
  | 'noCredentialsHere' // the same in a browser's window: one that another window stored is read with a reload only
  | 'credentialsForOtherEndpoint'
  | 'readOnly'
  | 'badKey' // a key that can't be linked, uploaded to, or written in any shell
  | 'badShell' // a word or line that this shell can't express, and another one can
  | 'badExpiry'
  | 'badPolicy' // the policy would be refused by the server
  | 'signersDisagree' // our signer and the SDK's differ: a bug
  | 'unknownHost'
  | 'refused'
  | 'tls'
  | 'timeout'
  | 'network'
  | 'cors' // in a browser: the Space's CORS rules don't let this editor read the answer
  | 'listInBrowser' // in a browser: the list of Spaces can't be read, they must be named
  | 'insecureInBrowser' // a page from https: may not ask an http: endpoint
  | 'notS3' // the server answered something that is not S3
  | 'wrongKey' // InvalidAccessKeyId
  | 'wrongSecret' // SignatureDoesNotMatch
  | 'expiredToken'
  | 'clockSkew'
  | 'accessDenied'
  | 'noListBuckets'
  | 'wrongRegion'
  | 'noSuchSpace'
  | 'noSuchObject'
  | 'noSuchUpload' // a multipart upload that was ended or is too old
  | 'exists' // something has that key or name already
  | 'changed' // the object is another by now
  | 'damaged' // what arrived is not what was sent
  | 'slowDown'
  | 'notImplemented'
  | 'localFile' // a file on this machine can't be read or written
  | 'diskFull'
  | 'someFailed' // of several things done at once
  | 'server'; // any other answer

/** A way on that an error offers to a person: a button beside the message. */
export interface Offer {
  readonly title: string;
  run(): unknown;
}

export interface SpacesErrorOptions extends ErrorOptions {
  readonly offers?: readonly Offer[];
  readonly connectionId?: string;
}

/** The one error a person may see: `message` tells what was wrong and what to do, plain text, never a secret. */
export class SpacesError extends Error {
  override readonly name = 'SpacesError';
  readonly code: ErrorCode;
  readonly offers: readonly Offer[];
  /** The connection in use, where known: its key or its fields may be what is wrong. */
  readonly connectionId: string | undefined;

  constructor(code: ErrorCode, message: string, options?: SpacesErrorOptions) {
    super(message, options);
    this.code = code;
    this.offers = options?.offers ?? [];
    this.connectionId = options?.connectionId;
  }

  /** The same error, said to have happened in this connection. */
  about(connectionId: string): SpacesError {
    const { cause, offers } = this;
    return new SpacesError(this.code, this.message, { cause, offers, connectionId });
  }
}

/** A question was dismissed or a running action was cancelled: never shown, no partial effect. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor() {
    super('Cancelled');
  }
}

export function isCancelled(error: unknown): boolean {
  return error instanceof Cancelled || (error instanceof Error && error.name === 'AbortError');
}
