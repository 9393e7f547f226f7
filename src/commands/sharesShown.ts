import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import { type LedgerView, SHARES_ORDERS, type SharesOrder } from '../core/ledgerView.ts';
import type { Memory, Prompts } from '../core/ports.ts';

export interface SharesShownDeps {
  readonly shown: LedgerView;
  readonly prompts: Prompts;
  readonly memory: Memory;
}

const MEMORY_KEY = 'shares.sort';

/** Asks what to look for in Active Shares; nothing shows all. Throws `Cancelled`. */
export async function filterShares({ shown, prompts }: SharesShownDeps): Promise<void> {
  const answer = await prompts.text({
    title: t('Filter Shares'),
    prompt: t(
      'Show only shares with this in the name of an object, a Space or a connection. Empty shows all.',
    ),
    value: shown.filter,
  });
  shown.filter = answerOf(answer);
}

/** Asks how Active Shares is sorted and remembers it. Throws `Cancelled`. */
export async function sortShares({ shown, prompts, memory }: SharesShownDeps): Promise<void> {
  const answer = await prompts.pick<SharesOrder>({
    title: t('Sort Shares'),
    placeholder: t('What has ended stands last'),
    choices: [
      { label: t('End'), description: t('the next to end first'), value: 'ends' },
      { label: t('Made'), description: t('newest first'), value: 'made' },
      { label: t('Name'), description: t('A to Z'), value: 'name' },
    ],
    active: shown.order,
  });
  const order = answerOf(answer);
  shown.order = order;
  await memory.set(MEMORY_KEY, order);
}

/** The order of last time. */
export function rememberedSharesOrder(memory: Memory): SharesOrder {
  const stored = memory.get<unknown>(MEMORY_KEY);
  return SHARES_ORDERS.find((order) => order === stored) ?? 'ends';
}
