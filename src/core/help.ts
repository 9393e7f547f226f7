import type { ErrorCode } from './errors.ts';

/** The pages of `docs/help/`, by file name. */
export const HELP_TOPICS = [
  'links',
  'keys',
  'limited-keys',
  'regions',
  'network',
  'clock',
  'cors',
  'dot-keys',
  'shells',
  'files',
] as const;

export type HelpTopic = (typeof HELP_TOPICS)[number];

/** Errors whose own words say all that a page could. */
type Plain =
  | 'badArguments'
  | 'notAvailableYet'
  | 'unknownConnection'
  | 'noCredentials'
  | 'noCredentialsHere'
  | 'credentialsForOtherEndpoint'
  | 'readOnly'
  | 'badExpiry'
  | 'badPolicy'
  | 'signersDisagree'
  | 'noSuchObject'
  | 'noSuchUpload'
  | 'exists'
  | 'changed'
  | 'damaged'
  | 'diskFull'
  | 'someFailed'
  | 'slowDown'
  | 'notImplemented'
  | 'localFile'
  | 'server';

const TOPICS: Readonly<Record<Exclude<ErrorCode, Plain>, HelpTopic>> = {
  clockSkew: 'clock',
  cors: 'cors',
  listInBrowser: 'cors',
  insecureInBrowser: 'cors',
  badKey: 'dot-keys',
  badShell: 'shells',
  wrongKey: 'keys',
  wrongSecret: 'keys',
  expiredToken: 'keys',
  accessDenied: 'limited-keys',
  noListBuckets: 'limited-keys',
  wrongRegion: 'regions',
  noSuchSpace: 'regions',
  unknownHost: 'network',
  refused: 'network',
  tls: 'network',
  timeout: 'network',
  network: 'network',
  notS3: 'network',
};

/** The page that explains an error, where there is one. */
export function helpFor(code: ErrorCode): HelpTopic | undefined {
  return (TOPICS as Readonly<Partial<Record<ErrorCode, HelpTopic>>>)[code];
}
