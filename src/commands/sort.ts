import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import type { Listing } from '../core/listing.ts';
import { ORDERS, type Order } from '../core/listingOrder.ts';
import type { Memory, Prompts } from '../core/ports.ts';

export interface SortDeps {
  readonly listing: Listing;
  readonly prompts: Prompts;
  readonly memory: Memory;
}

const MEMORY_KEY = 'sort';

/** Asks how the tree is sorted and remembers it; the order is the whole tree's. Throws `Cancelled`. */
export async function sort(deps: SortDeps): Promise<void> {
  const { listing, prompts, memory } = deps;
  const answer = await prompts.pick<Order>({
    title: t('Sort'),
    placeholder: t('Folders come first; size and date sort what is loaded'),
    choices: [
      { label: t('Name'), description: t('A to Z, as the server gives it'), value: 'name' },
      { label: t('Size'), description: t('largest first'), value: 'size' },
      { label: t('Date'), description: t('newest first'), value: 'date' },
    ],
    active: listing.order,
  });
  const order = answerOf(answer);
  listing.setOrder(order);
  await memory.set(MEMORY_KEY, order);
}

/** The order of last time. */
export function rememberedOrder(memory: Memory): Order {
  const stored = memory.get<unknown>(MEMORY_KEY);
  return ORDERS.find((order) => order === stored) ?? 'name';
}
