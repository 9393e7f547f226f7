import { t } from '@vscode/l10n';
import type { Search } from '../../commands/search/searches.ts';
import type { Formats } from '../../core/format.ts';
import { plain } from '../../core/plain.ts';
import { isAnyCase } from '../../core/search/fold.ts';
import { inSentences } from '../../core/sentences.ts';

/** What is to be said of a search above its rows; `undefined`: they say it all. */
export function messageOf({ request, results }: Search, formats: Formats): string | undefined {
  const { ending, count, unread } = results;
  if (ending === 'full')
    return t(
      'The first {0} are shown, and there are more. Search in a folder, or type more of the name.',
      formats.count(count),
    );
  if (ending === 'cancelled') return t('Canceled: there may be more.');
  if (ending === 'whole' && count === 0 && unread.length === 0) return nothingFound(request.words);
  return undefined;
}

function nothingFound(words: string): string {
  const message = t('No name was found for: {0}', plain(words));
  if (isAnyCase(words)) return message;
  return inSentences(message, t('Capitals count: in small letters it finds both.'));
}

/** What was asked, how many were found, and of how many objects. */
export function titleOf({ request, results }: Search, formats: Formats): string {
  const [found, lookedAt] = [formats.count(results.count), formats.count(results.lookedAt)];
  return t('{0} · {1} of {2}', plain(request.words, 40), found, lookedAt);
}

/** What is said of a search to who does not see it: that it began, and with what it ended. `undefined`: its error says it. */
export function toldOf(search: Search, formats: Formats): string | undefined {
  const { ending, count, unread } = search.results;
  if (ending === 'failed') return undefined;
  if (ending === undefined) return t('Searching for: {0}', plain(search.request.words, 40));
  const message = messageOf(search, formats);
  // They say themselves how many there are.
  if (message !== undefined && ending !== 'cancelled') return message;
  const found = t('Found: {0}', formats.count(count));
  if (message !== undefined) return inSentences(found, message);
  return unread.length === 0
    ? found
    : inSentences(found, t('Could not be read: {0}', formats.count(unread.length)));
}
