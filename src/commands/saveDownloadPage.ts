import { t } from '@vscode/l10n';
import { SpacesError } from '../core/errors.ts';
import { type Expiry, expiryExamples, MAX_EXPIRY_SECONDS } from '../core/expiry.ts';
import { createFormats } from '../core/format.ts';
import { linkProblem } from '../core/keyRules.ts';
import { formatDuration } from '../core/moments.ts';
import { downloadPage } from '../core/page/downloadPage.ts';
import type { LinkedFile } from '../core/page/fileList.ts';
import { commonFolder } from '../core/page/paths.ts';
import { plain } from '../core/plain.ts';
import { inSentences, listed } from '../core/sentences.ts';
import { afterCopy } from './afterCopy.ts';
import { askExpiry, rememberExpiry } from './askExpiry.ts';
import { gatherObjects, isPrefix, isSameSpace, type LinkObject, type LinkTarget } from './links/gather.ts';
import { thingsOf } from './links/handOut.ts';
import { keyPairsOf, type SignedLinks, signLinks } from './links/sign.ts';
import { splitLinkable } from './links/unlinkable.ts';
import { nameOfPlace, savePageFile, saySaved } from './savePage.ts';
import { beginWitness, type ShareDeps } from './share.ts';

export interface DownloadPageRequest {
  readonly expiry?: Expiry | undefined;
  readonly title?: string | undefined;
  /** Objects below a prefix need no confirmation. */
  readonly confirmed?: boolean | undefined;
}

/** How many left-out keys are named. */
const MOST_NAMED = 3;

/**
 * Saves a page with a link to each object, also to all below prefixes, which are listed first; asks how long where that
 * is open, and where to. Objects that no browser can link to are left out, and named. Throws `SpacesError`, `Cancelled`.
 */
export async function saveDownloadPage(
  deps: ShareDeps,
  targets: readonly LinkTarget[],
  request: DownloadPageRequest,
): Promise<{ readonly expiresAt: string; readonly count: number }> {
  // It loads while a question is open.
  const witness = beginWitness(deps);
  const gathered = await gatherObjects(deps, targets);
  const { objects, leftOut } = await linkable(gathered.objects);
  if (targets.some(isPrefix) && request.confirmed !== true) await confirm(deps, objects, leftOut);
  const keyPairs = await keyPairsOf(deps, objects);
  const expiry = request.expiry ?? (await askExpiry(deps, questionOf(deps, objects)));
  const options = { disposition: 'attachment' } as const;
  const signed = await signLinks(deps, objects, { expiry, options, keyPairs, witness });
  const [first] = signed.groups;
  if (first === undefined) throw new Error('links of no Space');
  const { time } = first;
  const page = await downloadPage(
    {
      title: request.title,
      ends: time.ends,
      moments: deps.moments,
      files: filesOf(objects, targets, signed),
    },
    (text) => deps.hashing.sha256Hex(text),
  );
  const saved = await savePageFile(deps, page, nameOf(objects, targets));
  await rememberExpiry(deps.memory, expiry);
  saySaved(deps, { saved, time, notes: leftOut === undefined ? [] : [leftOut] });
  for (const group of signed.groups) {
    const what = thingsOf({ objects, targets }, group);
    await afterCopy(deps, { ...group, kind: 'link', as: 'page', what, link: options });
  }
  return { expiresAt: time.ends.toISOString(), count: objects.length };
}

/** Those that a browser can ask for, and a sentence that names the others. */
async function linkable(all: readonly LinkObject[]): Promise<{
  objects: readonly LinkObject[];
  leftOut: string | undefined;
}> {
  const { linkable: objects, refused } = await splitLinkable(all, 'url');
  const [first] = refused;
  if (first === undefined) return { objects: all, leftOut: undefined };
  const names = refused.slice(0, MOST_NAMED).map(({ key }) => plain(key));
  const leftOut = inSentences(
    linkProblem(first.key)?.message ?? '',
    t('Left out: {0}', listed(refused.length > MOST_NAMED ? [...names, '…'] : names)),
  );
  if (objects.length === 0) throw new SpacesError('badKey', leftOut);
  return { objects, leftOut };
}

async function confirm(
  { notices, moments }: ShareDeps,
  objects: readonly LinkObject[],
  leftOut: string | undefined,
): Promise<void> {
  const formats = createFormats(moments.locale);
  const bytes = objects.reduce((sum, { entry }) => sum + (entry?.size ?? 0), 0);
  await notices.confirm(
    t(
      'Save a page with a link to each object? Objects: {0} ({1}).',
      formats.count(objects.length),
      formats.size(bytes),
    ),
    { ...(leftOut === undefined ? {} : { detail: leftOut }), action: t('Save Page') },
  );
}

function questionOf(
  { moments }: ShareDeps,
  [first, ...others]: readonly LinkObject[],
): { title: string; placeholder: string } {
  const { locale } = moments;
  return {
    title:
      others.length === 0
        ? t('Download page: {0}', plain(first?.key ?? ''))
        : t('Download page: {0} objects', createFormats(locale).count(others.length + 1)),
    placeholder: t(
      'How long? Pick one, or type a time like {0}. At most {1}.',
      expiryExamples(locale),
      formatDuration(MAX_EXPIRY_SECONDS, locale),
    ),
  };
}

/** With paths from what was picked on: the folder, or the one that all have in common. */
function filesOf(
  objects: readonly LinkObject[],
  targets: readonly LinkTarget[],
  { links }: SignedLinks,
): readonly LinkedFile[] {
  const [first] = objects;
  const isOneSpace = first !== undefined && objects.every((object) => isSameSpace(first, object));
  const [target, ...others] = targets;
  const folder =
    target !== undefined && others.length === 0 && isPrefix(target)
      ? target.prefix.slice(0, target.prefix.lastIndexOf('/') + 1)
      : commonFolder(objects.map(({ key }) => key));
  return objects.map(({ space, key, entry }, index) => ({
    path: isOneSpace ? key.slice(folder.length) || key : `${space}/${key}`,
    url: links[index]?.url ?? '',
    size: entry?.size,
  }));
}

function nameOf([object]: readonly LinkObject[], [target, ...others]: readonly LinkTarget[]): string {
  if (target === undefined || object === undefined) return '';
  if (others.length > 0) return nameOfPlace('', object.space);
  return nameOfPlace(isPrefix(target) ? target.prefix : target.key, object.space);
}
