import { t } from '@vscode/l10n';
import { hostNote } from '../../core/domains.ts';
import type { Offer } from '../../core/errors.ts';
import { formatCount } from '../../core/format.ts';
import { fileOf, formatPieces, type LinkFormat } from '../../core/formats/links.ts';
import type { SharedThings } from '../../core/ledger.ts';
import { plain } from '../../core/plain.ts';
import type { SavedFile } from '../../core/ports.ts';
import { inSentences } from '../../core/sentences.ts';
import { inTurns } from '../../core/turns.ts';
import { afterCopy, type Handed } from '../afterCopy.ts';
import type { LinkDeps } from '../copySignedUrl.ts';
import { deliver } from '../deliver.ts';
import { type SigningTime, untilWords } from '../share.ts';
import { isPrefix, type LinkObject, type LinkTarget } from './gather.ts';
import type { Settled } from './settle.ts';
import type { SignedGroup, SignedLinks } from './sign.ts';
import { formatLabel, withSettings } from './words.ts';

/** What is handed out. */
export interface HandOut {
  readonly signed: SignedLinks;
  readonly settled: Settled;
  readonly objects: readonly LinkObject[];
  /** What was picked: prefixes, where the objects are those below them. */
  readonly targets: readonly LinkTarget[];
  /** Straight to the clipboard, however large it is. */
  readonly named: boolean;
  /** The same once more, for another moment; absent where this is it. */
  readonly again: (() => Promise<unknown>) | undefined;
}

/** Forms that are run. */
const COMMANDS: readonly LinkFormat[] = ['curl', 'wget', 'powershell'];

/** At most so many keys are remembered of a batch. */
const MOST_KEYS = 1000;

/** Puts the links where they go, says so, and enters them into the ledger. Throws `SpacesError`, `Cancelled`. */
export async function handOut(deps: LinkDeps, what: HandOut): Promise<void> {
  const { signed, settled } = what;
  const put = await putWhere(deps, what);
  const [first] = signed.groups;
  if (first !== undefined && put !== undefined)
    deps.soon(() => say(deps, what, { time: first.time, to: put.to }));
  const { again } = what;
  const ids: string[] = [];
  for (const group of signed.groups) {
    const handed: Handed = {
      ...group,
      kind: 'link',
      as: settled.as,
      what: thingsOf(what, group),
      link: givenOptions(settled.options),
      // All of it is made again at once.
      copied:
        group === first && put?.to === 'clipboard' && again !== undefined
          ? { text: put.text, again }
          : undefined,
    };
    await afterCopy(deps, handed, ids);
  }
}

/** `undefined`: a picture, which says itself what it is. */
async function putWhere(
  deps: LinkDeps,
  { signed: { links, groups }, settled: { as }, named }: HandOut,
): Promise<{ readonly to: 'clipboard' | SavedFile; readonly text: string } | undefined> {
  if (as === 'qr') {
    const [link] = links;
    const [group] = groups;
    if (link !== undefined && group !== undefined) await deps.pictures.showQr(link, group.time);
    return undefined;
  }
  const context = { shell: deps.settings.get('upload.shell') };
  const pieces: string[] = [];
  await inTurns(formatPieces(as, links, context), (piece) => pieces.push(piece));
  const text = pieces.join('');
  const to = await deliver(deps, {
    text,
    suggestion: fileOf(as, context),
    count: links.length,
    to: named ? 'clipboard' : undefined,
  });
  return { to, text };
}

function say(
  deps: LinkDeps,
  what: HandOut,
  { time, to }: { readonly time: SigningTime; readonly to: 'clipboard' | SavedFile },
): void {
  const { objects, settled } = what;
  const until = untilWords(deps.moments, time);
  const message = to === 'clipboard' ? copiedWords(deps, what, until) : savedWords(deps, what, { until, to });
  const notes = [
    ...(settled.options.host === undefined ? [] : [hostNote()]),
    ...(time.clockNote === undefined ? [] : [time.clockNote]),
  ];
  const [only, ...others] = objects;
  const offers: Offer[] = [];
  if (to !== 'clipboard') offers.push({ title: t('Open'), run: () => to.open() });
  else if (only !== undefined && others.length === 0 && deps.testLink !== undefined) {
    const { testLink } = deps;
    offers.push({ title: t('Test Link'), run: () => testLink(only, settled.options) });
  }
  deps.notices.info(notes.reduce(inSentences, message), ...offers);
}

function copiedWords(deps: LinkDeps, { objects, settled: { as, options } }: HandOut, until: string): string {
  const [only, ...others] = objects;
  if (only === undefined || others.length > 0) {
    const count = formatCount(objects.length, deps.moments.locale);
    const words =
      as === 'url'
        ? t('{0} signed URLs copied, work until {1}, one per line', count, until)
        : t('{0} signed URLs copied as {1}, work until {2}', count, formatLabel(as), until);
    return withSettings(words, options, 'url');
  }
  const name = withSettings(plain(only.key), options, 'url');
  if (as === 'url') return t('Signed URL copied, works until {0}: {1}', until, name);
  if (COMMANDS.includes(as)) return t('Download command copied, works until {0}: {1}', until, name);
  return t('Signed URL copied as {0}, works until {1}: {2}', formatLabel(as), until, name);
}

function savedWords(
  { moments }: LinkDeps,
  { objects }: HandOut,
  { until, to }: { readonly until: string; readonly to: SavedFile },
): string {
  const count = formatCount(objects.length, moments.locale);
  return t('{0} signed URLs saved in {1}, work until {2}', count, plain(to.name), until);
}

export function thingsOf(
  { objects, targets }: Pick<HandOut, 'objects' | 'targets'>,
  { keys }: Pick<SignedGroup, 'keys'>,
): SharedThings {
  const [target, ...others] = targets;
  if (target !== undefined && others.length === 0 && isPrefix(target)) {
    return { prefix: target.prefix, count: objects.length };
  }
  const [key, ...more] = keys;
  if (key !== undefined && more.length === 0) return { key };
  return { keys: keys.slice(0, MOST_KEYS), count: keys.length };
}

/** Plain data without holes: it is stored as it is. */
function givenOptions(options: Settled['options']): Settled['options'] | undefined {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}
