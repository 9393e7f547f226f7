import { t } from '@vscode/l10n';
import { MAX_EXPIRY_SECONDS } from '../core/expiry.ts';
import { linkOptions } from '../core/inspect/again.ts';
import type { Examined } from '../core/inspect/examine.ts';
import type { SignatureCheck } from '../core/inspect/signature.ts';
import { plain } from '../core/plain.ts';
import type { ObjectTarget } from '../core/target.ts';
import { afterCopy } from './afterCopy.ts';
import { lastExpirySeconds } from './askExpiry.ts';
import { checkSignature } from './inspectSignature.ts';
import { keyPairsOf, signLinks } from './links/sign.ts';
import { refuseHost, refuseOptions, refuseUnlinkable } from './links/unlinkable.ts';
import { beginWitness, type ShareDeps, untilWords } from './share.ts';

export interface SignLinkAgainDeps extends ShareDeps {
  readonly signatures: SignatureCheck;
}

/** The object of a link that can be made again; `undefined`: it is not ours, or no download. */
export function ownObject({ kind, method, ours: [own] }: Examined): ObjectTarget | undefined {
  if (kind !== 'link' || method !== 'GET' || own?.space === undefined || own.key === '') return undefined;
  return { connection: own.connection, space: own.space, key: own.key };
}

/** How long a link was made for, whole seconds; `undefined` where it does not say when it was made. */
export function lengthOf({ signed: { made, ends } }: Examined): number | undefined {
  const seconds = made === undefined || ends === undefined ? 0 : Math.round((ends - made) / 1000);
  return seconds >= 1 && seconds <= MAX_EXPIRY_SECONDS ? seconds : undefined;
}

/**
 * Signs a link in a document anew: the same object, options and length. One that our key did not make is asked about
 * first, naming the object: whoever wrote the document chose it. `replace` puts the URL into the document, and gives
 * whether it did. Throws `SpacesError`, `Cancelled`.
 */
export async function signLinkAgain(
  deps: SignLinkAgainDeps,
  { examined, object }: { readonly examined: Examined; readonly object: ObjectTarget },
  replace: (url: string) => Promise<boolean>,
): Promise<void> {
  const objects = [object];
  const options = linkOptions(examined);
  refuseOptions({ options, as: 'url', count: 1 });
  refuseHost(deps, objects, options);
  await refuseUnlinkable(deps, { objects, as: 'url' }, () => undefined);
  const verdict = await checkSignature(deps, examined);
  // Ours, but for another method: who was let write there was not let read.
  if (verdict.state !== 'right' || verdict.method !== undefined) await confirm(deps, object);
  const keyPairs = await keyPairsOf(deps, objects);
  const seconds = lengthOf(examined) ?? lastExpirySeconds(deps);
  const witness = beginWitness(deps);
  const signed = await signLinks(deps, objects, { expiry: { seconds }, options, keyPairs, witness });
  const [group] = signed.groups;
  const [link] = signed.links;
  if (group === undefined || link === undefined || !(await replace(link.url))) return;
  const until = untilWords(deps.moments, group.time);
  deps.notices.info(t('Signed anew in the document, works until {0}: {1}', until, plain(object.key)));
  const what = { key: object.key };
  await afterCopy(deps, { ...group, kind: 'link', as: 'url', what, link: options });
}

async function confirm({ notices }: ShareDeps, { connection, key }: ObjectTarget): Promise<void> {
  await notices.confirm(t('Sign a link to this object? {0}', plain(key)), {
    detail: t(
      'The link in the document was not made with the key of {0}. With a new one, whoever reads the document can download this object.',
      plain(connection.name),
    ),
    action: t('Sign'),
  });
}
