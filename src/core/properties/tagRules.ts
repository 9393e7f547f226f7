import { t } from '@vscode/l10n';
import { byteLength } from '../keyRules.ts';
import type { Tags } from '../objects.ts';
import { plain } from '../plain.ts';

/** S3's limits (AWS, "Categorizing your storage using tags"), in bytes of UTF-8, as Ceph counts. */
const MOST_TAGS = 10;
const LONGEST_NAME = 128;
const LONGEST_VALUE = 256;

/** Controls, and what XML 1.0 has no character for. */
const UNFIT = /[\p{Cc}\p{Cs}\ufffe\uffff]/u;

/** Why these can't be the tags of an object; `undefined` where they can. */
export function tagsProblem(tags: Tags): string | undefined {
  const entries = Object.entries(tags);
  if (entries.length > MOST_TAGS) return t('An object has at most 10 tags.');
  for (const [name, value] of entries) {
    const problem = tagProblem(name, value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Why this can't be a tag. */
export function tagProblem(name: string, value: string): string | undefined {
  if (name === '') return t('Type a name.');
  if (byteLength(name) > LONGEST_NAME || byteLength(value) > LONGEST_VALUE)
    return t('A tag has a name of at most 128 bytes and a value of at most 256: {0}', plain(name, 40));
  if (UNFIT.test(name) || UNFIT.test(value))
    return t("A tag can't hold control characters: {0}", plain(name, 40));
  // Reserved; Ceph takes it, AWS does not.
  if (/^aws:/i.test(name)) return t('Names that begin with "aws:" are reserved.');
  return undefined;
}
