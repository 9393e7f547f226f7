import { t } from '@vscode/l10n';
import { plain } from '../plain.ts';
import { listed } from '../sentences.ts';

/** What is wrong with a signed request. `error`: a server refuses it. `warning`: it may not do what is meant. */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  /** A sentence for a person, without a secret. */
  readonly message: string;
}

export type ProblemCode =
  | 'unsigned'
  | 'missing'
  | 'doubled'
  | 'algorithm'
  | 'credential'
  | 'date'
  | 'expires'
  | 'signature'
  | 'signedHeaders'
  | 'headers'
  | 'encoding'
  | 'escaped'
  | 'unquoted'
  | 'added'
  | 'key'
  | 'policy'
  | 'uncovered'
  | 'condition'
  | 'noFile'
  | 'behindFile'
  | 'future'
  | 'clock'
  | 'insecure'
  | 'token'
  | 'wrongSignature'
  | 'method';

export const error = (code: ProblemCode, message: string): Problem => ({ code, severity: 'error', message });
export const warning = (code: ProblemCode, message: string): Problem => ({
  code,
  severity: 'warning',
  message,
});

/** `names`: of parameters or fields. */
export function missing(names: readonly string[]): Problem {
  return error('missing', t('Missing: {0}', listed(names.map((name) => plain(name)))));
}

/** A value that can't be what it is called; the value itself is not repeated where it may be a secret. */
export function malformed(code: ProblemCode, name: string, example: string): Problem {
  return error(code, t('{0} is malformed: it looks like {1}', name, example));
}
