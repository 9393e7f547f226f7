import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { createFormats } from '../../core/format.ts';
import { plain } from '../../core/plain.ts';
import { isMd5 } from '../../core/transfers/checksums.ts';
import { compareDigests } from '../../core/transfers/downloadCheck.ts';
import { forEachAtOnce } from '../../core/transfers/engine.ts';
import { modifiedOf, SAME_TIME_MS } from '../../core/transfers/modified.ts';
import { MIB } from '../../core/transfers/partPlan.ts';
import type { TransferFlowsDeps } from './deps.ts';
import type { Planned } from './planned.ts';

/**
 * Compares each with what is there, by size, then checksum, else time, and asks which of those that differ to replace. The
 * others are the same, and left alone. Throws `Cancelled`.
 */
export async function pickChanged(
  deps: TransferFlowsDeps,
  taken: readonly Planned[],
  nameOf: (planned: Planned) => string,
): Promise<readonly Planned[]> {
  const changed = await deps.progress.run(t('Comparing'), (signal) => findChanged(deps, taken, signal));
  const formats = createFormats(deps.moments.locale);
  if (changed.length === 0) {
    deps.notices.info(
      t('All are the same: nothing is replaced. Compared: {0}.', formats.count(taken.length)),
    );
    return [];
  }
  const same = formats.count(taken.length - changed.length);
  const from = ({ size, modified }: { size: number; modified: number }) =>
    t('{0} ({1})', formats.size(size), formats.moment(modified));
  return answerOf(
    await deps.prompts.pickMany<Planned>({
      title: t('Which are to be replaced?'),
      placeholder: t('Those that are the same are skipped: {0}', same),
      choices: changed.map((each) => ({
        label: plain(nameOf(each)),
        description: `${each.there ? from(each.there) : ''} → ${from(each.own)}`,
        picked: true,
        value: each,
      })),
    }),
  );
}

async function findChanged(
  deps: TransferFlowsDeps,
  taken: readonly Planned[],
  signal: AbortSignal,
): Promise<readonly Planned[]> {
  const changed = new Set<Planned>();
  await forEachAtOnce({ items: taken, atOnce: 4, signal }, async (each, stop) => {
    if (await differs(deps, each, stop)) changed.add(each);
  });
  return taken.filter((each) => changed.has(each));
}

async function differs(
  { files, bytes, settings }: TransferFlowsDeps,
  { object, localPath, own, there }: Planned,
  signal: AbortSignal,
): Promise<boolean> {
  if (there === undefined || own.size !== there.size) return true;
  const facts = { etag: own.etag ?? there.etag ?? '', size: own.size };
  const partSize = settings.get('transfers.partSize') * MIB;
  const verdict = await compareDigests({ files, partSize, path: localPath, signal }, { facts });
  if (verdict === 'same') return false;
  // Of parts the size is a guess, so that another checksum tells nothing.
  if (isMd5(facts.etag)) return true;
  const local = own.etag === undefined ? own : there;
  return Math.abs(modifiedOf(await bytes.facts(object, signal)) - local.modified) > SAME_TIME_MS;
}
