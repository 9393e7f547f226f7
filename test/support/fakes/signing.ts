import { SpacesError } from '../../../src/core/errors.ts';
import type { PostForm, Signer, SignPostRequest, SignUrlRequest, Witness } from '../../../src/core/ports.ts';

/** Makes recognisable links and forms without cryptography. */
export class FakeSigner implements Signer {
  readonly requests: (SignUrlRequest | SignPostRequest)[] = [];

  async signUrl(request: SignUrlRequest): Promise<string> {
    this.requests.push(request);
    const url = new URL(`${request.connection.endpoint}/${request.space}/${encodeURIComponent(request.key)}`);
    url.searchParams.set('X-Amz-Date', request.date.toISOString());
    url.searchParams.set('X-Amz-Expires', String(request.expiresIn));
    url.searchParams.set('X-Amz-Signature', 'fakesignature');
    return url.href;
  }

  async signPost(request: SignPostRequest): Promise<PostForm> {
    this.requests.push(request);
    return {
      url: `${request.connection.endpoint}/${request.space}`,
      fields: [
        ['key', request.key],
        ['Policy', 'fakepolicy'],
        ['X-Amz-Signature', 'fakesignature'],
      ],
    };
  }
}

/** Agrees, or does not. */
export class FakeWitness implements Witness {
  agrees = true;
  /** Links and forms looked at. */
  checked = 0;

  async checkUrl(): Promise<void> {
    this.#check();
  }
  async checkPost(): Promise<void> {
    this.#check();
  }
  #check(): void {
    this.checked++;
    if (!this.agrees) throw new SpacesError('signersDisagree', 'The two signers differ.');
  }
}
