import { t } from '@vscode/l10n';
import type { Credentials } from '../../core/connection.ts';
import { SpacesError } from '../../core/errors.ts';
import { byteLength, linkProblem, MAX_KEY_BYTES } from '../../core/keyRules.ts';
import { evaluatePolicy } from '../../core/policyEvaluate.ts';
import { shellOf } from '../../core/quoting/shell.ts';
import { windowsCurlProblem } from '../../core/quoting/windowsCurl.ts';
import { inSentences } from '../../core/sentences.ts';
import type { PostForm, PutRequest, SignPostRequest, SignPutRequest, Witness } from '../../core/signing.ts';
import { namedFile, putCommand, uploadCommand } from '../../core/uploadCommand.ts';
import { postTermsOf, putHeadersOf } from '../../core/uploadTerms.ts';
import type { ShareDeps, SigningTime } from '../share.ts';
import { draftType, filePath, isAws, keyField, namingKey, sentName, type UploadDraft } from './draft.ts';
import { notesOf } from './notes.ts';

/** What an upload is signed with. */
export interface UploadSigning {
  readonly credentials: Credentials;
  readonly time: SigningTime;
  /** Absent where there is none. */
  readonly witness: Promise<Witness> | undefined;
}

export interface MadeUpload {
  /** A command, or JSON. */
  readonly text: string;
  /** Why it may fail where it is run, in a sentence. */
  readonly warning?: string | undefined;
}

/**
 * Signs what the draft says and writes it down, once the witness agrees and the form would be let in. Needs no network.
 * Throws `badKey`, `badArguments`, `badShell`, `badPolicy`, `signersDisagree`.
 */
export function makeUpload(
  deps: Pick<ShareDeps, 'signer' | 'places' | 'moments'>,
  draft: UploadDraft,
  signing: UploadSigning,
): Promise<MadeUpload> {
  return draft.method === 'put' ? makePut(deps, draft, signing) : makePost(deps, draft, signing);
}

async function makePost(
  deps: Pick<ShareDeps, 'signer' | 'places' | 'moments'>,
  draft: UploadDraft,
  signing: UploadSigning,
): Promise<MadeUpload> {
  const request: SignPostRequest = {
    ...requestOf(deps, draft, signing),
    ...postTermsOf(draft.terms, draftType(draft)),
    isDropBox: 'prefix' in draft.place,
  };
  const form = await deps.signer.signPost(request);
  judge(form, draft, signing.time);
  await (await signing.witness)?.checkPost(request, form);
  if (draft.as === 'json')
    return { text: asJson({ url: form.url, fields: Object.fromEntries(form.fields) }) };
  const text = uploadCommand({ form, ...commandOf(deps, draft, signing) });
  return { text, warning: warningFor(draft, [...form.fields.map(([, value]) => value), filePath(draft)]) };
}

async function makePut(
  deps: Pick<ShareDeps, 'signer' | 'places' | 'moments'>,
  draft: UploadDraft,
  signing: UploadSigning,
): Promise<MadeUpload> {
  const problem = linkProblem(keyField(draft.place));
  if (problem?.kind === 'dotSegment') {
    throw new SpacesError('badKey', inSentences(problem.message, t('Use a form (POST).')));
  }
  const context = { type: draftType(draft), isAws: isAws(draft.target) };
  const request: SignPutRequest = {
    ...requestOf(deps, draft, signing),
    headers: putHeadersOf(draft.terms, context),
  };
  const put = await deps.signer.signPut(request);
  await (await signing.witness)?.checkPut(request, put);
  if (draft.as === 'json') return { text: putAsJson(put) };
  const command = commandOf(deps, draft, signing);
  return { text: putCommand({ put, ...command }), warning: warningFor(draft, [namedFile('put', command)]) };
}

function requestOf(
  { places }: Pick<ShareDeps, 'places'>,
  { target, place }: UploadDraft,
  { credentials, time }: UploadSigning,
) {
  const { connection, space } = target;
  const { expiresIn, date } = time;
  return {
    connection: places.of(connection, space),
    credentials,
    space,
    key: keyField(place),
    expiresIn,
    date,
  };
}

function commandOf(
  deps: Pick<ShareDeps, 'moments'>,
  draft: UploadDraft,
  { time }: UploadSigning,
): Omit<Parameters<typeof uploadCommand>[0], 'form'> {
  const { file, shell, multiline, place } = draft;
  return {
    key: namingKey(place),
    file,
    shell: shellOf(shell),
    multiline,
    notes: multiline ? notesOf(deps.moments, draft, time) : [],
  };
}

function warningFor({ shell }: UploadDraft, words: readonly string[]): string | undefined {
  return windowsCurlProblem(shellOf(shell), words);
}

/** A form that the server must refuse is never handed out: this very one is judged, with a file such as it allows. */
function judge(form: PostForm, draft: UploadDraft, { date }: SigningTime): void {
  const { target, place, terms } = draft;
  const policy = form.fields.find(([name]) => name === 'Policy')?.[1];
  const filename = sentName(draft);
  const posted = { fields: form.fields, fileSize: terms.minBytes ?? 1, filename };
  const verdict = evaluatePolicy(policy, posted, { bucket: target.space, now: date.getTime() });
  if (!verdict.ok) throw refused(verdict.code);
  const meant = 'key' in place ? place.key : place.prefix + filename;
  if (verdict.key !== meant) throw refused(t('it would become another object'));
  if (byteLength(meant) > MAX_KEY_BYTES) throw refused(t('with the name of the file the key is too long'));
}

function refused(why: string): SpacesError {
  return new SpacesError(
    'badPolicy',
    t('The server would refuse this upload, so nothing was copied: {0}', why),
  );
}

function putAsJson({ url, headers }: PutRequest): string {
  return asJson({ url, method: 'PUT', headers: Object.fromEntries(headers) });
}

function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
