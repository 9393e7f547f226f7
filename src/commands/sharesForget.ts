import { t } from '@vscode/l10n';
import { formatCount } from '../core/format.ts';
import type { Ledger, Share } from '../core/ledger.ts';
import { type ShareClock, timeLeft } from '../core/ledgerTimes.ts';
import { formatMoment, type MomentStyle } from '../core/moments.ts';
import type { Notices } from '../core/ports.ts';

export interface ForgetDeps {
  readonly ledger: Ledger;
  readonly shareClock: ShareClock;
  readonly notices: Notices;
  readonly moments: MomentStyle;
}

/**
 * Takes shares off the list; what was handed out goes on working, which is said where it does (not to a program). Gives
 * their number.
 */
export async function forgetShares(
  deps: ForgetDeps,
  shares: readonly Share[],
  { named }: { readonly named: boolean },
): Promise<number> {
  await deps.ledger.forget(shares.map(({ id }) => id));
  const working = shares.filter((share) => timeLeft(share, deps.shareClock.nowFor(share)) > 0);
  if (working.length > 0 && !named) say(deps, working);
  return shares.length;
}

/** Takes off the list what has ended. Gives the number. */
export async function clearEndedShares({ ledger, shareClock }: ForgetDeps): Promise<number> {
  const ended = (await ledger.list()).filter((share) => timeLeft(share, shareClock.nowFor(share)) <= 0);
  await ledger.forget(ended.map(({ id }) => id));
  return ended.length;
}

function say(deps: ForgetDeps, working: readonly Share[]): void {
  const last = Math.max(...working.map((share) => deps.shareClock.locally(share, 'expiresAt')));
  const undo = async () => {
    for (const { id: _id, ...share } of working) await deps.ledger.add(share);
  };
  deps.notices.info(
    t(
      'Only forgotten here ({0}). What was handed out goes on working until {1}.',
      formatCount(working.length, deps.moments.locale),
      formatMoment(new Date(last), deps.moments, { seconds: false }),
    ),
    { title: t('Undo'), run: undo },
  );
}
