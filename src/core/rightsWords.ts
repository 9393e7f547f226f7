import { t } from '@vscode/l10n';
import { plain } from './plain.ts';
import type { KnownRights } from './rights.ts';
import type { SpaceTarget } from './target.ts';

/** What a key pair may not do in a Space, or a folder of it, a sentence each. */
export function deniedWords({ space }: SpaceTarget, { list, read, write }: KnownRights): readonly string[] {
  const name = plain(space);
  const words: string[] = [];
  if (list === false) words.push(t('This access key may not list the Space: {0}', name));
  if (read === false) words.push(t('This access key may not read objects in the Space: {0}', name));
  if (write === false) words.push(t('This access key may not change objects in the Space: {0}', name));
  return words;
}
