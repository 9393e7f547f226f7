import { t } from '@vscode/l10n';
import { isFamily } from '../core/contentTypes.ts';
import { SpacesError } from '../core/errors.ts';
import { durationExamples, type Expiry, MAX_EXPIRY_SECONDS } from '../core/expiry.ts';
import { dropBoxProblem, type NameProblem, uploadProblem } from '../core/keyRules.ts';
import { formatDuration } from '../core/moments.ts';
import { ARRIVED, type UploadForms, uploadPage } from '../core/page/uploadPage.ts';
import { plain } from '../core/plain.ts';
import { FILENAME } from '../core/policy.ts';
import { evaluatePolicy } from '../core/policyEvaluate.ts';
import { inSentences } from '../core/sentences.ts';
import type { PostForm, ShareRequest, SignPostRequest, Witness } from '../core/signing.ts';
import type { ObjectTarget, PrefixTarget } from '../core/target.ts';
import { checkUploadTerms } from '../core/uploadRules.ts';
import { postTermsOf, type UploadTerms } from '../core/uploadTerms.ts';
import { afterCopy } from './afterCopy.ts';
import { askExpiry, rememberExpiry } from './askExpiry.ts';
import { nameOfPlace, savePageFile, saySaved } from './savePage.ts';
import { credentialsOf, type ShareDeps, signingTime } from './share.ts';

export interface UploadPageRequest {
  readonly expiry?: Expiry | undefined;
  readonly title?: string | undefined;
  readonly terms: UploadTerms;
}

/** What is stored for a file whose type nobody knows. */
const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * Saves a page that uploads to one object, or any file below a prefix; asks how long where that is open, and where to.
 * Needs no network. Throws `SpacesError`, `Cancelled`.
 */
export async function saveUploadPage(
  deps: ShareDeps,
  target: ObjectTarget | PrefixTarget,
  request: UploadPageRequest,
): Promise<{ readonly expiresAt: string }> {
  const { connection, space } = target;
  if (connection.readOnly)
    throw new SpacesError('readOnly', t('This connection is read-only: {0}', plain(connection.name)));
  const isBox = 'prefix' in target;
  const place = isBox ? target.prefix : target.key;
  const problem = uploadPageProblem(target);
  if (problem !== undefined)
    throw new SpacesError('badKey', inSentences(problem.message, t('Object: {0}', plain(place))));
  const terms = pageTerms(request.terms, isBox);
  const witness = deps.witness?.();
  witness?.catch(() => undefined);
  const credentials = await credentialsOf(deps.store, connection);
  const expiry = request.expiry ?? (await askExpiry(deps, questionOf(deps, nameOfPlace(place, space))));
  const where = deps.places.of(connection, space);
  const time = signingTime(deps, where, expiry);
  const { expiresIn, date } = time;
  const share = { connection: where, credentials, space, expiresIn, date };
  const forms = await signForms(deps, { share, place, isBox, terms, witness: await witness });
  const { minBytes: min, maxBytes: max, contentType: type, successRedirect: goOn } = terms;
  const page = await uploadPage(
    {
      ...{ title: request.title, ends: time.ends, moments: deps.moments },
      ...{ key: place, isBox, min, max, type, goOn, forms },
    },
    (text) => deps.hashing.sha256Hex(text),
  );
  const saved = await savePageFile(deps, page, nameOfPlace(place, space));
  await rememberExpiry(deps.memory, expiry);
  const note = isBox
    ? t('It uploads any number of files; one with the same name replaces what is there.')
    : t('It works as often as it is used; each upload replaces the object.');
  saySaved(deps, { saved, time, notes: [note] });
  const what = isBox ? { prefix: place } : { key: place };
  await afterCopy(deps, {
    kind: 'form',
    as: 'page',
    connection,
    credentials,
    space,
    what,
    time,
    upload: terms,
  });
  return { expiresAt: time.ends.toISOString() };
}

/** Why no page can upload there; `undefined` where one can. */
export function uploadPageProblem(target: ObjectTarget | PrefixTarget): NameProblem | undefined {
  const [place, problem] =
    'prefix' in target
      ? [target.prefix, dropBoxProblem(target.prefix)]
      : [target.key, uploadProblem(target.key)];
  if (problem !== undefined) return problem;
  // HTML: "Constructing the entry list" makes CRLF of each.
  if (!/[\r\n]/.test(place)) return undefined;
  const message = t(
    "A form in a browser can't carry a name with a line break. Copy an upload command for it.",
  );
  return { kind: 'notText', message };
}

type PageTermsOfUpload = UploadTerms & { readonly minBytes: number };

/** A form without a file would make an empty object: at least one byte is demanded. */
function pageTerms(terms: UploadTerms, isDropBox: boolean): PageTermsOfUpload {
  checkUploadTerms(terms, { method: 'post', isDropBox, isAws: false });
  return { ...terms, minBytes: Math.max(1, terms.minBytes ?? 1) };
}

interface Signing {
  readonly share: ShareRequest;
  readonly place: string;
  readonly isBox: boolean;
  readonly terms: PageTermsOfUpload;
  readonly witness: Witness | undefined;
}

/** The three forms of a page; each differs from the others only in the answer that it asks for. */
async function signForms(deps: ShareDeps, signing: Signing): Promise<UploadForms> {
  const { successStatus, successRedirect, ...limits } = signing.terms;
  const sign = (answer: Pick<UploadTerms, 'successStatus' | 'successRedirect'>) =>
    signForm(deps, signing, { ...limits, ...answer });
  const plainStatus = successStatus ?? (successRedirect === undefined ? 201 : undefined);
  return {
    plain: await sign({ successStatus: plainStatus, successRedirect }),
    seen: await sign({ successStatus: 201 }),
    blind: await sign({ successRedirect: ARRIVED }),
  };
}

async function signForm(
  { signer }: ShareDeps,
  { share, place, isBox, witness }: Signing,
  terms: UploadTerms,
): Promise<PostForm> {
  const request: SignPostRequest = {
    ...share,
    ...typedTerms(terms),
    key: isBox ? place + FILENAME : place,
    ...(isBox ? { isDropBox: true } : {}),
  };
  const form = await signer.signPost(request);
  checkForm(form, share, terms.minBytes ?? 1);
  await witness?.checkPost(request, form);
  return form;
}

/** The field of the content type is always there, since the page puts each file's own into it where it may. */
function typedTerms(terms: UploadTerms) {
  const { contentType } = terms;
  const family = contentType !== undefined && isFamily(contentType) ? contentType : undefined;
  const { fields = [], conditions = [], ...sizes } = postTermsOf(terms, family);
  if (contentType !== undefined) return { ...sizes, fields, conditions };
  return {
    ...sizes,
    fields: [['Content-Type', UNKNOWN_TYPE] as const, ...fields],
    conditions: [...conditions, ['starts-with', '$Content-Type', ''] as const],
  };
}

/** A form that the server must refuse is never handed out. */
function checkForm({ fields }: PostForm, { space, date }: ShareRequest, fileSize: number): void {
  const policy = fields.find(([name]) => name.toLowerCase() === 'policy')?.[1];
  const form = { fields, fileSize, filename: 'file' };
  const verdict = evaluatePolicy(policy, form, { bucket: space, now: date.getTime() });
  if (verdict.ok) return;
  throw new SpacesError(
    'badPolicy',
    t('The server would refuse this upload, so nothing was copied: {0}', verdict.code),
  );
}

function questionOf({ moments }: ShareDeps, name: string): { title: string; placeholder: string } {
  const { locale } = moments;
  return {
    title: t('Upload page: {0}', plain(name)),
    placeholder: t(
      'How long? Pick one, or type a time like {0}. At most {1}.',
      durationExamples(locale),
      formatDuration(MAX_EXPIRY_SECONDS, locale),
    ),
  };
}
