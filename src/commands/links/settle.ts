import { t } from '@vscode/l10n';
import { type Expiry, expiryExamples, MAX_EXPIRY_SECONDS } from '../../core/expiry.ts';
import { formatCount } from '../../core/format.ts';
import type { LinkFormat } from '../../core/formats/links.ts';
import type { LinkOptions } from '../../core/linkOptions.ts';
import { formatDuration } from '../../core/moments.ts';
import { plain } from '../../core/plain.ts';
import type { QuestionButton } from '../../core/ports.ts';
import type { SpaceTarget } from '../../core/target.ts';
import { askExpiry } from '../askExpiry.ts';
import type { ShareDeps } from '../share.ts';
import { askFormat } from './askFormat.ts';
import { askLinkOptions } from './askOptions.ts';
import { isSameSpace, type LinkObject } from './gather.ts';
import { rememberedOptions } from './remembered.ts';
import { withSettings } from './words.ts';

/** What a caller or a gesture says of the links; the rest is asked, remembered, or as usual. */
export interface LinkRequest {
  readonly expiry?: Expiry | undefined;
  readonly as?: LinkFormat | undefined;
  /** Ask for the format first, where it is not given. */
  readonly asksFormat?: boolean | undefined;
  /** Exactly these; absent: what was used for this Space before. */
  readonly options?: LinkOptions | undefined;
  /** Many objects below a prefix need no confirmation. */
  readonly confirmed?: boolean | undefined;
  /** By a program: nothing is used again that it did not give, and nothing asked about where the text goes. */
  readonly named?: boolean | undefined;
}

/** What the links will be. */
export interface Settled {
  readonly expiry: Expiry;
  readonly as: LinkFormat;
  readonly options: LinkOptions;
}

type Way = 'options' | 'format';

/**
 * Asks how long where that is open; the question's title bar leads to the options and the format, and its title says
 * what is set. Throws `Cancelled`.
 */
export async function settleLinks(
  deps: ShareDeps,
  objects: readonly LinkObject[],
  request: LinkRequest,
): Promise<Settled> {
  const title = titleOf(deps, objects);
  const space = commonSpace(objects);
  let options = initialOptions(deps, space, request);
  let as = request.as;
  if (as === undefined && request.asksFormat) {
    as = await askFormat(deps, { title: withSettings(title, options, 'url'), count: objects.length });
  }
  as ??= 'url';
  if (request.expiry !== undefined) return { expiry: request.expiry, as, options };
  for (;;) {
    const answer = await askExpiry<Way>(deps, {
      title: withSettings(title, options, as),
      placeholder: placeholder(deps),
      buttons: buttons(),
      buttonAnswer: (id) => (id === 'options' || id === 'format' ? id : undefined),
    });
    if (answer === 'options') {
      const object = objects.length === 1 ? objects[0] : undefined;
      options = await askLinkOptions(deps, { title: optionsTitle(deps, objects), object, space }, options);
    } else if (answer === 'format') as = await askFormat(deps, { title, count: objects.length });
    else return { expiry: answer, as, options };
  }
}

/** A program gets what it asked for, in every window the same; a person what they chose for this Space before. */
function initialOptions(
  { memory, places }: ShareDeps,
  space: SpaceTarget | undefined,
  { options, named = false, expiry }: LinkRequest,
): LinkOptions {
  const isAsked = expiry === undefined;
  if (options !== undefined || space === undefined || (named && !isAsked)) return options ?? {};
  const connection = places.of(space.connection, space.space);
  return rememberedOptions(memory, { ...space, connection });
}

/** The Space of all of them, where it is one. */
export function commonSpace([first, ...others]: readonly LinkObject[]): SpaceTarget | undefined {
  if (first === undefined || !others.every((other) => isSameSpace(first, other))) return undefined;
  const { connection, space } = first;
  return { connection, space };
}

function titleOf({ moments }: ShareDeps, objects: readonly LinkObject[]): string {
  const [first, ...others] = objects;
  if (others.length === 0) return t('Signed URL: {0}', plain(first?.key ?? ''));
  return t('Signed URLs: {0} objects', formatCount(objects.length, moments.locale));
}

function optionsTitle({ moments }: ShareDeps, objects: readonly LinkObject[]): string {
  const [first, ...others] = objects;
  if (others.length === 0) return t('Link Options: {0}', plain(first?.key ?? ''));
  return t('Link Options: {0} objects', formatCount(objects.length, moments.locale));
}

function placeholder({ moments }: ShareDeps): string {
  return t(
    'How long? Pick one, or type a time like {0}. At most {1}.',
    expiryExamples(moments.locale),
    formatDuration(MAX_EXPIRY_SECONDS, moments.locale),
  );
}

function buttons(): readonly QuestionButton[] {
  return [
    { id: 'format', icon: 'list-selection', tooltip: t('Copy As…') },
    { id: 'options', icon: 'settings-gear', tooltip: t('Options…') },
  ];
}
