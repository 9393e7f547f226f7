import { t } from '@vscode/l10n';
import { plain } from './plain.ts';
import { FILENAME } from './policy.ts';

/** Why a key or a file can't be used, in words that a person can act on. */
export interface NameProblem {
  readonly kind:
    | 'empty'
    | 'nul'
    | 'notText'
    | 'tooLong'
    | 'dotSegment'
    | 'edgeSpace'
    | 'placeholder'
    | 'variable'
    | 'folder';
  readonly message: string;
}

/** S3's limit for a key, in bytes of UTF-8. */
export const MAX_KEY_BYTES = 1024;
/** No file system's names are longer (Linux: bytes; macOS and NTFS: UTF-16 units). */
const MAX_FILE_NAME_BYTES = 255;

/** What C's `isspace` knows: Ceph trims these, and only these, from the two ends of a form's key (docs/quirks.md). */
const EDGE_SPACE = /^[\t-\r ]|[\t-\r ]$/;

/** Whether a segment of the key is `.` or `..`: `fetch`, browsers and plain `curl` resolve those before they ask. */
export function hasDotSegment(key: string): boolean {
  return key.split('/').some((segment) => segment === '.' || segment === '..');
}

/** Whether Ceph would trim the key where it stands in a form. */
export function hasEdgeWhitespace(key: string): boolean {
  return EDGE_SPACE.test(key);
}

/** The length of a text in bytes of UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** What follows the last `/`; empty for a key that ends in one. */
export function lastSegment(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** A local file's name for an object: the key's last segment, `file` where no file can have that name. */
export function defaultFileName(key: string): string {
  const name = lastSegment(key);
  const isName = name !== '' && name !== '.' && name !== '..' && byteLength(name) <= MAX_FILE_NAME_BYTES;
  return isName ? name : 'file';
}

/** Why no signed URL can be made for the key that works wherever it is opened; `undefined` where one can. */
export function linkProblem(key: string): NameProblem | undefined {
  const problem = keyProblem(key);
  if (problem) return problem;
  if (!hasDotSegment(key)) return undefined;
  const message = t(
    'Browsers and download tools change a link to a key with a "." or ".." part, so it would fail.',
  );
  return { kind: 'dotSegment', message };
}

/** Why nothing can be written under the key by a request; `undefined` where it can. */
export function writeProblem(key: string): NameProblem | undefined {
  const problem = keyProblem(key);
  if (problem || !hasDotSegment(key)) return problem;
  return {
    kind: 'dotSegment',
    message: t('A name with a "." or ".." part can\'t be requested: {0}', plain(key)),
  };
}

/**
 * Why no upload command can be made for the exact key; `undefined` where one can. What Ceph does with each is in
 * docs/quirks.md: a trimmed key breaks the policy, a too long one is stored and can never be fetched again.
 */
export function uploadProblem(key: string): NameProblem | undefined {
  const problem = keyProblem(key);
  if (problem) return problem;
  if (hasEdgeWhitespace(key)) return edgeProblem();
  return key.includes(FILENAME) ? placeholderProblem() : undefined;
}

function edgeProblem(): NameProblem {
  const message = t(
    'The server cuts white space from both ends of a key in an upload form. Use a name without it.',
  );
  return { kind: 'edgeSpace', message };
}

function placeholderProblem(): NameProblem {
  const message = t(
    'The server replaces {0} in a key by the name of the uploaded file, so such a key would allow more than one object. Use another name.',
    FILENAME,
  );
  return { kind: 'placeholder', message };
}

/**
 * Why no upload form can be made for any object below the prefix; `undefined` where one can. Behind a `$` Ceph reads a
 * variable's name, finds none of that name, and allows every key.
 */
export function dropBoxProblem(prefix: string): NameProblem | undefined {
  const problem = prefix === '' ? undefined : keyProblem(prefix);
  if (problem) return problem;
  if (prefix.startsWith('$')) {
    const message = t(
      'The server would take a folder whose name begins with "$" for every folder, so no drop box can be made there.',
    );
    return { kind: 'variable', message };
  }
  if (prefix.includes(FILENAME)) return placeholderProblem();
  // What ends the prefix stands inside the key, where nothing is cut.
  return hasEdgeWhitespace(`${prefix}x`) ? edgeProblem() : undefined;
}

/** Why a local file's path can't stand in an upload command; `undefined` where it can. */
export function fileProblem(path: string): NameProblem | undefined {
  if (path === '') return { kind: 'empty', message: t('The path of the file is empty.') };
  if (path.includes('\0')) return { kind: 'nul', message: t('No file name holds a NUL character.') };
  if (isIllFormed(path)) {
    return {
      kind: 'notText',
      message: t("The path of the file holds half a character, which can't be written as UTF-8."),
    };
  }
  if (/(^|\/)\.{0,2}$/.test(path)) {
    return { kind: 'folder', message: t('The path is that of a folder. Name the file to upload.') };
  }
  return undefined;
}

/** What no request can carry, or no server gives back. */
function keyProblem(key: string): NameProblem | undefined {
  if (key === '') return { kind: 'empty', message: t('The key is empty. Name an object.') };
  if (key.includes('\0')) {
    return { kind: 'nul', message: t('The key holds a NUL character, which servers refuse in an address.') };
  }
  if (isIllFormed(key)) {
    return {
      kind: 'notText',
      message: t("The key holds half a character, which can't be written as UTF-8."),
    };
  }
  const bytes = byteLength(key);
  if (bytes <= MAX_KEY_BYTES) return undefined;
  const message = t(
    'The key has {0} bytes; {1} are the most that servers take. Use a shorter name.',
    bytes,
    MAX_KEY_BYTES,
  );
  return { kind: 'tooLong', message };
}

/** Whether a surrogate stands alone: such a text has no UTF-8. */
function isIllFormed(text: string): boolean {
  return /\p{Cs}/u.test(text);
}
