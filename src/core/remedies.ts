import type { ErrorCode } from './errors.ts';
import { type HelpTopic, helpFor } from './help.ts';

/** What a person may do about an error, beside reading it. */
export interface Remedies {
  /** Doing the same again may work. */
  readonly retry: boolean;
  /** The connection's fields may be the cause. */
  readonly editConnection: boolean;
  /** Another key pair may end it. */
  readonly enterKey: boolean;
  /** A reload of the window may find the key pair. */
  readonly reload: boolean;
  /** Naming the connection's Spaces helps where they can't be listed. */
  readonly nameSpace: boolean;
  /** The Space's owner has to add a CORS rule. */
  readonly corsRule: boolean;
  /** The page of help about it. */
  readonly help: HelpTopic | undefined;
  /** The log may say more. */
  readonly showLog: boolean;
}

const RETRY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unknownHost',
  'refused',
  'timeout',
  'network',
  'slowDown',
  'localFile',
  'server',
  'notS3',
  'cors',
]);

const EDIT: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'unknownHost',
  'refused',
  'tls',
  'notS3',
  'wrongRegion',
  'noListBuckets',
  'noSuchSpace',
  'insecureInBrowser',
]);

const ENTER_KEY: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'noCredentials',
  'noCredentialsHere',
  'credentialsForOtherEndpoint',
  'wrongKey',
  'wrongSecret',
  'expiredToken',
]);

/** Errors that the words say all about: they come from what was asked, not from a server. */
const PLAIN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'badArguments',
  'notAvailableYet',
  'badKey',
  'badShell',
  'badExpiry',
  'readOnly',
  'noSuchObject',
  'listInBrowser',
  'insecureInBrowser',
]);

export function remediesFor(code: ErrorCode): Remedies {
  return {
    retry: RETRY.has(code),
    editConnection: EDIT.has(code),
    enterKey: ENTER_KEY.has(code),
    reload: code === 'noCredentialsHere',
    nameSpace: code === 'listInBrowser' || code === 'noListBuckets',
    corsRule: code === 'cors',
    help: helpFor(code),
    showLog: !PLAIN.has(code),
  };
}
