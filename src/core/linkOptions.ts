import { t } from '@vscode/l10n';
import { SpacesError } from './errors.ts';
import { byteLength } from './keyRules.ts';

/** How a link behaves for its receiver. */
export interface LinkOptions {
  /** Saved as a file, or shown by the browser where it can; absent: as the object's own headers say. */
  readonly disposition?: Disposition | undefined;
  /** The name under which the receiver saves it; only for one object. Any Unicode but control characters, no `/`. */
  readonly filename?: string | undefined;
  /** Instead of the object's own. */
  readonly contentType?: string | undefined;
  /** One version of the object; absent: the latest at the time of each use. Only for one object. */
  readonly versionId?: string | undefined;
  /** A CDN's or custom domain's host name in place of the Space's own; only for virtual-hosted Spaces. */
  readonly host?: string | undefined;
}

export type Disposition = 'attachment' | 'inline';

export const DISPOSITIONS: readonly Disposition[] = ['attachment', 'inline'];

/** No file system's names are longer (Linux: bytes; macOS and NTFS: UTF-16 units). */
const MAX_FILE_NAME_BYTES = 255;
const MAX_CONTENT_TYPE_LENGTH = 255;

/** RFC 9110, 8.3.1: a type, a subtype, and parameters whose values are words or quoted. */
const CONTENT_TYPE =
  /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(?:\s*;\s*[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"[ !#-[\]-~]*"))*$/;

/** The signed parameters of a link with these options, raw. A name without a disposition is that of a download. */
export function linkQuery(options: LinkOptions): readonly (readonly [name: string, value: string])[] {
  const disposition = contentDisposition(options);
  return [
    ...(disposition === undefined ? [] : [['response-content-disposition', disposition] as const]),
    ...(options.contentType === undefined ? [] : [['response-content-type', options.contentType] as const]),
    ...(options.versionId === undefined ? [] : [['versionId', options.versionId] as const]),
  ];
}

/**
 * The header that the receiver gets (RFC 6266): for each reader a name that it understands. `filename` is plain ASCII
 * without what readers decode or take for the end; `filename*` is the name itself (RFC 8187), and readers prefer it.
 */
export function contentDisposition({
  disposition,
  filename,
}: Pick<LinkOptions, 'disposition' | 'filename'>): string | undefined {
  if (filename === undefined) return disposition;
  const star = encodeURIComponent(filename).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition ?? 'attachment'}; filename="${asciiName(filename)}"; filename*=UTF-8''${star}`;
}

/** Accents go, everything else that is not plain becomes `_`; `%` too, since some readers decode `%41`. */
function asciiName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^ -~]|["%/\\]/gu, '_');
}

/** Why a receiver can't save under this name; `undefined` where they can. */
export function filenameProblem(name: string): string | undefined {
  if (/\p{Cc}/u.test(name)) return t('A file name holds no control characters.');
  if (/\p{Cs}/u.test(name)) return t("The name holds half a character, which can't be written as UTF-8.");
  if (name.includes('/')) return t("A file name holds no slash: a link can't choose a folder.");
  if (name.trim() === '' || name === '.' || name === '..') return t('No file can have this name.');
  if (byteLength(name) <= MAX_FILE_NAME_BYTES) return undefined;
  return t('The name has {0} bytes; a file name has {1} at most.', byteLength(name), MAX_FILE_NAME_BYTES);
}

/** Why this can't stand as a content type; `undefined` where it can. */
export function contentTypeProblem(type: string): string | undefined {
  const isType = type.length <= MAX_CONTENT_TYPE_LENGTH && CONTENT_TYPE.test(type);
  return isType ? undefined : t('A content type looks like image/png or text/plain; charset=utf-8.');
}

/** Throws `badArguments` for what no link to so many objects can have. What the server knows alone is not checked. */
export function checkLinkOptions(options: LinkOptions, count: number): void {
  const { filename, contentType, versionId } = options;
  const problem =
    (filename === undefined ? undefined : filenameProblem(filename)) ??
    (contentType === undefined ? undefined : contentTypeProblem(contentType));
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
  if (count === 1) return;
  if (filename !== undefined) {
    throw new SpacesError('badArguments', t('A file name is for one object: several would get the same.'));
  }
  if (versionId !== undefined) {
    throw new SpacesError('badArguments', t('A version is one of one object: name just that object.'));
  }
}
