import { t } from '@vscode/l10n';
import { isFamily } from '../core/contentTypes.ts';
import { SpacesError } from '../core/errors.ts';
import type { Expiry } from '../core/expiry.ts';
import { dropBoxProblem, type NameProblem, uploadProblem } from '../core/keyRules.ts';
import { ARRIVED, type UploadForms, uploadPage } from '../core/page/uploadPage.ts';
import { FILENAME } from '../core/policy.ts';
import { evaluatePolicy } from '../core/policyEvaluate.ts';
import type { PostForm, ShareRequest, SignPostRequest, Witness } from '../core/signing.ts';
import type { ObjectTarget, PrefixTarget } from '../core/target.ts';
import { postTermsOf, type UploadTerms } from '../core/uploadTerms.ts';
import { afterCopy } from './afterCopy.ts';
import { rememberExpiry } from './askExpiry.ts';
import { nameOfPlace, savePageFile, saySaved } from './savePage.ts';
import { badKey, beginWitness, credentialsOf, refuseReadOnly, type ShareDeps, signingTime } from './share.ts';
import { checkDraft, type UploadDraft } from './uploads/draft.ts';
import { settleUpload } from './uploads/settle.ts';

export interface UploadPageRequest {
  readonly expiry?: Expiry | undefined;
  readonly title?: string | undefined;
  readonly terms: UploadTerms;
}

/** What is stored for a file whose type nobody knows. */
const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * Saves a page that uploads to one object, or any file below a prefix; asks how long, and under which limits, where the
 * end is open, and where to. Needs no network. Throws `SpacesError`, `Cancelled`.
 */
export async function saveUploadPage(
  deps: ShareDeps,
  target: ObjectTarget | PrefixTarget,
  request: UploadPageRequest,
): Promise<{ readonly expiresAt: string }> {
  refuseTarget(target);
  const { connection, space } = target;
  const first = draftOf(target, request.terms);
  checkDraft(first);
  // It loads while a question is open.
  const witness = beginWitness(deps);
  const credentials = await credentialsOf(deps.store, connection);
  const { expiry } = request;
  const settled = expiry === undefined ? await settleUpload(deps, first) : { draft: first, expiry };
  const terms = withFile(settled.draft.terms);
  const where = deps.places.of(connection, space);
  const time = signingTime(deps, where, settled.expiry);
  const { expiresIn, date } = time;
  const share = { connection: where, credentials, space, expiresIn, date };
  const { key, isBox } = placeOf(target);
  const forms = await signForms(deps, { share, key, isBox, terms, witness: await witness });
  const page = await uploadPage(
    {
      ...{ title: request.title, ends: time.ends, moments: deps.moments, key, isBox, forms },
      ...{ min: terms.minBytes, max: terms.maxBytes, type: terms.contentType, goOn: terms.successRedirect },
    },
    (text) => deps.hashing.sha256Hex(text),
  );
  const saved = await savePageFile(deps, page, nameOfPlace(key, space));
  await rememberExpiry(deps.memory, settled.expiry);
  saySaved(deps, { saved, time, notes: [grantWords(isBox)] });
  const what = isBox ? { prefix: key } : { key };
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

function grantWords(isBox: boolean): string {
  return isBox
    ? t('It uploads any number of files; one with the same name replaces what is there.')
    : t('It works as often as it is used; each upload replaces the object.');
}

function draftOf(target: ObjectTarget | PrefixTarget, terms: UploadTerms): UploadDraft {
  const place = 'prefix' in target ? { prefix: target.prefix } : { key: target.key };
  return { target, place, terms, method: 'post', as: 'page', shell: 'unix', multiline: false };
}

/** The exact key, or the prefix. */
function placeOf(target: ObjectTarget | PrefixTarget): { readonly key: string; readonly isBox: boolean } {
  return 'prefix' in target ? { key: target.prefix, isBox: true } : { key: target.key, isBox: false };
}

function refuseTarget(target: ObjectTarget | PrefixTarget): void {
  refuseReadOnly(target.connection);
  const problem = uploadPageProblem(target);
  if (problem !== undefined) throw badKey(problem, placeOf(target).key);
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

/** A form without a file would make an empty object: at least one byte is demanded. */
function withFile(terms: UploadTerms): FiledTerms {
  return { ...terms, minBytes: Math.max(1, terms.minBytes ?? 1) };
}

type FiledTerms = UploadTerms & { readonly minBytes: number };

interface Signing {
  readonly share: ShareRequest;
  readonly key: string;
  readonly isBox: boolean;
  readonly terms: FiledTerms;
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
  { share, key, isBox, witness }: Signing,
  terms: UploadTerms,
): Promise<PostForm> {
  const request: SignPostRequest = {
    ...share,
    ...typedTerms(terms),
    key: isBox ? key + FILENAME : key,
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
