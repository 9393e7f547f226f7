import { t } from '@vscode/l10n';
import { SpacesError } from '../core/errors.ts';
import type { Expiry } from '../core/expiry.ts';
import { formatCount } from '../core/format.ts';
import { LINK_FORMATS } from '../core/formats/links.ts';
import type { Share } from '../core/ledger.ts';
import { targetsOf } from '../core/ledgerTargets.ts';
import { namesOf } from '../core/ledgerView.ts';
import { plain } from '../core/plain.ts';
import { SHELL_IDS } from '../core/settings.ts';
import type { ObjectTarget, PrefixTarget } from '../core/target.ts';
import { askExpiry } from './askExpiry.ts';
import { copySignedUrl, type LinkDeps } from './copySignedUrl.ts';
import { copyUploadCommand } from './copyUploadCommand.ts';

const pages = () => import('./savePages.ts');

export interface SharedAgain {
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly count: number;
}

export interface AgainRequest {
  readonly expiry?: Expiry | undefined;
  /** By a program. */
  readonly named: boolean;
}

interface Again {
  readonly share: Share;
  readonly targets: readonly (ObjectTarget | PrefixTarget)[];
  readonly expiry: Expiry;
  readonly named: boolean;
}

/**
 * Hands the same out once more, with the same options in the same form: what was below a prefix is looked up anew. Asks
 * how long where `expiry` is missing, as long as before first. Throws `SpacesError`, `Cancelled`.
 */
export async function signAgain(deps: LinkDeps, share: Share, request: AgainRequest): Promise<SharedAgain> {
  refuseForgotten(deps, share);
  const targets = targetsOf(share, deps.store);
  const expiry = request.expiry ?? (await ask(deps, share));
  const again = { share, targets, expiry, named: request.named };
  return share.kind === 'link' ? linksAgain(deps, again) : uploadAgain(deps, again);
}

function ask(deps: LinkDeps, { what, space, made, expiresAt }: Share): Promise<Expiry> {
  const [name] = namesOf({ what });
  const shared =
    'keys' in what ? t('{0} objects', formatCount(what.count, deps.moments.locale)) : plain(name || space);
  return askExpiry(deps, {
    title: t('Sign Again: {0}', shared),
    placeholder: t('How long? As long as before comes first.'),
    // `made` has milliseconds, the end has none.
    first: Math.ceil((Date.parse(expiresAt) - Date.parse(made)) / 1000),
  });
}

async function linksAgain(deps: LinkDeps, { share, targets, expiry, named }: Again): Promise<SharedAgain> {
  if (share.as === 'page')
    return (await pages()).saveDownloadPage(deps, targets, { expiry, confirmed: named });
  const as = LINK_FORMATS.find((format) => format === share.as);
  return copySignedUrl(deps, targets, { expiry, as, options: share.link ?? {}, confirmed: named, named });
}

async function uploadAgain(deps: LinkDeps, { share, targets, expiry }: Again): Promise<SharedAgain> {
  const [target] = targets;
  if (target === undefined) throw new Error('a share of nothing');
  const terms = share.upload ?? {};
  const { expiresAt } =
    share.as === 'page'
      ? await (await pages()).saveUploadPage(deps, target, { expiry, terms })
      : await copyUploadCommand(deps, target, {
          ...terms,
          ...share.command,
          expiry,
          shell: SHELL_IDS.find((shell) => shell === share.as),
          as: share.as === 'json' ? 'json' : 'command',
          method: share.kind === 'put' ? 'put' : 'post',
          folder: 'prefix' in target ? true : undefined,
        });
  return { expiresAt, count: 1 };
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
