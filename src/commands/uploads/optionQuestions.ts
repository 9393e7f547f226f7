import { t } from '@vscode/l10n';
import { parseBytes } from '../../core/bytes.ts';
import { SpacesError } from '../../core/errors.ts';
import { fileProblem } from '../../core/keyRules.ts';
import type { TextQuestion } from '../../core/ports.ts';
import { sizesProblem, uploadTypeProblem } from '../../core/uploadRules.ts';
import type { Acl, UploadTerms } from '../../core/uploadTerms.ts';
import type { UploadOptionDeps } from './askOptions.ts';
import { filePath, type UploadDraft } from './draft.ts';
import { type CopiedAs, copiedAs, copiedAsWords, methodWords, question } from './words.ts';

/** What was the largest size the last time; only a suggestion. */
const LAST_MAX = 'upload.lastMaxBytes';

type Bound = 'minBytes' | 'maxBytes';

/** A size as people write it; an empty text is no limit. */
export async function askSize(
  deps: UploadOptionDeps,
  draft: UploadDraft,
  bound: Bound,
): Promise<UploadDraft> {
  const { locale } = deps.moments;
  const prompt =
    bound === 'maxBytes'
      ? t('The largest size, like 10 MB. Empty: no limit.')
      : t(
          'The smallest size, like 1 kB. Empty: no limit. From 3 bytes on a form without a file is refused, too.',
        );
  const known = draft.terms[bound] ?? (bound === 'maxBytes' ? lastMax(deps) : undefined);
  const read = (text: string): UploadTerms => ({
    ...draft.terms,
    [bound]: text.trim() === '' ? undefined : parseBytes(text, locale),
  });
  const answer = await askText(deps, draft, {
    prompt,
    value: known === undefined ? '' : editableSize(known, locale),
    problem: (text) => sizesProblem(read(text)),
  });
  if (answer === undefined) return draft;
  const terms = read(answer);
  if (bound === 'maxBytes' && terms.maxBytes !== undefined) await deps.memory.set(LAST_MAX, terms.maxBytes);
  return { ...draft, terms };
}

export async function askContentType(deps: UploadOptionDeps, draft: UploadDraft): Promise<UploadDraft> {
  const answer = await askText(deps, draft, {
    prompt: t('A content type, like application/pdf, or a family, like image/*. Empty: any.'),
    value: draft.terms.contentType ?? '',
    problem: (text) => (text.trim() === '' ? undefined : uploadTypeProblem(text.trim())),
  });
  if (answer === undefined) return draft;
  return { ...draft, terms: { ...draft.terms, contentType: answer.trim() || undefined } };
}

/** The path as the uploader has it. */
export async function askFile(deps: UploadOptionDeps, draft: UploadDraft): Promise<UploadDraft> {
  const answer = await askText(deps, draft, {
    prompt: t('The path of the file on the computer of the one who uploads it.'),
    value: filePath(draft),
    problem: (text) => fileProblem(text)?.message,
  });
  return answer === undefined ? draft : { ...draft, file: answer };
}

export async function askAcl(deps: UploadOptionDeps, draft: UploadDraft): Promise<UploadDraft> {
  const answer = await deps.prompts.pick<Acl>({
    title: question(draft).title,
    placeholder: t('Who can read what is uploaded?'),
    choices: [
      { label: t('Private'), icon: 'lock', detail: t('Nobody without a link'), value: 'private' },
      {
        label: t('Public'),
        icon: 'warning',
        detail: t('Everyone, without a link and without an end'),
        value: 'public-read',
      },
    ],
    active: draft.terms.acl ?? 'private',
    canGoBack: true,
  });
  return answer === 'back' ? draft : { ...draft, terms: { ...draft.terms, acl: answer.answer } };
}

export async function askMethod(deps: UploadOptionDeps, draft: UploadDraft): Promise<UploadDraft> {
  const answer = await deps.prompts.pick<UploadDraft['method']>({
    title: question(draft).title,
    placeholder: t('How is it sent?'),
    choices: [
      { label: methodWords('post'), detail: t('With all limits.'), value: 'post' },
      {
        label: methodWords('put'),
        detail: t('Shorter, for any name. Of the limits it keeps the content type and one exact size.'),
        value: 'put',
      },
    ],
    active: draft.method,
    canGoBack: true,
  });
  return answer === 'back' ? draft : { ...draft, method: answer.answer };
}

export async function askCopiedAs(deps: UploadOptionDeps, draft: UploadDraft): Promise<UploadDraft> {
  const choice = (value: CopiedAs, detail: string) => ({ label: copiedAsWords(value), detail, value });
  const answer = await deps.prompts.pick<CopiedAs>({
    title: question(draft).title,
    placeholder: t('Copy as what?'),
    choices: [
      choice('command', t('To be pasted into a terminal.')),
      choice('script', t('Says what it allows and what an error means.')),
      choice('json', t('Address and fields, or headers, for a client of your own.')),
    ],
    active: copiedAs(draft),
    canGoBack: true,
  });
  if (answer === 'back') return draft;
  const as = answer.answer;
  return { ...draft, as: as === 'json' ? 'json' : 'command', multiline: as === 'script' };
}

/** `undefined` for Back. */
async function askText(
  { prompts }: UploadOptionDeps,
  draft: UploadDraft,
  asked: Pick<TextQuestion, 'prompt' | 'value'> & { problem(text: string): string | undefined },
): Promise<string | undefined> {
  const { problem, ...shown } = asked;
  const answer = await prompts.text({
    title: question(draft).title,
    ...shown,
    canGoBack: true,
    validate: (text) => {
      const message = messageOf(() => problem(text));
      return message === undefined ? undefined : { message, severity: 'error' };
    },
  });
  return answer === 'back' ? undefined : answer.answer;
}

function messageOf(problem: () => string | undefined): string | undefined {
  try {
    return problem();
  } catch (error) {
    if (error instanceof SpacesError) return error.message;
    throw error;
  }
}

/** What is remembered is checked: it may come from another version. */
function lastMax({ memory }: UploadOptionDeps): number | undefined {
  const last = memory.get<unknown>(LAST_MAX);
  return typeof last === 'number' && sizesProblem({ maxBytes: last }) === undefined ? last : undefined;
}

/** In the largest unit that holds it in whole numbers, so that reading it gives it back. */
function editableSize(bytes: number, locale: string): string {
  const units = ['GB', 'MB', 'kB'];
  const at = [1e9, 1e6, 1e3].findIndex((unit) => bytes >= unit && bytes % unit === 0);
  const unit = units[at];
  const number = new Intl.NumberFormat(locale, { useGrouping: false });
  return unit === undefined ? String(bytes) : `${number.format(bytes / 10 ** (9 - 3 * at))} ${unit}`;
}
