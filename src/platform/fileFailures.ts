import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import { isCancelled, SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';

/** Does something with a file; what goes wrong is thrown in words, naming it. */
export async function inWords<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SpacesError || isCancelled(error)) throw error;
    throw failureOf(path, error);
  }
}

/** Why the system refused: its own name for it (`ENOSPC`); `''` where it has none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

function failureOf(path: string, cause: unknown): SpacesError {
  const code = codeOf(cause);
  const name = plain(basename(path));
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new SpacesError('diskFull', t('The disk is full: {0} was not written.', name), { cause });
  }
  return new SpacesError('localFile', wordsFor(code, name), { cause });
}

function wordsFor(code: string, name: string): string {
  switch (code) {
    case 'ENOENT':
      return t('The file is no longer there: {0}', name);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return t('The system does not allow it: {0}', name);
    case 'EEXIST':
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ENOTEMPTY':
      return t('A folder and a file have the same name: {0}', name);
    case 'ENAMETOOLONG':
      return t('The name is too long for this disk: {0}', name);
    case 'EBUSY':
    case 'ETXTBSY':
      return t('Another program has the file open: {0}', name);
    default:
      return t('The system refused with {0}: {1}', code === '' ? '?' : code, name);
  }
}
