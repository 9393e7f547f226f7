import { t } from '@vscode/l10n';
import { isFamily } from './contentTypes.ts';
import { SpacesError } from './errors.ts';
import { contentTypeProblem } from './linkOptions.ts';
import { plain } from './plain.ts';
import { LARGEST_POST } from './policy.ts';
import type { UploadTerms } from './uploadTerms.ts';

/** All of it, names and values (AWS, "User-defined object metadata"). Ceph stores more, and then clients can't read it. */
const MAX_METADATA_BYTES = 2048;
const MAX_REDIRECT_LENGTH = 2048;

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
const PRINTABLE = /^(?:[!-~](?:[ -~]*[!-~])?)?$/;
/** A family's name begins with a letter: behind a `$` Ceph would read a variable. */
const FAMILY = /^[a-z][\w+.-]*\/\*$/i;

/** How the upload is made. */
export interface UploadShape {
  readonly method: 'post' | 'put';
  /** Any object below a prefix. */
  readonly isDropBox: boolean;
  /** A server that refuses headers which are not signed. */
  readonly isAws: boolean;
}

/** Throws `badArguments` for terms that can't be, or not in this shape, saying what to change. */
export function checkUploadTerms(terms: UploadTerms, shape: UploadShape): void {
  const problem =
    sizesProblem(terms) ??
    (terms.contentType === undefined ? undefined : uploadTypeProblem(terms.contentType)) ??
    (terms.successRedirect === undefined ? undefined : redirectProblem(terms.successRedirect)) ??
    (terms.successRedirect !== undefined && terms.successStatus !== undefined
      ? t('Give "successStatus" or "successRedirect": a redirect has a status of its own.')
      : undefined) ??
    metadataProblem(terms.metadata ?? {}) ??
    (shape.method === 'put' ? putTermsProblem(terms, shape) : undefined);
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
}

/** Why sizes can't be these bounds, in bytes; `undefined` where they can. */
export function sizesProblem({ minBytes, maxBytes }: UploadTerms): string | undefined {
  const isSize = (bytes: number | undefined, least: number) =>
    bytes === undefined || (Number.isInteger(bytes) && bytes >= least && bytes <= LARGEST_POST);
  if (!isSize(minBytes, 0) || !isSize(maxBytes, 1)) {
    return t('A size is a whole number of bytes, at most 5 GiB: one upload carries no more.');
  }
  if (minBytes !== undefined && maxBytes !== undefined && minBytes > maxBytes) {
    return t('The smallest size is larger than the largest.');
  }
  return undefined;
}

/** Why this can't be what an upload is limited to; `undefined` for a type or a family of types. */
export function uploadTypeProblem(type: string): string | undefined {
  if (isFamily(type)) return FAMILY.test(type) ? undefined : t('A family of types looks like image/*.');
  if (type.includes('*')) return t('A family of types looks like image/*.');
  return contentTypeProblem(type);
}

function redirectProblem(address: string): string | undefined {
  const isWeb = /^https?:\/\/[!-~]+$/i.test(address) && URL.canParse(address);
  if (!isWeb || address.length > MAX_REDIRECT_LENGTH) {
    return t('A redirect leads to an address that begins with https:// or http://, in ASCII.');
  }
  // The server puts its own "?bucket=…" behind it, whatever there is already.
  return /[?#]/.test(address) ? t('The address of a redirect must not hold "?" or "#".') : undefined;
}

function metadataProblem(metadata: Readonly<Record<string, string>>): string | undefined {
  const entries = Object.entries(metadata);
  for (const [name, value] of entries) {
    if (!TOKEN.test(name)) {
      return t('Metadata can\'t be called "{0}": letters, digits and dashes.', plain(name, 40));
    }
    if (!PRINTABLE.test(value)) {
      return t(
        'Metadata "{0}" can\'t have this value: ASCII without control characters and without spaces at its ends.',
        plain(name, 40),
      );
    }
  }
  const names = new Set(entries.map(([name]) => name.toLowerCase()));
  if (names.size < entries.length) return t('Metadata names differ in more than upper and lower case.');
  const bytes = entries.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return bytes > MAX_METADATA_BYTES ? t('All metadata together has 2 KB at most.') : undefined;
}

function putTermsProblem(terms: UploadTerms, { isDropBox, isAws }: UploadShape): string | undefined {
  if (isDropBox) return t('A PUT is for one object: a drop box needs a form (POST).');
  if (terms.successStatus !== undefined || terms.successRedirect !== undefined) {
    return t('The answer to a PUT can\'t be chosen: leave out "successStatus" and "successRedirect".');
  }
  if (terms.minBytes !== terms.maxBytes) {
    return t('A PUT can demand one exact size alone: give "minBytes" and "maxBytes" alike, or use POST.');
  }
  if (terms.acl === 'public-read' && !isAws) {
    return t(
      'Whoever has such a PUT could copy another object over this one, and make it public that way. Use POST.',
    );
  }
  return undefined;
}
