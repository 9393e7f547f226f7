import type { Connection, Credentials, SigningTarget } from '../core/connection.ts';
import type { Hashing, HmacKey, SyncHashing, SyncHmacKey } from '../core/hashing.ts';
import { sizeCondition } from '../core/policy.ts';
import type { PostForm, Signer, SignPostRequest, SignUrlRequest } from '../core/ports.ts';
import { amzDate, dayOf, type KeyScope, type Unsigned } from './sign.ts';
import { type HeaderRequest, type SignedRequest, signHeaders } from './signHeaders.ts';
import { deriveKey, deriveKeyLater, rememberKeys } from './signingKey.ts';
import { type PostRequest, signPostForm } from './signPost.ts';
import { type PresignRequest, presignGet } from './signUrl.ts';

/** Signs requests of the S3 client in their headers. */
export interface RequestSigner {
  /** Throws `badKey` for a key that has no UTF-8 form. */
  signRequest(request: HeaderRequest): Promise<SignedRequest>;
}

/** The producer of every signature, over the platform's hashing. */
export function createSigner(hashing: Hashing): Signer & RequestSigner {
  const keyFor = rememberKeys((scope) => deriveKeyLater(hashing, scope));
  const sign = async <T>(target: SigningTarget, date: Date, unsigned: Unsigned<T>): Promise<T> => {
    const { head, hashed, finish } = unsigned;
    const key: HmacKey = await keyFor(keyScope(target, date));
    return finish(
      await key.hexDigest(hashed === undefined ? head : head + (await hashing.sha256Hex(hashed))),
    );
  };
  return {
    async signUrl(request) {
      const presignRequest = urlRequest(request);
      return sign(presignRequest.target, request.date, presignGet(presignRequest)(request.key));
    },
    async signPost(request) {
      const formRequest = postRequest(request);
      return sign(formRequest.target, request.date, signPostForm(formRequest)(request.key));
    },
    signRequest: async (request) => sign(request.target, request.date, signHeaders(request)),
  };
}

/** The same at once, for many keys of one Space, one moment and one duration: the first bad key throws. */
export interface BatchSigner {
  signUrls(request: PresignRequest, keys: readonly string[]): string[];
  signPosts(request: PostRequest, keys: readonly string[]): PostForm[];
}

export function createBatchSigner(hashing: SyncHashing): BatchSigner {
  const keyFor = rememberKeys((scope) => deriveKey(hashing, scope));
  return {
    signUrls(request, keys) {
      const signingKey = keyFor(keyScope(request.target, request.date));
      const unsigned = presignGet(request);
      return keys.map((key) => signNow(unsigned(key), signingKey, hashing));
    },
    signPosts(request, keys) {
      const signingKey = keyFor(keyScope(request.target, request.date));
      const unsigned = signPostForm(request);
      return keys.map((key) => signNow(unsigned(key), signingKey, hashing));
    },
  };
}

/** Signs at once. */
export function signNow<T>({ head, hashed, finish }: Unsigned<T>, key: SyncHmacKey, hashing: SyncHashing): T {
  return finish(key.hexDigest(hashed === undefined ? head : head + hashing.sha256Hex(hashed)));
}

/** The key that signs for this target on this day. */
export function keyScope({ region, credentials }: SigningTarget, date: Date): KeyScope {
  return { secretAccessKey: credentials.secretAccessKey, day: dayOf(amzDate(date)), region };
}

function urlRequest({ connection, credentials, space, expiresIn, date }: SignUrlRequest): PresignRequest {
  return { target: targetOf(connection, credentials), space, expiresIn, date };
}

function postRequest(request: SignPostRequest): PostRequest {
  const size = sizeCondition(request.minBytes, request.maxBytes);
  return { ...urlRequest(request), conditions: size && [size] };
}

function targetOf({ endpoint, region, addressing }: Connection, credentials: Credentials): SigningTarget {
  return { endpoint, region, addressing, credentials };
}
