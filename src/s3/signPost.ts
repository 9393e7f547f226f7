import { t } from '@vscode/l10n';
import type { SigningTarget } from '../core/connection.ts';
import { SpacesError } from '../core/errors.ts';
import { checkSeconds } from '../core/expiry.ts';
import { dropBoxProblem } from '../core/keyRules.ts';
import { FILENAME, isCovered, type PolicyCondition, policyWriter } from '../core/policy.ts';
import type { PostForm } from '../core/signing.ts';
import { addressOf } from './address.ts';
import { assertWellFormed } from './encode.ts';
import { algorithm, amzDate, credentialScope, type Entry, type Unsigned } from './sign.ts';
import { tokenEntry } from './signUrl.ts';

export interface PostRequest {
  readonly target: SigningTarget;
  readonly space: string;
  /** Whole seconds, 1..604800. */
  readonly expiresIn: number;
  readonly date: Date;
  /** Further fields (`Content-Type`, `acl`…); each becomes a condition too. */
  readonly fields?: readonly Entry[] | undefined;
  /** Further conditions; a field that one of these covers by `starts-with` gets no exact one. */
  readonly conditions?: readonly PolicyCondition[] | undefined;
  /** The key is a prefix that ends in `${filename}`: any object below it. */
  readonly isDropBox?: boolean | undefined;
}

/**
 * Presigned POST forms of one Space, one moment and one duration, each for an exact key or a drop box: fields, order
 * and policy as the AWS SDK's `createPresignedPost` makes them. The signature is over the `Policy` field.
 * Throws `badExpiry`; the result throws `badKey` for a key that has no UTF-8 form, for an exact one that holds
 * `${filename}`, which would widen the form to a whole prefix, and for a drop box that pins no prefix.
 */
export function signPostForm(request: PostRequest): (key: string) => Unsigned<PostForm> {
  const { target, space, date, expiresIn, conditions } = request;
  checkSeconds(expiresIn);
  const timestamp = amzDate(date);
  const { origin, path } = addressOf(target, space);
  const fields: Entry[] = [
    ...(request.fields ?? []),
    ['bucket', space],
    ['X-Amz-Algorithm', algorithm],
    ['X-Amz-Credential', `${target.credentials.accessKeyId}/${credentialScope(timestamp, target.region)}`],
    ['X-Amz-Date', timestamp],
    ...tokenEntry('X-Amz-Security-Token', target.credentials),
  ];
  const policyFor = policyWriter({
    expiration: new Date(date.getTime() + expiresIn * 1000),
    fields: fields.filter(([name]) => !isCovered(name, conditions)),
    conditions,
  });
  const check = request.isDropBox ? checkDropBox : checkExactKey;
  return (key) => {
    check(key);
    const policy = policyFor(key);
    return {
      head: policy,
      finish: (signature) => ({
        url: origin + path,
        fields: fields.concat([
          ['key', key],
          ['Policy', policy],
          ['X-Amz-Signature', signature],
        ]),
      }),
    };
  };
}

function checkExactKey(key: string): void {
  assertWellFormed(key);
  if (!key.includes(FILENAME)) return;
  throw new SpacesError(
    'badKey',
    t(
      'The server replaces {0} in a key by the name of the uploaded file, so such a key would allow more than one object. Use another name.',
      FILENAME,
    ),
  );
}

function checkDropBox(key: string): void {
  assertWellFormed(key);
  const problem = dropBoxProblem(key.slice(0, -FILENAME.length));
  if (key.endsWith(FILENAME) && problem === undefined) return;
  throw new SpacesError('badKey', problem?.message ?? t('The key of a drop box ends in {0}.', FILENAME));
}
