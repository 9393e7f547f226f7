import { t } from '@vscode/l10n';
import type { Formats } from '../core/format.ts';
import { plain } from '../core/plain.ts';
import { listedUpTo } from '../core/sentences.ts';
import { type ObjectTarget, type PrefixTarget, type SpaceTarget, spaceId } from '../core/target.ts';

/** How much of something there is. */
export interface Amount {
  readonly count: number;
  readonly bytes: number;
}

/** `1,234 (5.6 GB)` */
export function amountWords(formats: Formats, { count, bytes }: Amount): string {
  return t('{0} ({1})', formats.count(count), formats.size(bytes));
}

/** In words, at most three; a whole Space is called by its name. */
export function namesOf(places: readonly (ObjectTarget | PrefixTarget)[]): string {
  return listedUpTo(3, places, (place) => {
    const path = 'prefix' in place ? place.prefix : place.key;
    return plain(path === '' ? place.space : path);
  });
}

/** A place as it is called from another one: with its Space, where that is another or all of it is meant. */
export function placeFrom(from: SpaceTarget, to: ObjectTarget | PrefixTarget): string {
  const path = 'prefix' in to ? to.prefix : to.key;
  return plain(spaceId(from) === spaceId(to) && path !== '' ? path : `${to.space}/${path}`);
}
