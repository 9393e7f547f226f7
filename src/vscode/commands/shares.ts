import { t } from '@vscode/l10n';
import { signAgain } from '../../commands/sharesAgain.ts';
import { clearEndedShares, forgetShares } from '../../commands/sharesForget.ts';
import { revealShare } from '../../commands/sharesReveal.ts';
import { filterShares, sortShares } from '../../commands/sharesShown.ts';
import { COMMAND } from '../../contributions.ts';
import { duration, readArguments, text, texts } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { readExpiry } from '../../core/expiry.ts';
import type { Ledger, Share } from '../../core/ledger.ts';
import { plain } from '../../core/plain.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import type { SharingDeps } from './sharing.ts';

const ONE = { share: text } as const;
const FORGET = { share: text, shares: texts } as const;
const AGAIN = { share: text, expiresIn: duration, expiresAt: text } as const;

const namesShare = (args: Record<string, unknown>) => args.share !== undefined || args.shares !== undefined;

interface NamedShares {
  readonly share?: string | undefined;
  readonly shares?: readonly string[] | undefined;
}

/** The commands of Active Shares, over the editor's gestures. */
export function ledgerCommands(deps: SharingDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.signAgain,
      title: t('Sign Again'),
      read: (args) => readArguments(args, AGAIN),
      namesTarget: namesShare,
      run: async (gesture) => {
        const expiry = readExpiry(gesture.args, deps.now());
        return signAgain(deps, await oneOf(deps.ledger, gesture), { expiry, named: gesture.named });
      },
    }),
    command({
      id: COMMAND.revealShare,
      title: t('Reveal in Spaces'),
      read: (args) => readArguments(args, ONE),
      namesTarget: namesShare,
      // By Enter, which opens and closes a group in every tree.
      run: async (gesture) =>
        gesture.onGroup ? deps.toggleGroup() : revealShare(deps, await oneOf(deps.ledger, gesture)),
    }),
    command({
      id: COMMAND.forgetShare,
      title: t('Forget'),
      read: (args) => readArguments(args, FORGET),
      namesTarget: namesShare,
      run: async (gesture) => forgetShares(deps, await allOf(deps.ledger, gesture), gesture),
    }),
    ...viewCommands(deps),
  ];
}

/** Those of the view as a whole: the row that has the focus comes along, and is not meant. */
function viewCommands(deps: SharingDeps): readonly AnyCommand[] {
  const read = (args: Record<string, unknown>) => readArguments(args, {});
  return [
    command({
      id: COMMAND.clearEndedShares,
      title: t('Clear Ended'),
      read,
      run: async () => clearEndedShares(deps),
    }),
    command({
      id: COMMAND.filterShares,
      title: t('Filter Shares'),
      read,
      run: async () => filterShares(deps),
    }),
    command({ id: COMMAND.sortShares, title: t('Sort Shares'), read, run: async () => sortShares(deps) }),
    command({
      id: COMMAND.showShares,
      title: t('Show Active Shares'),
      read,
      run: async () => deps.showShares(),
    }),
  ];
}

async function oneOf(ledger: Ledger, gesture: Gesture<NamedShares>): Promise<Share> {
  const [share, ...others] = await allOf(ledger, gesture);
  if (share !== undefined && others.length === 0) return share;
  throw new SpacesError('badArguments', t('Select just one share.'));
}

/** The shares that the arguments name, else those of the gesture. Throws `badArguments` for one that is not listed. */
async function allOf(
  ledger: Ledger,
  { args, named, shares }: Gesture<NamedShares>,
): Promise<readonly Share[]> {
  if (!named) {
    if (shares.length > 0) return shares.map(({ share }) => share);
    throw new SpacesError('badArguments', t('Select a share in Active Shares.'));
  }
  const ids = [...(args.share === undefined ? [] : [args.share]), ...(args.shares ?? [])];
  const known = await ledger.list();
  return ids.map((id) => {
    const found = known.find((share) => share.id === id);
    if (found !== undefined) return found;
    throw new SpacesError('badArguments', t('No share in Active Shares has this id: {0}', plain(id)));
  });
}
