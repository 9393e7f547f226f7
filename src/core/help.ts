import type { ErrorCode } from './errors.ts';

/** The pages of `docs/help/`, by file name. */
export const HELP_TOPICS = ['clock', 'cors', 'dot-keys', 'limited-keys', 'network'] as const;

export type HelpTopic = (typeof HELP_TOPICS)[number];

const TOPICS: Partial<Record<ErrorCode, HelpTopic>> = {
  clockSkew: 'clock',
  cors: 'cors',
  listInBrowser: 'cors',
  insecureInBrowser: 'cors',
  badKey: 'dot-keys',
  accessDenied: 'limited-keys',
  noListBuckets: 'limited-keys',
  unknownHost: 'network',
  refused: 'network',
  tls: 'network',
  timeout: 'network',
  network: 'network',
};

/** The page that explains an error, where there is one. */
export function helpFor(code: ErrorCode): HelpTopic | undefined {
  return TOPICS[code];
}
