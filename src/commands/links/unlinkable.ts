import { t } from '@vscode/l10n';
import { hostProblem } from '../../core/domains.ts';
import { type Offer, SpacesError } from '../../core/errors.ts';
import { formatCount } from '../../core/format.ts';
import type { LinkFormat } from '../../core/formats/links.ts';
import { linkProblem, type NameProblem } from '../../core/keyRules.ts';
import { checkLinkOptions, type LinkOptions } from '../../core/linkOptions.ts';
import { plain } from '../../core/plain.ts';
import { inSentences } from '../../core/sentences.ts';
import { inTurns } from '../../core/turns.ts';
import { badKey, type ShareDeps } from '../share.ts';
import type { LinkObject } from './gather.ts';

/** Makes links to these in place of those refused. */
type Instead = (objects: readonly LinkObject[], as: LinkFormat) => unknown;

/** Throws `badKey` for the first object that can't be linked in this form, offering what still can be done. */
export async function refuseUnlinkable(
  { moments }: Pick<ShareDeps, 'moments'>,
  { objects, as }: { readonly objects: readonly LinkObject[]; readonly as: LinkFormat },
  instead: Instead,
): Promise<void> {
  const { linkable: others, refused: all } = await splitLinkable(objects, as);
  const [refused] = all;
  const problem = refused && problemOf(refused.key, as);
  if (refused === undefined || problem === undefined) return;
  const offers: Offer[] = [];
  if (others.length > 0) {
    const count = formatCount(others.length, moments.locale);
    offers.push({
      title: others.length === 1 ? t('Copy the Other One') : t('Copy the Other {0}', count),
      run: () => instead(others, as),
    });
  }
  if (objects.length === 1 && problem.kind === 'dotSegment') {
    offers.push({ title: t('Copy as curl Command'), run: () => instead(objects, 'curl') });
  }
  throw badKey(problem, refused.key, offers);
}

/** Those that can be linked in this form, and those that can't. */
export async function splitLinkable(
  objects: readonly LinkObject[],
  as: LinkFormat,
): Promise<{ readonly linkable: readonly LinkObject[]; readonly refused: readonly LinkObject[] }> {
  const linkable: LinkObject[] = [];
  const refused: LinkObject[] = [];
  await inTurns(objects, (object) => {
    (problemOf(object.key, as) === undefined ? linkable : refused).push(object);
  });
  return { linkable, refused };
}

/** `curl` alone has an option that leaves `.` and `..` as they are. */
function problemOf(key: string, as: LinkFormat): NameProblem | undefined {
  const problem = linkProblem(key);
  return as === 'curl' && problem?.kind === 'dotSegment' ? undefined : problem;
}

/** Throws `badArguments` for options and a form that links to so many objects can't have. */
export function refuseOptions({ options, as, count }: Wanted): void {
  checkLinkOptions(options, count);
  if (as === 'qr' && count !== 1)
    throw new SpacesError('badArguments', t('A QR code is of one link: name just one object.'));
}

export interface Wanted {
  readonly options: LinkOptions;
  readonly as?: LinkFormat | undefined;
  readonly count: number;
}

/** Throws `badArguments` where a Space's links can't go through another host, with the reason. */
export function refuseHost(
  { places }: Pick<ShareDeps, 'places'>,
  objects: readonly LinkObject[],
  { host }: LinkOptions,
): void {
  if (host === undefined) return;
  for (const { connection, space } of objects) {
    const problem = hostProblem(places.of(connection, space), space);
    if (problem !== undefined)
      throw new SpacesError('badArguments', inSentences(problem, t('Space: {0}', plain(space))));
  }
}
