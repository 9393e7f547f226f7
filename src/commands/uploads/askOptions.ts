import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import type { Choice } from '../../core/ports.ts';
import type { ShareDeps } from '../share.ts';
import { askOtherPlace } from './askPlace.ts';
import { checkDraft, type UploadDraft } from './draft.ts';
import { askAcl, askContentType, askCopiedAs, askFile, askMethod, askSize } from './optionQuestions.ts';
import {
  copiedAs,
  copiedAsWords,
  fileWords,
  methodWords,
  placeWords,
  question,
  sizeWords,
  typeWords,
} from './words.ts';

export type UploadOptionDeps = Pick<ShareDeps, 'prompts' | 'memory' | 'moments'>;

type Row = 'place' | 'maxBytes' | 'minBytes' | 'contentType' | 'file' | 'acl' | 'method' | 'as' | 'done';

/**
 * The options as rows that show what is set; each opens its own question, and Back there changes nothing. What can't go
 * together is said where Done stands; Back then gives what was set before. Throws `Cancelled`.
 */
export async function askUploadOptions(deps: UploadOptionDeps, given: UploadDraft): Promise<UploadDraft> {
  let draft = given;
  let active: Row | undefined;
  for (;;) {
    const problem = problemOf(draft);
    const answer = await deps.prompts.pick<Row>({
      title: question(draft).title,
      placeholder: t('What may be uploaded, and how. Pick what to change.'),
      choices: [...rowsOf(deps, draft), lastRow(problem)],
      active,
      canGoBack: true,
    });
    if (answer === 'back') return problem === undefined ? draft : given;
    if (answer.answer === 'done') return draft;
    active = answer.answer;
    draft = await askOption(deps, draft, active);
  }
}

function askOption(deps: UploadOptionDeps, draft: UploadDraft, row: Row): Promise<UploadDraft> | UploadDraft {
  if (row === 'place' && draft.base) return askOtherPlace(deps, draft, draft.base);
  if (row === 'maxBytes' || row === 'minBytes') return askSize(deps, draft, row);
  if (row === 'contentType') return askContentType(deps, draft);
  if (row === 'file') return askFile(deps, draft);
  if (row === 'acl') return askAcl(deps, draft);
  if (row === 'method') return askMethod(deps, draft);
  return row === 'as' ? askCopiedAs(deps, draft) : draft;
}

function rowsOf(deps: UploadOptionDeps, draft: UploadDraft): Choice<Row>[] {
  const { terms, place, base, method, as } = draft;
  const { locale } = deps.moments;
  const isPublic = terms.acl === 'public-read';
  return [
    ...(base === undefined
      ? []
      : [row('place', { label: t('Where'), icon: 'folder', description: placeWords(draft) })]),
    row('maxBytes', {
      label: t('Largest Size'),
      icon: 'arrow-down',
      description: sizeWords(terms.maxBytes, locale),
    }),
    row('minBytes', {
      label: t('Smallest Size'),
      icon: 'arrow-up',
      description: sizeWords(terms.minBytes, locale),
    }),
    row('contentType', {
      label: t('Content Type'),
      icon: 'file-media',
      description: typeWords(terms.contentType),
    }),
    ...(as === 'page' || (as === 'json' && terms.contentType === undefined)
      ? []
      : [row('file', { label: t("Uploader's File"), icon: 'file', description: fileWords(draft) })]),
    row('acl', {
      label: t('Who Can Read It'),
      icon: isPublic ? 'warning' : 'lock',
      description: isPublic ? t('Everyone, without a link and without an end') : t('Nobody without a link'),
    }),
    ...('key' in place && as !== 'page'
      ? [row('method', { label: t('Sent As'), icon: 'cloud-upload', description: methodWords(method) })]
      : []),
    ...(as === 'page'
      ? []
      : [row('as', { label: t('Copied As'), icon: 'copy', description: copiedAsWords(copiedAs(draft)) })]),
  ];
}

function row(value: Row, choice: Omit<Choice<Row>, 'value'>): Choice<Row> {
  return { ...choice, value };
}

function lastRow(problem: string | undefined): Choice<Row> {
  return problem === undefined
    ? { label: t('Done'), icon: 'check', value: 'done' }
    : { label: problem, icon: 'warning', value: undefined };
}

function problemOf(draft: UploadDraft): string | undefined {
  try {
    checkDraft(draft);
    return undefined;
  } catch (error) {
    if (error instanceof SpacesError) return error.message;
    throw error;
  }
}
