import { type SigningTarget, signingTarget } from '../core/connection.ts';
import type { Hashing, HmacKey } from '../core/hashing.ts';
import { conditionsOf } from '../core/policy.ts';
import type { PostTerms, ShareRequest, Signer } from '../core/signing.ts';
import { amzDate, dayOf, type KeyScope, type Unsigned } from './sign.ts';
import { type HeaderRequest, type SignedRequest, signHeaders } from './signHeaders.ts';
import { deriveKey, rememberKeys } from './signingKey.ts';
import { type PostRequest, signPostForm } from './signPost.ts';
import { presignPut } from './signPut.ts';
import { type PresignRequest, presignGet } from './signUrl.ts';

/** Signs requests of the S3 client in their headers. */
export interface RequestSigner {
  /** Throws `badKey` for a key that has no UTF-8 form. */
  signRequest(request: HeaderRequest): Promise<SignedRequest>;
}

/** The producer of every signature, over the platform's hashing. */
export function createSigner(hashing: Hashing): Signer & RequestSigner {
  const keyFor = rememberKeys((scope) => deriveKey(hashing, scope));
  const signed = async <T>(target: SigningTarget, date: Date, unsigned: readonly Unsigned<T>[]) => {
    const key = await keyFor(keyScope(target, date));
    return allOf(unsigned.map((each) => finishWith(each, key, hashing)));
  };
  const signUrls: Signer['signUrls'] = async (request, keys) => {
    const presignRequest = { ...placeRequest(request), query: request.query };
    return signed(presignRequest.target, request.date, keys.map(presignGet(presignRequest)));
  };
  const signPosts: Signer['signPosts'] = async (request, keys) => {
    const formRequest = postRequest(request);
    return signed(formRequest.target, request.date, keys.map(signPostForm(formRequest)));
  };
  return {
    signUrls,
    signPosts,
    signUrl: async (request) => only(await signUrls(request, [request.key])),
    signPost: async (request) => only(await signPosts(request, [request.key])),
    signPut: async (request) => {
      const presignRequest = placeRequest(request);
      const unsigned = presignPut(presignRequest, request.headers)(request.key);
      return only(await signed(presignRequest.target, request.date, [unsigned]));
    },
    signRequest: async (request) => only(await signed(request.target, request.date, [signHeaders(request)])),
  };
}

function only<T>([value]: readonly T[]): T {
  if (value === undefined) throw new Error('one request, no signature');
  return value;
}

/** A promise for each of ten thousand values that are there already would cost more than the signatures. */
function allOf<T>(values: readonly (T | Promise<T>)[]): readonly T[] | Promise<readonly T[]> {
  const isThere = (value: T | Promise<T>): value is T => !(value instanceof Promise);
  return values.every(isThere) ? values : Promise.all(values);
}

/** Signs; at once where the hashing answers at once, so that a batch costs no turn of the event loop a key. */
export function finishWith<T>(
  { head, hashed, finish }: Unsigned<T>,
  key: HmacKey,
  hashing: Pick<Hashing, 'sha256Hex'>,
): T | Promise<T> {
  const sign = (text: string) => after(key.hexDigest(text), finish);
  return hashed === undefined ? sign(head) : after(hashing.sha256Hex(hashed), (hash) => sign(head + hash));
}

function after<A, B>(value: A | Promise<A>, next: (value: A) => B | Promise<B>): B | Promise<B> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** The key that signs for this target on this day. */
export function keyScope({ region, credentials }: SigningTarget, date: Date): KeyScope {
  return { secretAccessKey: credentials.secretAccessKey, day: dayOf(amzDate(date)), region };
}

function placeRequest({ connection, credentials, space, expiresIn, date }: ShareRequest): PresignRequest {
  return { target: signingTarget(connection, credentials), space, expiresIn, date };
}

function postRequest(request: ShareRequest & PostTerms): PostRequest {
  const { fields, isDropBox } = request;
  return { ...placeRequest(request), fields, isDropBox, conditions: conditionsOf(request) };
}
