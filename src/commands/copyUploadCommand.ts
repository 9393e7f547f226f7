import { t } from '@vscode/l10n';
import { type Offer, SpacesError } from '../core/errors.ts';
import type { Expiry } from '../core/expiry.ts';
import { hasDotSegment, uploadProblem } from '../core/keyRules.ts';
import type { ShellId } from '../core/settings.ts';
import type { ObjectTarget, PrefixTarget } from '../core/target.ts';
import type { UploadTerms } from '../core/uploadTerms.ts';
import { afterCopy } from './afterCopy.ts';
import { rememberExpiry } from './askExpiry.ts';
import {
  badKey,
  beginWitness,
  credentialsOf,
  refuseReadOnly,
  type ShareDeps,
  type SigningTime,
  signingTime,
} from './share.ts';
import { folderNeedsPrefix } from './uploads/arguments.ts';
import { askPlace } from './uploads/askPlace.ts';
import { copiedWords } from './uploads/copiedWords.ts';
import { checkDraft, type UploadDraft, type UploadPlace } from './uploads/draft.ts';
import { type MadeUpload, makeUpload } from './uploads/make.ts';
import { settleUpload } from './uploads/settle.ts';

/** What is left out is asked, or what it usually is. */
export interface UploadOptions extends UploadTerms {
  readonly expiry?: Expiry | undefined;
  /** The local file's path as the receiver's shell will see it; absent: the key's last segment. */
  readonly file?: string | undefined;
  /** Absent: as the person set it. */
  readonly shell?: ShellId | undefined;
  readonly method?: 'post' | 'put' | undefined;
  readonly as?: 'command' | 'json' | undefined;
  /** A drop box of the prefix; absent: asked, where a folder is the target. */
  readonly folder?: boolean | undefined;
  /** Over several lines, with comments. */
  readonly multiline?: boolean | undefined;
}

/**
 * Puts on the clipboard what uploads one object, or any number into a drop box, until it ends: a `curl` line for the
 * receiver's shell, or JSON; of a presigned POST under these limits, or of a presigned PUT. Asks what `options` leave
 * open. Needs no network. Throws `SpacesError`, `Cancelled`; then nothing was copied.
 */
export async function copyUploadCommand(
  deps: ShareDeps,
  target: ObjectTarget | PrefixTarget,
  options: UploadOptions = {},
): Promise<{ readonly expiresAt: string }> {
  const { connection } = target;
  refuseReadOnly(connection);
  // The witness loads while the questions are open.
  const witness = beginWitness(deps);
  const credentials = await credentialsOf(deps.store, connection);
  const draft = await firstDraft(deps, target, options);
  refuseKey(deps, draft);
  checkDraft(draft);
  const settled =
    options.expiry === undefined ? await settleUpload(deps, draft) : { draft, expiry: options.expiry };
  return handOut(deps, { ...settled, credentials, witness });
}

async function firstDraft(
  deps: ShareDeps,
  target: ObjectTarget | PrefixTarget,
  options: UploadOptions,
): Promise<UploadDraft> {
  const { expiry: _, file, shell, method = 'post', as = 'command', folder, multiline, ...terms } = options;
  const { connection, space } = target;
  return {
    target: { connection, space },
    place: await placeOf(deps, target, { folder, method }),
    base: 'prefix' in target && folder === undefined ? target : undefined,
    file,
    terms,
    method,
    as,
    shell: shell ?? deps.settings.get('upload.shell'),
    multiline: multiline ?? false,
  };
}

async function placeOf(
  deps: ShareDeps,
  target: ObjectTarget | PrefixTarget,
  { folder, method }: { readonly folder: boolean | undefined; readonly method: 'post' | 'put' },
): Promise<UploadPlace> {
  if ('key' in target) {
    if (folder === true) throw folderNeedsPrefix();
    return { key: target.key };
  }
  if (folder === true) return { prefix: target.prefix };
  return askPlace(deps, target, method !== 'put' && folder === undefined);
}

/** What no form can name is said before anything is asked; a PUT can name more. */
function refuseKey(deps: ShareDeps, draft: UploadDraft): void {
  const { place, method } = draft;
  if (!('key' in place)) return;
  const problem = uploadProblem(place.key);
  if (problem === undefined || (method === 'put' && isPutable(problem.kind))) return;
  throw badKey(problem, place.key, isPutable(problem.kind) ? putOffer(deps, draft) : []);
}

function isPutable(kind: NonNullable<ReturnType<typeof uploadProblem>>['kind']): boolean {
  return kind === 'edgeSpace' || kind === 'placeholder';
}

/** The same as a PUT, where there can be one. */
function putOffer(deps: ShareDeps, draft: UploadDraft, expiry?: Expiry): Offer[] {
  const { place, target, terms, method, file, shell, multiline } = draft;
  // A page has no such offer.
  const as = draft.as === 'json' ? 'json' : 'command';
  if (!('key' in place) || method === 'put' || hasDotSegment(place.key)) return [];
  const again = () =>
    copyUploadCommand(
      deps,
      { ...target, key: place.key },
      { ...terms, file, shell, multiline, as, method: 'put', expiry },
    );
  return [{ title: t('Copy as PUT'), run: again }];
}

interface Settled {
  readonly draft: UploadDraft;
  readonly expiry: Expiry;
  readonly credentials: Awaited<ReturnType<typeof credentialsOf>>;
  readonly witness: ReturnType<NonNullable<ShareDeps['witness']>> | undefined;
}

async function handOut(
  deps: ShareDeps,
  settled: Settled,
  isAgain = false,
): Promise<{ readonly expiresAt: string }> {
  const { draft, expiry, credentials } = settled;
  const { connection, space } = draft.target;
  const time = signingTime(deps, deps.places.of(connection, space), expiry);
  const made = await makeOrOffer(deps, settled, time);
  await deps.clipboard.write(made.text);
  await rememberExpiry(deps.memory, expiry);
  const words = copiedWords(deps.moments, { draft, time, made });
  if (made.warning === undefined) deps.notices.info(words);
  else deps.notices.warn(words, ...putOffer(deps, draft, expiry));
  await afterCopy(deps, {
    kind: draft.method === 'put' ? 'put' : 'form',
    as: draft.as === 'json' ? 'json' : draft.shell,
    connection,
    credentials,
    space,
    what: draft.place,
    time,
    upload: draft.terms,
    command: { file: draft.file, multiline: draft.multiline },
    copied: isAgain ? undefined : { text: made.text, again: () => handOut(deps, settled, true) },
  });
  return { expiresAt: time.ends.toISOString() };
}

/** What this shell can't say, a PUT may: its URL is ASCII, and has no quotes. */
async function makeOrOffer(deps: ShareDeps, settled: Settled, time: SigningTime): Promise<MadeUpload> {
  const { draft, expiry, credentials, witness } = settled;
  try {
    return await makeUpload(deps, draft, { credentials, time, witness });
  } catch (error) {
    if (!(error instanceof SpacesError && error.code === 'badShell')) throw error;
    throw new SpacesError('badShell', error.message, { cause: error, offers: putOffer(deps, draft, expiry) });
  }
}
