import type { Credentials } from '../connection.ts';
import type { Entry } from './request.ts';
import type { UrlParts } from './url.ts';

/** Signs what a text holds once more, with a key of ours, to see whether the result is the same. Sends nothing. */
export interface SignatureCheck {
  /** The method for which a URL's Version 4 signature is right; `undefined`: for none of these. */
  urlMethod(request: UrlToCheck, credentials: Credentials): Promise<string | undefined>;
  /** Whether a form's Version 4 signature is that of its policy. */
  isPolicySigned(fields: readonly Entry[], credentials: Credentials): Promise<boolean>;
}

export interface UrlToCheck {
  readonly parts: UrlParts;
  /** The one that is meant first. */
  readonly methods: readonly string[];
  /** The host that was signed may be another than the one it is asked at: a CDN asks in turn. */
  readonly hosts: readonly string[];
  readonly headers: readonly Entry[];
}
