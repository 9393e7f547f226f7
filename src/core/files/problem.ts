import { t } from '@vscode/l10n';
import { type ErrorCode, isCancelled, SpacesError } from '../errors.ts';
import { plain } from '../plain.ts';

/** What an editor's file system can say of a failure, beside words. */
export type ProblemKind = 'notFound' | 'exists' | 'isAFolder' | 'noPermissions' | 'unavailable';

/** A failure that no store has, since files are other things than objects. The message is for a person. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
  readonly kind: ProblemKind;

  constructor(kind: ProblemKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Of a gone connection the editor says its own words where nothing is found, and not how to have it again. */
const KINDS: Partial<Record<ErrorCode, ProblemKind>> = {
  noSuchObject: 'notFound',
  noSuchSpace: 'notFound',
  exists: 'exists',
  readOnly: 'noPermissions',
  badKey: 'noPermissions',
  accessDenied: 'noPermissions',
  noListBuckets: 'noPermissions',
};

/** Of a failure that is nobody's but ours the words say so, and `isBug` that the log should have it. */
export function problemOf(error: unknown): {
  readonly kind: ProblemKind;
  readonly words: string;
  readonly isBug: boolean;
} {
  if (error instanceof FileProblem) return { kind: error.kind, words: error.message, isBug: false };
  if (error instanceof SpacesError)
    return { kind: KINDS[error.code] ?? 'unavailable', words: plain(error.message, 1_000), isBug: false };
  if (isCancelled(error)) return { kind: 'unavailable', words: t('Canceled.'), isBug: false };
  const words = t('Something went wrong inside Spaceport. The log has the details.');
  return { kind: 'unavailable', words, isBug: true };
}
