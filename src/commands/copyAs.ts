import { t } from '@vscode/l10n';
import type { Connection } from '../core/connection.ts';
import { cdnHostOf, hostProblem, swapHost } from '../core/domains.ts';
import { type Offer, SpacesError } from '../core/errors.ts';
import { lastSegment, linkProblem } from '../core/keyRules.ts';
import { plain } from '../core/plain.ts';
import type { Clipboard, Log, Memory, Notices, Settings, SpacePlaces } from '../core/ports.ts';
import { listed } from '../core/sentences.ts';
import type { ObjectTarget, PrefixTarget } from '../core/target.ts';
import type { LinkProbe } from '../core/writes.ts';
import { rememberedOptions } from './links/remembered.ts';
import { badKey } from './share.ts';

type Named = ObjectTarget | PrefixTarget;

/** Puts the keys (a folder's prefix) on the clipboard, one a line, exactly as they are. Gives the text copied. */
export async function copyKey(clipboard: Clipboard, targets: readonly Named[]): Promise<string> {
  if (targets.some((target) => keyOf(target) === ''))
    throw new SpacesError('badArguments', t('A Space has no key. Select an object or a folder.'));
  return copyLines(clipboard, targets.map(keyOf));
}

/** Puts the last parts of the keys on the clipboard, one a line; a Space's name, a folder's without its slash. */
export async function copyName(clipboard: Clipboard, targets: readonly Named[]): Promise<string> {
  return copyLines(
    clipboard,
    targets.map((target) => {
      const key = keyOf(target);
      // Of a key that ends in a slash it is what stands before that.
      return key === '' ? target.space : lastSegment(key.replace(/\/$/, '')) || key;
    }),
  );
}

/** Puts `s3://space/key` on the clipboard, one a line: the form that aws, s3cmd and rclone's users know, not encoded. */
export async function copyS3Uri(clipboard: Clipboard, targets: readonly Named[]): Promise<string> {
  return copyLines(
    clipboard,
    targets.map((target) => `s3://${target.space}/${keyOf(target)}`),
  );
}

/** What the addresses of objects need. */
export interface UrlDeps {
  readonly clipboard: Clipboard;
  /** Where Spaces were found that are in another region than their connection's. */
  readonly places: SpacePlaces;
  /** The plain address of an object, encoded: by the connection's addressing. Throws `badKey`. */
  addressOf(connection: Connection, space: string, key: string): string;
}

/** What looks whether a public URL opens. */
export interface PublicUrlDeps extends UrlDeps {
  readonly probe: LinkProbe;
  readonly notices: Notices;
  readonly settings: Settings;
  readonly log: Log;
  /** False in a browser, which asks nothing unasked. */
  readonly canListSpaces: boolean;
  /** Asks for how long, and copies signed URLs of these. */
  copySignedUrl(objects: readonly ObjectTarget[]): unknown;
}

/** So many are looked at: a check is no second batch of requests. */
const MOST_LOOKED_AT = 10;

/** After so long nobody looks at the clipboard's fate any more. Milliseconds. */
const PATIENCE_MS = 15_000;

/**
 * Puts the objects' plain addresses on the clipboard, one a line, where each Space is. Those of private objects open for
 * nobody: that is said afterwards, and never waited for.
 */
export async function copyPublicUrl(deps: PublicUrlDeps, targets: readonly Named[]): Promise<string> {
  const objects = objectsOf(targets);
  const urls = objects.map((target) => publicUrl(deps, target));
  const copied = await copyLines(deps.clipboard, urls);
  void tellIfPrivate(
    deps,
    objects.map((target, index) => ({ target, url: urls[index] ?? '' })),
  );
  return copied;
}

/**
 * Puts the objects' addresses at their Space's CDN on the clipboard, one a line: the custom domain that was last used for
 * links to the Space, else the provider's host. Throws `badArguments` where there is neither.
 */
export async function copyCdnUrl(
  deps: CdnUrlDeps & Pick<UrlDeps, 'clipboard'>,
  targets: readonly Named[],
): Promise<string> {
  return copyLines(
    deps.clipboard,
    objectsOf(targets).map((target) => cdnUrl(deps, target)),
  );
}

export type CdnUrlDeps = Pick<UrlDeps, 'places' | 'addressOf'> & { readonly memory: Memory };

/** An object's address at its Space's CDN. Throws `badArguments` where none is known, `badKey`. */
export function cdnUrl(deps: CdnUrlDeps, target: ObjectTarget): string {
  const { space } = target;
  const connection = deps.places.of(target.connection, space);
  const problem = hostProblem(connection, space);
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
  const host = rememberedOptions(deps.memory, target).host ?? cdnHostOf(connection, space);
  if (host !== undefined) return swapHost(publicUrl(deps, target), host);
  throw new SpacesError(
    'badArguments',
    t(
      "No CDN is known for this Space. A custom domain that you pick in Copy Signed URL…'s options is used here, too: {0}",
      plain(space),
    ),
  );
}

/** An object's plain address, where its Space is. Throws `badKey`. */
export function publicUrl(
  { places, addressOf }: Pick<UrlDeps, 'places' | 'addressOf'>,
  { connection, space, key }: ObjectTarget,
): string {
  const problem = linkProblem(key);
  if (problem !== undefined) throw badKey(problem, key);
  return addressOf(places.of(connection, space), space, key);
}

function objectsOf(targets: readonly Named[]): readonly ObjectTarget[] {
  return targets.map((target) => {
    if ('key' in target) return target;
    throw new SpacesError('badArguments', t('A folder has no URL of its own. Select objects.'));
  });
}

/** Never fails; without an answer it is silent. */
async function tellIfPrivate(
  deps: PublicUrlDeps,
  copied: readonly { readonly target: ObjectTarget; readonly url: string }[],
): Promise<void> {
  if (!deps.settings.get('share.check') || !deps.canListSpaces) return;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    const looks = copied.slice(0, MOST_LOOKED_AT).map(async ({ target, url }) => {
      const { error } = await deps.probe.ask(url, target, signal);
      return error?.code === 'accessDenied' ? [target] : [];
    });
    const hidden = (await Promise.all(looks)).flat();
    if (hidden.length === 0) return;
    const copy: Offer = { title: t('Copy Signed URL'), run: () => deps.copySignedUrl(hidden) };
    const names = listed(hidden.slice(0, 3).map(({ key }) => plain(key)));
    deps.notices.info(t('Private objects open for nobody at their public URL: {0}', names), copy);
  } catch (error) {
    deps.log.info(`check after a copy: ${error instanceof SpacesError ? error.code : String(error)}`);
  }
}

async function copyLines(clipboard: Clipboard, lines: readonly string[]): Promise<string> {
  if (lines.length === 0)
    throw new SpacesError('badArguments', t('There is no object to copy the name of. Select one.'));
  const copied = lines.join('\n');
  await clipboard.write(copied);
  return copied;
}

function keyOf(target: Named): string {
  return 'key' in target ? target.key : target.prefix;
}
