import { t } from '@vscode/l10n';
import type { Connection } from './connection.ts';
import { plain } from './plain.ts';
import type { KnownRights, Rights } from './rights.ts';
import { listedUpTo } from './sentences.ts';
import type { SpaceTarget } from './target.ts';

/** What a key pair may not do in a Space, or a folder of it, a sentence each. */
export function deniedWords({ space }: SpaceTarget, rights: KnownRights): readonly string[] {
  const { list, read, write } = rights;
  const name = plain(space);
  const words: string[] = [];
  if (list === false) words.push(t('This access key may not list the Space: {0}', name));
  if (read === false) words.push(t('This access key may not read objects in the Space: {0}', name));
  if (write === false) words.push(t('This access key may not change objects in the Space: {0}', name));
  else if (rights.delete === false)
    words.push(t('This access key may not delete objects in the Space: {0}', name));
  return words;
}

/** Of these Spaces those that the key is known not to change; `undefined` where it is not known of any. */
export function readOnlyWords(
  rights: Rights,
  connection: Connection,
  spaces: readonly string[],
): string | undefined {
  const mayNot = spaces.filter((space) => rights.at({ connection, space, prefix: '' }).write === false);
  return mayNot.length === 0 ? undefined : t('It may list, and not change: {0}', namesOf(mayNot));
}

/** At most eight of them. */
export function namesOf(spaces: readonly string[]): string {
  return listedUpTo(8, spaces, (space) => plain(space));
}
