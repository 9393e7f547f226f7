import { t } from '@vscode/l10n';
import { SpacesError } from '../core/errors.ts';
import type { Expiry } from '../core/expiry.ts';
import { formatCount } from '../core/format.ts';
import { LINK_FORMATS } from '../core/formats/links.ts';
import type { Share } from '../core/ledger.ts';
import { targetsOf } from '../core/ledgerTargets.ts';
import type { ObjectTarget, PrefixTarget } from '../core/target.ts';
import { copySignedUrl, type LinkDeps } from './copySignedUrl.ts';
import { copyUploadCommand } from './copyUploadCommand.ts';

export interface SharedAgain {
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly count: number;
}

/**
 * Hands the same out once more, with the same options in the same form: what was below a prefix is looked up anew. Asks
 * how long where `expiry` is missing, the length of last time first. Throws `SpacesError`, `Cancelled`.
 */
export async function signAgain(deps: LinkDeps, share: Share, request: AgainRequest): Promise<SharedAgain> {
  refuseForgotten(deps, share);
  const targets = targetsOf(share, deps.store);
  if (share.kind === 'link') return linksAgain(deps, { share, targets }, request);
  const [target] = targets;
  if (target === undefined) throw new Error('a share of nothing');
  const { expiresAt } = await copyUploadCommand(deps, target, { expiry: request.expiry });
  return { expiresAt, count: 1 };
}

export interface AgainRequest {
  readonly expiry?: Expiry | undefined;
  /** By a program. */
  readonly named: boolean;
}

interface Again {
  readonly share: Share;
  readonly targets: readonly (ObjectTarget | PrefixTarget)[];
}

async function linksAgain(
  deps: LinkDeps,
  { share, targets }: Again,
  { expiry, named }: AgainRequest,
): Promise<SharedAgain> {
  const as = LINK_FORMATS.find((format) => format === share.as);
  return copySignedUrl(deps, targets, { expiry, as, options: share.link, confirmed: named, named });
}

/** Of many objects not all keys are kept: some of them would be less than what was handed out. */
function refuseForgotten({ moments }: LinkDeps, { what }: Share): void {
  if (!('keys' in what) || what.keys.length === what.count) return;
  const [kept, all] = [what.keys.length, what.count].map((count) => formatCount(count, moments.locale));
  throw new SpacesError(
    'badArguments',
    t('Active Shares knows {0} of these {1} objects. Select them in Spaces.', kept ?? '', all ?? ''),
  );
}
