import { t } from '@vscode/l10n';
import { byteLength } from '../keyRules.ts';
import { contentTypeProblem } from '../linkOptions.ts';
import type { ObjectHeaders } from '../objects.ts';
import { plain } from '../plain.ts';
import type { Values } from './edits.ts';

/** The headers that are edited, by their names on the wire, which nobody translates. */
export const HEADER_FIELDS = {
  contentType: 'Content-Type',
  cacheControl: 'Cache-Control',
  contentDisposition: 'Content-Disposition',
  contentEncoding: 'Content-Encoding',
  contentLanguage: 'Content-Language',
} as const satisfies Partial<Record<keyof ObjectHeaders, string>>;

export type HeaderField = keyof typeof HEADER_FIELDS;

/** All of it, names and values (AWS, "User-defined object metadata"). Ceph stores more, and then clients can't read it. */
const MAX_METADATA_BYTES = 2048;

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
/** Ceph changes other characters in these, and may break off over them (docs/quirks.md). */
const PRINTABLE = /^[!-~](?:[ -~]*[!-~])?$/;

/** Why a header can't have this value; `undefined` where it can. */
export function headerProblem(field: HeaderField, value: string): string | undefined {
  if (field === 'contentType') return contentTypeProblem(value);
  if (PRINTABLE.test(value)) return undefined;
  return t('A header holds ASCII without control characters and without spaces at its ends.');
}

/** Why an object can't have this metadata: Ceph keeps every letter, as UTF-8. */
export function metadataEntryProblem(name: string, value: string): string | undefined {
  if (!TOKEN.test(name))
    return t('Metadata can\'t be called "{0}": letters, digits and dashes.', plain(name, 40));
  if (/[\p{Cc}\p{Cs}]/u.test(value) || value !== value.trim())
    return t('Metadata "{0}" can\'t have control characters or spaces at its ends.', plain(name, 40));
  return undefined;
}

/** Why these can't be all of an object's metadata together. */
export function metadataProblem(metadata: Values): string | undefined {
  const entries = Object.entries(metadata);
  const problem = entries.map(([name, value]) => metadataEntryProblem(name, value)).find((each) => each);
  if (problem !== undefined) return problem;
  const names = new Set(entries.map(([name]) => name.toLowerCase()));
  if (names.size < entries.length) return t('Metadata names differ in more than upper and lower case.');
  const bytes = entries.reduce((sum, [name, value]) => sum + name.length + byteLength(value), 0);
  return bytes > MAX_METADATA_BYTES ? t('All metadata together has 2 KB at most.') : undefined;
}
