import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { SpacesError } from '../../core/errors.ts';
import { plain } from '../../core/plain.ts';
import { inSentences } from '../../core/sentences.ts';
import type { UnfinishedUpload } from '../../core/spaces.ts';
import type { SpaceTarget } from '../../core/target.ts';
import { type Amount, amountWords } from '../placeWords.ts';
import { refuseReadOnly } from '../share.ts';
import { sizesOf, Tally } from './content.ts';
import type { SpaceDeps } from './deps.ts';

type UnfinishedDeps = Pick<
  SpaceDeps,
  'control' | 'bytes' | 'ownUploads' | 'prompts' | 'notices' | 'progress' | 'formats' | 'now'
>;

interface Found extends UnfinishedUpload {
  readonly bytes: number;
  /** A transfer of this machine may go on with it. */
  readonly isOwn: boolean;
}

/** What began sooner may still be running somewhere: it is not ticked unasked. Milliseconds. */
const OLD = 24 * 60 * 60 * 1000;

/** How many there are and what they take up. Throws what the server says, and `Cancelled`. */
export async function countUnfinished(deps: UnfinishedDeps, space: SpaceTarget): Promise<Amount> {
  return amountOf(await find(deps, space));
}

/** Aborts all that no transfer of ours goes on with, after a question with their number unless it is confirmed. */
export async function abortUnfinished(
  deps: UnfinishedDeps,
  space: SpaceTarget,
  confirmed: boolean | undefined,
): Promise<Amount> {
  refuseReadOnly(space.connection);
  const found = (await find(deps, space)).filter(({ isOwn }) => !isOwn);
  if (found.length > 0 && !confirmed) await confirm(deps, space, found);
  return abort(deps, space, found);
}

/** Shows them to a person, who picks which to abort. */
export async function pickUnfinished(deps: UnfinishedDeps, space: SpaceTarget): Promise<Amount> {
  const name = plain(space.space);
  const found = await find(deps, space);
  if (found.length === 0) {
    deps.notices.info(t('There are no unfinished uploads in the Space {0}.', name));
    return amountOf(found);
  }
  const answer = await deps.prompts.pickMany<Found>({
    title: t('Unfinished Uploads: {0}', name),
    placeholder: t('Tick those to abort. All take up: {0}', deps.formats.size(amountOf(found).bytes)),
    choices: found.map((upload) => ({
      label: plain(upload.key),
      description: t(
        '{0} · {1}',
        deps.formats.size(upload.bytes),
        deps.formats.age(upload.started, deps.now()),
      ),
      ...(upload.isOwn ? { detail: t('Of your own transfers: it may still be running or resume') } : {}),
      picked: !upload.isOwn && deps.now() - upload.started > OLD,
      value: upload,
    })),
  });
  const picked = answerOf(answer);
  if (picked.length === 0) return amountOf([]);
  refuseReadOnly(space.connection);
  await confirm(deps, space, picked);
  const gone = new Tally();
  try {
    return await abort(deps, space, picked, gone);
  } finally {
    // Also where something ended it, which does not tell.
    if (gone.count > 0)
      deps.notices.info(t('Unfinished uploads aborted: {0}', amountWords(deps.formats, gone)));
  }
}

async function find(deps: UnfinishedDeps, space: SpaceTarget): Promise<readonly Found[]> {
  const title = t('Looking for unfinished uploads in {0}', plain(space.space));
  return deps.progress.run(title, async (signal, report) => {
    const own = await deps.ownUploads();
    const found: Found[] = [];
    for await (const uploads of deps.control.unfinishedUploads(space, signal)) {
      const sizes = await sizesOf(deps, space, { uploads, signal });
      for (const upload of uploads) {
        const bytes = sizes.get(upload);
        if (bytes !== undefined) found.push({ ...upload, bytes, isOwn: own.has(upload.uploadId) });
      }
      report(amountWords(deps.formats, amountOf(found)));
    }
    return found;
  });
}

async function confirm(deps: UnfinishedDeps, space: SpaceTarget, uploads: readonly Found[]): Promise<void> {
  const message = t('Abort unfinished uploads in the Space {0}?', plain(space.space));
  const words = amountWords(deps.formats, amountOf(uploads));
  const detail = t('Their parts are deleted: {0}.', words);
  await deps.notices.confirm(message, {
    detail: inSentences(detail, t("This can't be undone.")),
    action: t('Abort Uploads'),
  });
}

async function abort(
  deps: UnfinishedDeps,
  space: SpaceTarget,
  uploads: readonly Found[],
  gone = new Tally(),
): Promise<Amount> {
  const title = t('Aborting unfinished uploads in {0}', plain(space.space));
  let unnameable: unknown;
  await deps.progress.run(title, async (signal, report) => {
    for (const { key, uploadId, bytes } of uploads) {
      try {
        await deps.bytes.abandon({ ...space, key, uploadId }, signal);
        gone.add(bytes);
        report(t('{0} of {1}', deps.formats.count(gone.count), deps.formats.count(uploads.length)));
      } catch (error) {
        // A key that no request can name is no reason to leave the others.
        if (!(error instanceof SpacesError && error.code === 'badKey')) throw error;
        unnameable = error;
      }
    }
  });
  if (unnameable !== undefined) throw unnameable;
  return { count: gone.count, bytes: gone.bytes };
}

function amountOf(uploads: readonly Found[]): Amount {
  const { length: count } = uploads;
  return { count, bytes: uploads.reduce((sum, { bytes }) => sum + bytes, 0) };
}
