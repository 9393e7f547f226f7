import { t } from '@vscode/l10n';
import type { Listing } from '../core/listing.ts';
import { plain } from '../core/plain.ts';
import type { Prompts } from '../core/ports.ts';
import type { PrefixTarget } from '../core/target.ts';

export interface FilterDeps {
  readonly listing: Listing;
  readonly prompts: Prompts;
  /** Shows the folder, opened. */
  reveal(target: PrefixTarget): Promise<void>;
}

/**
 * Shows only what begins with a prefix in a folder or Space; the server does the filtering. Asks for it where `prefix`
 * is not given; an empty one clears the filter. Throws `Cancelled`, and what the server said when it can't list.
 */
export async function filter(deps: FilterDeps, folder: PrefixTarget, prefix?: string): Promise<void> {
  const { listing } = deps;
  const chosen = prefix ?? (await ask(deps, folder));
  const { error } = await listing.setFilter(folder, chosen);
  await listing.include(folder);
  await deps.reveal(folder);
  if (error) throw error;
}

async function ask({ listing, prompts }: FilterDeps, folder: PrefixTarget): Promise<string> {
  const current = listing.filterOf(folder);
  const answer = await prompts.text({
    title: t('Filter by Prefix'),
    prompt: t('Show only names that begin with this in {0}. Empty shows all.', plain(nameOf(folder))),
    placeholder: t('2026-11-'),
    value: current,
  });
  // The question offers no Back.
  return answer === 'back' ? current : answer.answer;
}

function nameOf({ space, prefix }: PrefixTarget): string {
  return prefix === '' ? space : prefix;
}
