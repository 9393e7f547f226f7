import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { createFormats, formatCount } from '../../core/format.ts';
import type { CopySource } from '../../core/manage/copier.ts';
import { isFolder, parentOf } from '../../core/manage/job.ts';
import { plain } from '../../core/plain.ts';
import { conflictWords, type Shown } from '../conflictWords.ts';
import { namesOf, placeFrom } from '../placeWords.ts';
import type { Conflict, ManageDeps } from './deps.ts';
import { countWords } from './gather.ts';
import type { Draft, Errand, Plan } from './route.ts';

export interface ErrandsRequest {
  readonly errands: readonly Errand[];
  readonly mode: 'move' | 'copy';
  /** `refuse`: throws `exists` for the first. */
  readonly onConflict?: Conflict | 'refuse' | undefined;
  readonly confirmed?: boolean | undefined;
  readonly isQuiet?: boolean | undefined;
  /** Quiet, and what fails for some throws. */
  readonly isStrict?: boolean | undefined;
}

type How = Exclude<Conflict, 'ask'>;

/**
 * One question at most: what to do with those that are there, or else whether so many are meant. Throws `Cancelled`, and
 * `exists` where that is to be refused.
 */
export async function askOnce(
  deps: Pick<ManageDeps, 'notices' | 'moments' | 'now'>,
  request: ErrandsRequest,
  plan: Plan,
): Promise<How> {
  const { onConflict = 'ask' } = request;
  const [first] = plan.conflicts;
  if (first && onConflict === 'refuse')
    throw new SpacesError('exists', t('There is an object with this key already: {0}', plain(first.to.key)));
  if (first && onConflict === 'ask') return askConflict(deps, plan, first);
  if (request.confirmed !== true && isLarge(request, plan)) await confirm(deps, request, plan);
  return onConflict === 'ask' || onConflict === 'refuse' ? 'skip' : onConflict;
}

function askConflict(
  { notices, moments, now }: Pick<ManageDeps, 'notices' | 'moments' | 'now'>,
  { conflicts, drafts, taken }: Plan,
  first: Draft,
): Promise<How> {
  const pairs = conflicts.flatMap(({ source, to }) => {
    const there = taken.get(to.key);
    return there ? [{ own: shown(source), there: shown(there) }] : [];
  });
  const count = ({ length }: readonly unknown[]) => formatCount(length, moments.locale);
  return notices.choose<How>(
    t(
      'There already: {0} of {1} objects. The first is {2}',
      count(conflicts),
      count(drafts),
      plain(first.to.key),
    ),
    {
      detail: conflictWords(createFormats(moments.locale, moments.timeZone), pairs, now()),
      choices: [
        { title: t('Skip'), value: 'skip' },
        { title: t('Replace'), value: 'replace' },
        { title: t('Keep Both'), value: 'keepBoth' },
      ],
    },
  );
}

function shown({ size, lastModified }: Pick<CopySource, 'size' | 'lastModified'>): Shown {
  return { size, modified: lastModified };
}

function isLarge({ errands, mode }: ErrandsRequest, { drafts }: Plan): boolean {
  return errands.some(({ from }) => isFolder(from)) || (mode === 'move' && drafts.length > 1);
}

async function confirm(
  deps: Pick<ManageDeps, 'notices' | 'moments'>,
  { errands, mode }: ErrandsRequest,
  { drafts }: Plan,
): Promise<void> {
  const [only, ...others] = errands;
  const to = only ? placeFrom(only.from, others.length > 0 ? parentOf(only.to) : only.to) : '';
  const count = countWords(
    deps,
    drafts.map(({ source }) => source),
  );
  const words = [namesOf(errands.map(({ from }) => from)), to, count] as const;
  if (mode === 'move')
    await deps.notices.confirm(t('Move {0} to {1}? Objects: {2}.', ...words), { action: t('Move') });
  else await deps.notices.confirm(t('Copy {0} to {1}? Objects: {2}.', ...words), { action: t('Copy') });
}
