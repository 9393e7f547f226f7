import { t } from '@vscode/l10n';
import { Cancelled, SpacesError } from '../../core/errors.ts';
import { formatCount } from '../../core/format.ts';
import type { BatchOutcome } from '../../core/transfers/batches.ts';
import type { TransferJob } from '../../core/transfers/jobs.ts';
import type { TransferResult } from '../../core/transfers/transfer.ts';
import type { FlowOptions, TransferFlowsDeps } from './deps.ts';
import type { Begun, Gathered, Planned, Settled } from './planned.ts';

type MakeJob = (planned: Planned, begun: Begun) => TransferJob;

/** Begins what is to be begun, and tells what really happened once all of it is over. */
export async function runBatch(
  deps: TransferFlowsDeps,
  { go, skipped, unplanned, make }: Settled & Pick<Gathered, 'unplanned'> & { readonly make: MakeJob },
  { isQuiet = false }: FlowOptions,
): Promise<TransferResult> {
  const common = { batch: deps.queue.newId(), newId: () => deps.queue.newId() };
  const jobs = go.map((each) => make(each, { ...common, mayReplace: each.mayReplace }));
  const nothing = { size: 0, modified: 0 };
  deps.began(common.batch, isQuiet);
  const outcome = await deps.queue.add(jobs, {
    skipped: skipped.map((each) => make(each, { ...common, mayReplace: false })),
    failed: unplanned.map(({ error, ...each }) => ({
      job: make({ ...each, own: nothing }, { ...common, mayReplace: false }),
      error,
    })),
  });
  const { done, failed, cancelled } = outcome;
  if (cancelled > 0 && done + failed + skipped.length === 0) throw new Cancelled();
  if (isQuiet && failed > 0 && done + skipped.length === 0) throw failureOf(deps, outcome);
  return { done, skipped: outcome.skipped, failed };
}

function failureOf({ moments }: TransferFlowsDeps, { failures, failed }: BatchOutcome): SpacesError {
  const [first, ...others] = failures;
  if (first !== undefined && others.length === 0) return first.error;
  const counts = [formatCount(failed, moments.locale), formatCount(failed, moments.locale)] as const;
  const why = first?.error.message ?? '';
  return new SpacesError('someFailed', t('{0} of {1} files failed. The first one: {2}', ...counts, why));
}
