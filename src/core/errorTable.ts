import { t } from '@vscode/l10n';
import { type ErrorCode, SpacesError } from './errors.ts';
import { type Machine, THIS_COMPUTER } from './machine.ts';
import { translateNetworkFailure } from './networkFailure.ts';
import { plain } from './plain.ts';
import { inSentences } from './sentences.ts';
import { ServerFailure } from './serverFailure.ts';

/** What was tried when it failed; decides the words. */
export interface Attempt {
  /** The endpoint's host and port, as the person entered it. */
  readonly host?: string | undefined;
  /** Absent: ListBuckets. */
  readonly space?: string | undefined;
  readonly key?: string | undefined;
  /** The measured clock offset, server minus local, milliseconds. */
  readonly skewMs?: number | undefined;
  /** Where the request was sent from. Absent: this computer. */
  readonly machine?: Machine | undefined;
}

type Row = (failure: ServerFailure, attempt: Attempt) => readonly [ErrorCode, string];

/**
 * The one table: what a server, `fetch`, Node or Electron said, as words a person can act on.
 * The result's message is never empty, holds no secret and no URL, and shows names through `plain()`.
 */
export function translate(raw: unknown, attempt: Attempt = {}): SpacesError {
  if (raw instanceof SpacesError) return raw;
  if (!(raw instanceof ServerFailure)) return translateNetworkFailure(raw, attempt.host, attempt.machine);
  const [code, message] = rowFor(raw)(raw, attempt);
  return new SpacesError(code, message, { cause: raw });
}

/** An answer that S3 would not give: a web page, a proxy's sign-in, another protocol. */
export function notS3(attempt: Attempt, cause?: unknown): SpacesError {
  const message = attempt.host
    ? t('The server does not answer like an S3 store. Check the endpoint: {0}', plain(attempt.host))
    : t('The server does not answer like an S3 store. Check the endpoint.');
  return new SpacesError('notS3', message, { cause });
}

function rowFor(failure: ServerFailure): Row {
  const { status, code, foreign } = failure.facts;
  const byCode = code === undefined ? undefined : rows.get(code);
  if (byCode) return byCode;
  if (foreign && status !== 407 && status !== 429 && status < 500) return foreignAnswer;
  return code === undefined || status >= 500 ? rowForStatus(status) : refusedRequest;
}

function rowForStatus(status: number): Row {
  if (status === 0 || (status >= 300 && status < 400)) return wrongRegion;
  if (status === 401 || status === 403) return accessDenied;
  if (status === 404) return notFound;
  if (status === 405 || status === 501) return notImplemented;
  if (status === 407)
    return () => ['network', t('The proxy asks for a user name and a password. Check the proxy settings.')];
  if (status === 429 || status === 503) return slowDown;
  return status >= 500 ? serverFault : refusedRequest;
}

const accessDenied: Row = ({ facts }, { space, key }) => {
  if (key !== undefined) {
    return ['accessDenied', say(t('This access key may not read the object: {0}', plain(key)), facts.text)];
  }
  if (space !== undefined) {
    return ['accessDenied', say(t('This access key may not list the Space: {0}', plain(space)), facts.text)];
  }
  return [
    'noListBuckets',
    t('This access key may not list Spaces. Name the Spaces in the connection instead.'),
  ];
};

const suspended: Row = () => ['accessDenied', t('The account is suspended. Ask the provider why.')];

const wrongKey: Row = () => ['wrongKey', t('The server does not know this access key ID.')];

const wrongSecret: Row = () => ['wrongSecret', t('The secret access key does not match this access key ID.')];

const expiredToken: Row = () => [
  'expiredToken',
  t('The session token is not valid or has expired. Enter a new key pair.'),
];

const clockSkew: Row = (_failure, { skewMs = 0, machine = THIS_COMPUTER }) => {
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  return ['clockSkew', machine.kind === 'remote' ? farClock(skewMs, minutes) : ownClock(skewMs, minutes)];
};

function ownClock(skewMs: number, minutes: number): string {
  if (minutes < 2) return t("This computer's clock is wrong. Set it and try again.");
  return skewMs > 0
    ? t("This computer's clock is slow. Set it and try again. Minutes behind: {0}", minutes)
    : t("This computer's clock is fast. Set it and try again. Minutes ahead: {0}", minutes);
}

function farClock(skewMs: number, minutes: number): string {
  if (minutes < 2) return t("The remote machine's clock is wrong. Set it there and try again.");
  return skewMs > 0
    ? t("The remote machine's clock is slow. Set it there and try again. Minutes behind: {0}", minutes)
    : t("The remote machine's clock is fast. Set it there and try again. Minutes ahead: {0}", minutes);
}

const wrongRegion: Row = ({ facts }, { space }) => {
  const hint = facts.endpoint ?? facts.region;
  if (space === undefined) {
    return hint === undefined
      ? [
          'wrongRegion',
          t("The server does not accept this connection's region or endpoint. Edit the connection."),
        ]
      : ['wrongRegion', t('The server expects another region or endpoint: {0}', plain(hint))];
  }
  return hint === undefined
    ? ['wrongRegion', t('The Space is in another region. Add a connection for it: {0}', plain(space))]
    : ['wrongRegion', t('The Space is elsewhere. Add a connection for this place: {0}', plain(hint))];
};

const noSuchSpace: Row = (_failure, { space }) =>
  space === undefined
    ? ['noSuchSpace', t('There is no such Space.')]
    : ['noSuchSpace', t('There is no such Space at this endpoint: {0}', plain(space))];

const badSpaceName: Row = (_failure, { space = '' }) => [
  'noSuchSpace',
  t('The server does not take this as the name of a Space: {0}', plain(space)),
];

const noSuchObject: Row = (_failure, { key }) =>
  key === undefined
    ? ['noSuchObject', t('There is no such object.')]
    : ['noSuchObject', t('There is no object with this key: {0}', plain(key))];

const notFound: Row = (failure, attempt) => {
  if (attempt.key !== undefined) return noSuchObject(failure, attempt);
  if (attempt.space !== undefined) return noSuchSpace(failure, attempt);
  return foreignAnswer(failure, attempt);
};

const slowDown: Row = () => [
  'slowDown',
  t('The server is busy and asks to slow down. Try again in a moment.'),
];

const notImplemented: Row = () => ['notImplemented', t('This server does not offer this function.')];

const serverFault: Row = ({ facts }) => [
  'server',
  t('The server had a fault. Try again later: {0}', describe(facts.status, facts.code)),
];

const refusedRequest: Row = ({ facts }) => [
  'server',
  say(t('The server refused the request: {0}', describe(facts.status, facts.code)), facts.text),
];

const foreignAnswer: Row = ({ facts }, attempt) => {
  if (facts.status < 300 || facts.status >= 400 || facts.endpoint === undefined) {
    return ['notS3', notS3(attempt).message];
  }
  return ['notS3', t('The server points to another address. Check the endpoint: {0}', plain(facts.endpoint))];
};

const noSuchUpload: Row = (_failure, { key = '' }) => [
  'noSuchUpload',
  t('The unfinished upload is no longer there: {0}', plain(key)),
];

const changed: Row = (_failure, { key = '' }) => [
  'changed',
  t('The object was changed meanwhile: {0}', plain(key)),
];

const damaged: Row = (_failure, { key = '' }) => [
  'damaged',
  t('What arrived is not what was sent. Try again: {0}', plain(key)),
];

/** S3's error codes (docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html), Ceph's and MinIO's own. */
const rows: ReadonlyMap<string, Row> = new Map<string, Row>([
  ['InvalidAccessKeyId', wrongKey],
  ['SignatureDoesNotMatch', wrongSecret],
  ['ExpiredToken', expiredToken],
  ['InvalidToken', expiredToken],
  ['TokenRefreshRequired', expiredToken],
  ['RequestTimeTooSkewed', clockSkew],
  ['RequestExpired', clockSkew],
  ['AccessDenied', accessDenied],
  ['AllAccessDisabled', accessDenied],
  ['UserSuspended', suspended],
  ['AccountProblem', suspended],
  ['PermanentRedirect', wrongRegion],
  ['TemporaryRedirect', wrongRegion],
  ['Redirect', wrongRegion],
  ['AuthorizationHeaderMalformed', wrongRegion],
  ['IllegalLocationConstraintException', wrongRegion],
  ['InvalidRegionName', wrongRegion],
  ['IncorrectEndpoint', wrongRegion],
  ['NoSuchBucket', noSuchSpace],
  ['InvalidBucketName', badSpaceName],
  ['NoSuchKey', noSuchObject],
  ['NoSuchVersion', noSuchObject],
  ['NotFound', notFound],
  ['NoSuchUpload', noSuchUpload],
  ['PreconditionFailed', changed],
  ['XAmzContentSHA256Mismatch', damaged],
  ['BadDigest', damaged],
  ['IncompleteBody', damaged],
  ['SlowDown', slowDown],
  ['SlowDownRead', slowDown],
  ['SlowDownWrite', slowDown],
  ['ServiceUnavailable', slowDown],
  ['Throttling', slowDown],
  ['ThrottlingException', slowDown],
  ['TooManyRequests', slowDown],
  ['TooManyRequestsException', slowDown],
  ['RequestLimitExceeded', slowDown],
  ['NotImplemented', notImplemented],
  ['MethodNotAllowed', notImplemented],
]);

function describe(status: number, code: string | undefined): string {
  const name = code === undefined || code === 'UnknownError' ? '' : ` ${plain(code, 60)}`;
  return `HTTP ${status}${name}`;
}

/** Adds what the server said, where it says more than the code and can't hold a signature or a signed URL. */
function say(message: string, text: string | undefined): string {
  const words = text?.trim() ?? '';
  if (words === '' || /^access denied\.?$/i.test(words)) return message;
  if (/signature|credential|:\/\/|[?&][\w-]+=/i.test(words)) return message;
  return inSentences(message, t('The server says: {0}', plain(words, 160)));
}
