import { t } from '@vscode/l10n';
import {
  type Arguments,
  duration,
  flag,
  oneOf,
  type Reader,
  text,
  textByName,
} from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { listed } from '../../core/sentences.ts';
import { SHELL_IDS } from '../../core/settings.ts';
import { ACLS, SUCCESS_STATUSES, type SuccessStatus, type UploadTerms } from '../../core/uploadTerms.ts';
import { TARGET_ARGUMENTS } from '../resolveTarget.ts';

const bytes: Reader<number> = (value, name) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw bad(t('Argument "{0}" must be a whole number of bytes.', name));
};

const successStatus: Reader<SuccessStatus> = (value, name) => {
  const found = SUCCESS_STATUSES.find((status) => status === value);
  if (found !== undefined) return found;
  throw bad(t('Argument "{0}" must be one of: {1}.', name, listed(SUCCESS_STATUSES.map(String))));
};

/** What limits an upload, as a caller gives it: an upload command's and an upload page's. */
export const LIMIT_ARGUMENTS = {
  minBytes: bytes,
  maxBytes: bytes,
  contentType: text,
  acl: oneOf(ACLS),
  successStatus,
  successRedirect: text,
  metadata: textByName,
} as const;

/** An upload makes a new version: it is of none. */
const { versionId: _, ...TARGET } = TARGET_ARGUMENTS;

export const UPLOAD_ARGUMENTS = {
  ...TARGET,
  expiresIn: duration,
  expiresAt: text,
  shell: oneOf(SHELL_IDS),
  file: text,
  method: oneOf(['post', 'put']),
  as: oneOf(['command', 'json']),
  folder: flag,
  ...LIMIT_ARGUMENTS,
} as const;

export type UploadArguments = Arguments<typeof UPLOAD_ARGUMENTS>;

/** The limits among the arguments, those that were given. */
export function limitsOf(args: Arguments<typeof LIMIT_ARGUMENTS>): UploadTerms {
  const names = Object.keys(LIMIT_ARGUMENTS) as (keyof UploadTerms)[];
  return Object.fromEntries(
    names.filter((name) => args[name] !== undefined).map((name) => [name, args[name]]),
  );
}

/** Throws `badArguments` for what can't go together. Which limits can't is told by `checkUploadTerms`. */
export function checkTogether({ key, folder, method, as, shell }: UploadArguments): void {
  if (folder && key !== undefined) throw folderNeedsPrefix();
  if (folder && method === 'put') throw bad(t('A PUT is for one object: a drop box needs a form (POST).'));
  if (as === 'json' && shell !== undefined) throw bad(t('JSON is for no shell: leave out "shell" or "as".'));
}

export function folderNeedsPrefix(): SpacesError {
  return bad(t('"folder" makes a drop box of a prefix: give "prefix" in place of "key".'));
}

function bad(message: string): SpacesError {
  return new SpacesError('badArguments', message);
}
