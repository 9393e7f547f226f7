import { t } from '@vscode/l10n';
import type { Connection } from '../../core/connection.ts';
import { plain } from '../../core/plain.ts';
import type { PrefixTarget } from '../../core/target.ts';

/** A folder, a Space (its prefix is empty), or a connection with all its Spaces. */
export type SearchPlace = PrefixTarget | { readonly connection: Connection };

export interface SearchRequest {
  readonly words: string;
  /** None: all connections, as they are when it begins. */
  readonly places: readonly SearchPlace[];
}

/** No name is found by more; and it keeps a pattern short. */
const LONGEST_WORDS = 200;

/** Why these words find nothing for certain. */
export function wordsProblem(words: string): string | undefined {
  if (words === '') return t('Type a part of a name, or a pattern.');
  return words.length > LONGEST_WORDS ? t('Type at most {0} characters.', LONGEST_WORDS) : undefined;
}

/** What a place is called in a sentence. */
export function placeName(place: SearchPlace): string {
  if (!('prefix' in place)) return plain(place.connection.name);
  return plain(place.prefix === '' ? place.space : `${place.space}/${place.prefix}`);
}
